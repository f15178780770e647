import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup } from "#ui/button.tsx";
import { Checkboxes } from "#ui/checkboxes.tsx";
import { Details } from "#ui/details.tsx";
import { Form } from "#ui/form.tsx";
import type { Frame } from "#ui/frame.ts";
import { LinkList, Section } from "#ui/layout.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Prose } from "#ui/prose.tsx";
import { Status } from "#ui/status.tsx";
import { Quote, VisuallyHidden } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import type { Attachment } from "./attachment.rules.ts";
import type { ClaimDeskProps } from "./claim-desk.view.tsx";
import { channelKey, STANCES, stanceKey, stanceTone } from "./stance.rules.ts";

/** What the claim rests on, a box each to detach, and a link to say how it stands or quote it. */
export function AttachmentSection(props: ClaimDeskProps) {
  const { frame, claim, attachments, stance, total, page, pages, errors } = props;
  const { lang, t } = frame;
  const { number } = claim;
  const here = (query: Readonly<Record<string, string | number | undefined>> = {}) =>
    urls.teamClaim(lang, { number }, { position: stance ?? undefined, ...query });
  const items = [null, ...STANCES].map((one) => ({
    text: one === null ? t("workbench.sources.all") : t(stanceKey(one)),
    href: `${urls.teamClaim(lang, { number }, { position: one ?? undefined })}#sources`,
    current: one === stance,
  }));
  return (
    <Section title={t("workbench.sources.title")} id="sources">
      <LinkList items={items} />
      <ResultCount>{t("workbench.sources.count", { count: total })}</ResultCount>
      <p>
        <a href={urls.teamSynthesis(lang, { process: claim.processSlug }, { ouvert: number })}>
          {t("workbench.sources.more")}
        </a>
      </p>
      {attachments.length === 0 ? null : (
        <Form frame={frame} action={urls.teamClaim(lang, { number })}>
          <Checkboxes
            name="contribution"
            label={t("workbench.sources.choose")}
            error={errors.find(({ field }) => field === "contribution")?.message}
            small
            options={attachments.map((attachment) => ({
              value: String(attachment.number),
              text: attachment.title ?? t("synthesis.contribution", { number: String(attachment.number) }),
              hint: [t(channelKey(attachment.channel)), attachment.territory].filter(Boolean).join(" · "),
              children: <AttachmentWords frame={frame} claim={number} attachment={attachment} />,
            }))}
          />
          {claim.state === "withdrawn" ? null : (
            <ButtonGroup>
              <Button kind="secondary" name="act" value="detach">
                {t("workbench.sources.detach")}
              </Button>
            </ButtonGroup>
          )}
        </Form>
      )}
      <Pagination page={page} pages={pages} href={(n) => `${here({ page: n })}#sources`} />
    </Section>
  );
}

type WordsProps = { readonly frame: Frame; readonly claim: number; readonly attachment: Attachment };

function AttachmentWords({ frame, claim, attachment }: WordsProps) {
  const { lang, t } = frame;
  const { number, stance, quote, isQuoteLost, words, language, by, madeAt } = attachment;
  return (
    <>
      <p>
        <Status tone={stanceTone(stance)}>{t(stanceKey(stance))}</Status>{" "}
        {isQuoteLost ? <Status tone="warning">{t("workbench.sources.quoteLost")}</Status> : null}
      </p>
      {quote === null ? <Prose text={words} lang={language} /> : <Quote lang={language}>{quote}</Quote>}
      <p>
        {t("workbench.sources.by", { by: by ?? t("workbench.somebody") })} <Time at={madeAt} />
        {" · "}
        <a href={urls.teamClaimSource(lang, { number: claim, contribution: number })}>
          {t("workbench.sources.quote")}
          <VisuallyHidden> {t("synthesis.contribution", { number: String(number) })}</VisuallyHidden>
        </a>
        {" · "}
        <a href={urls.contribution(lang, { number })}>{t("synthesis.contribution", { number: String(number) })}</a>
      </p>
    </>
  );
}

/** What was taken away, by whom and when. */
export function DetachmentSection({ frame, detachments }: ClaimDeskProps) {
  const { lang, t } = frame;
  if (detachments.length === 0) return null;
  return (
    <Details summary={t("workbench.detached.title", { count: detachments.length })}>
      <ul>
        {detachments.map((one) => (
          <li key={`${one.number} ${new Date(one.madeAt).getTime()}`}>
            <a href={urls.contribution(lang, { number: one.number })}>
              {t("synthesis.contribution", { number: String(one.number) })}
            </a>{" "}
            {t("workbench.detached.line", { stance: t(stanceKey(one.stance)), by: one.by ?? t("workbench.somebody") })}{" "}
            <Time at={one.removedAt} mode="datetime" />
          </li>
        ))}
      </ul>
    </Details>
  );
}
