import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup } from "#ui/button.tsx";
import { Details } from "#ui/details.tsx";
import { Form, Hidden, PostButton } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { LinkList, Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Prose } from "#ui/prose.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Inset, Muted } from "#ui/text.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { Time } from "#ui/time.tsx";
import type { Attachment, Batch, CountLine, Detachment } from "./attachment.rules.ts";
import { AttachmentSection, DetachmentSection } from "./attachment-list.view.tsx";
import type { Claim, ThemeChoice } from "./claim.rules.ts";
import { ClaimFields, type TypedClaim } from "./claim-fields.view.tsx";
import { CountTables } from "./count-tables.view.tsx";
import type { Stance } from "./stance.rules.ts";
import { stanceCounts } from "./workbench-note.view.tsx";

export type ClaimDeskProps = {
  readonly frame: Frame;
  readonly claim: Claim;
  readonly themes: readonly ThemeChoice[];
  readonly typed: TypedClaim;
  readonly errors: readonly FieldError[];
  readonly counts: readonly CountLine[];
  readonly attachments: readonly Attachment[];
  readonly stance: Stance | null;
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly batches: readonly Batch[];
  readonly detachments: readonly Detachment[];
  readonly reason: string;
};

/** One claim: its words, what it rests on, where that comes from, who attached what. */
export function ClaimDeskView(props: ClaimDeskProps) {
  const { frame, claim, errors } = props;
  const { lang, t } = frame;
  const { number } = claim;
  const at = { process: claim.processSlug };
  return (
    <Page
      frame={frame}
      title={t("workbench.claim.title", { number: String(number) })}
      lead={t(`workbench.state.${claim.state}`)}
      breadcrumb={[
        { text: t("workbench.team"), href: urls.team(lang) },
        { text: t("workbench.title"), href: `${urls.teamSynthesis(lang, at, { ouvert: number })}#constat-${number}` },
      ]}
      errors={errors}
    >
      <LinkList
        items={[
          { text: t("workbench.claim.history"), href: urls.teamClaimVersions(lang, { number }) },
          {
            text: t("workbench.claim.decide"),
            href: urls.teamDecisionNew(lang, { demarche: claim.processSlug, tout: "on", constat: number }),
          },
          ...(claim.state === "published"
            ? [{ text: t("workbench.claim.public"), href: urls.claim(lang, { number }) }]
            : []),
        ]}
      />
      {claim.state === "withdrawn" ? <Withdrawn {...props} /> : <EditForm {...props} />}
      <Section title={t("workbench.claim.counts")} id="comptes">
        <p>{stanceCounts(frame, claim)}</p>
        <CountTables frame={frame} counts={props.counts} />
      </Section>
      <AttachmentSection {...props} />
      <BatchSection {...props} />
      <DetachmentSection {...props} />
      {claim.state === "withdrawn" ? null : <WithdrawSection {...props} />}
    </Page>
  );
}

function EditForm({ frame, claim, themes, typed, errors }: ClaimDeskProps) {
  const { lang, t } = frame;
  return (
    <Form frame={frame} action={urls.teamClaim(lang, { number: claim.number })}>
      <Hidden name="version" value={String(claim.version)} />
      <ClaimFields {...{ frame, themes, typed, errors }} language={claim.language} />
      <Button name="act" value="save">
        {t("workbench.form.save")}
      </Button>
    </Form>
  );
}

function Withdrawn({ frame, claim }: ClaimDeskProps) {
  const { lang, t } = frame;
  return (
    <>
      <Inset>
        <p>
          {t("workbench.claim.withdrawnOn")} <Time at={claim.withdrawnAt ?? ""} />
        </p>
        <Prose text={claim.withdrawnReason ?? ""} lang={claim.language} />
      </Inset>
      <SummaryList
        rows={[{ key: t("workbench.form.text"), value: <Prose text={claim.text} lang={claim.language} /> }]}
      />
      <PostButton
        frame={frame}
        action={urls.teamClaim(lang, { number: claim.number })}
        kind="secondary"
        fields={{ act: "reopen" }}
      >
        {t("workbench.claim.reopen")}
      </PostButton>
      <Muted>{t("workbench.claim.reopenHint")}</Muted>
    </>
  );
}

/** Each act that attached several, and how to take it back as a whole. */
function BatchSection({ frame, claim, batches }: ClaimDeskProps) {
  const { lang, t } = frame;
  if (batches.length === 0) return null;
  return (
    <Section title={t("workbench.batch.title")} id="lots">
      <ul>
        {batches.map((batch) => (
          <li key={batch.id}>
            <p>
              {t("workbench.batch.line", { count: batch.count, by: batch.by ?? t("workbench.somebody") })}{" "}
              <Time at={batch.madeAt} mode="datetime" />
              {batch.filter === "" ? null : (
                <>
                  {" · "}
                  {batch.filter}
                </>
              )}
            </p>
            {batch.undoneAt === null ? null : (
              <Muted>
                {t("workbench.batch.undone")} <Time at={batch.undoneAt} mode="datetime" />
              </Muted>
            )}
            {batch.undoneAt === null && batch.inForce > 0 ? (
              <PostButton
                frame={frame}
                action={urls.teamClaim(lang, { number: claim.number })}
                kind="secondary"
                fields={{ act: "undo", batch: batch.id }}
              >
                {t("workbench.batch.undo", { count: batch.inForce })}
              </PostButton>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function WithdrawSection({ frame, claim, errors, reason }: ClaimDeskProps) {
  const { lang, t } = frame;
  const error = errors.find(({ field }) => field === "reason")?.message;
  return (
    <Section title={t("workbench.withdraw.title")} id="retirer">
      <Details summary={t("workbench.withdraw.summary")} open={error !== undefined}>
        <Form frame={frame} action={urls.teamClaim(lang, { number: claim.number })}>
          <TextArea
            name="reason"
            label={t("workbench.withdraw.reason")}
            hint={t("workbench.withdraw.hint")}
            value={reason}
            error={error}
            rows={3}
            lang={claim.language}
          />
          <ButtonGroup>
            <Button kind="warning" name="act" value="withdraw">
              {t("workbench.withdraw.button")}
            </Button>
          </ButtonGroup>
        </Form>
      </Details>
    </Section>
  );
}
