import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { Form, Hidden, PostButton } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Prose } from "#ui/prose.tsx";
import { TextField } from "#ui/text-field.tsx";
import { Time } from "#ui/time.tsx";
import type { Decision } from "./decision.rules.ts";
import type { BasisLine, Batch, Successor, TiedClaim } from "./trace.rules.ts";

const BASIS_KEYS = {
  filter: "decisions.basis.filter",
  theme: "decisions.basis.theme",
  campaign: "decisions.basis.campaign",
  claim: "decisions.basis.claim",
  amendment: "decisions.basis.amendment",
} as const;

type BasisProps = { readonly frame: Frame; readonly decision: Decision; readonly basis: readonly BasisLine[] };

/** On what the group was chosen. */
export function BasisSection({ frame, decision, basis }: BasisProps) {
  const { lang, t } = frame;
  if (basis.length === 0) return null;
  return (
    <Section title={t("decisions.basis.title")}>
      <ul>
        {basis.map((line) => (
          <li key={`${line.kind}${line.reference}${String(line.madeAt)}`}>
            {t(BASIS_KEYS[line.kind])}{" "}
            {line.kind === "amendment" ? (
              <a href={urls.contribution(lang, { number: line.reference })}>
                <bdi lang={decision.language}>{line.words}</bdi>
              </a>
            ) : (
              <bdi lang={decision.language}>{line.words}</bdi>
            )}
            {", "}
            {t("decisions.basis.found", { count: line.count })} <Time at={line.madeAt} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

type ClaimProps = { readonly frame: Frame; readonly decision: Decision; readonly claims: readonly TiedClaim[] };

/** The claims of the synthesis that this decision answers, as they are published. */
export function PublicClaims({ frame, decision, claims }: ClaimProps) {
  const { lang, t } = frame;
  const shown = claims.filter(({ publishedText }) => publishedText !== null);
  if (shown.length === 0) return null;
  return (
    <Section title={t("decisions.claims.title")} id="constats">
      <ul>
        {shown.map(({ number, publishedText, madeAt }) => (
          <li key={number}>
            <a href={urls.claim(lang, { number })}>{t("decisions.claims.name", { number })}</a>{" "}
            <Prose text={publishedText ?? ""} lang={decision.language} />
            <Time at={madeAt} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The same for the team: claims are tied and untied by hand, before and after publication. */
export function TeamClaims({
  frame,
  decision,
  claims,
  errors,
}: ClaimProps & { readonly errors: readonly FieldError[] }) {
  const { lang, t } = frame;
  const here = urls.teamDecision(lang, { decision: decision.number });
  return (
    <Section title={t("decisions.claims.title")} id="constats">
      {claims.length === 0 ? <p>{t("decisions.claims.none")}</p> : null}
      <ul>
        {claims.map(({ number, text }) => (
          <li key={number}>
            <a href={urls.teamClaim(lang, { number })}>{t("decisions.claims.name", { number })}</a>
            <Prose text={text} lang={decision.language} />
            <PostButton frame={frame} action={here} kind="secondary" fields={{ act: "unlink", claim: String(number) }}>
              {t("decisions.claims.remove", { number })}
            </PostButton>
          </li>
        ))}
      </ul>
      <Form frame={frame} action={here}>
        <Hidden name="act" value="link" />
        <TextField
          name="claim"
          label={t("decisions.claims.add")}
          hint={t("decisions.claims.addHint")}
          error={errors.find(({ field }) => field === "claim")?.message}
          inputMode="numeric"
          width={10}
        />
        <Button kind="secondary">{t("decisions.claims.addButton")}</Button>
      </Form>
    </Section>
  );
}

type BatchProps = { readonly frame: Frame; readonly decision: Decision; readonly batches: readonly Batch[] };

/** Each act that added contributions, with the way back. */
export function BatchList({ frame, decision, batches }: BatchProps) {
  const { lang, t } = frame;
  if (batches.length === 0) return null;
  const isOpen = decision.state === "draft" && decision.discardedAt === null;
  return (
    <Section title={t("decisions.batch.title")}>
      <ul>
        {batches.map((batch) => (
          <li key={batch.id}>
            <bdi lang={decision.language}>{batch.words}</bdi>
            {", "}
            {t("decisions.batch.added", { count: batch.count, by: batch.by ?? t("decisions.review.somebody") })}{" "}
            <Time at={batch.madeAt} mode="datetime" />
            {batch.undoneAt === null ? null : (
              <>
                {" · "}
                {t("decisions.batch.undone")} <Time at={batch.undoneAt} mode="datetime" />
              </>
            )}
            {isOpen && batch.undoneAt === null && batch.left > 0 ? (
              <PostButton
                frame={frame}
                action={urls.teamDecision(lang, { decision: decision.number })}
                kind="secondary"
                fields={{ act: "undo", batch: batch.id }}
              >
                {t("decisions.batch.undo", { count: batch.left })}
              </PostButton>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

type RevisionProps = {
  readonly frame: Frame;
  readonly decision: Decision;
  readonly successors: readonly Successor[];
  readonly team?: boolean;
};

/** What this decision revises and why; what revised it since, for how many contributions. */
export function Revisions({ frame, decision, successors, team = false }: RevisionProps) {
  const { lang, t } = frame;
  const href = (number: number) =>
    team ? urls.teamDecision(lang, { decision: number }) : urls.decision(lang, { number });
  const shown = successors.filter(({ state }) => team || state !== "draft");
  if (decision.replaces === null && shown.length === 0) return null;
  return (
    <Section title={t("decisions.revision.title")} id="revisions">
      {decision.replaces === null ? null : (
        <>
          <p>
            <a href={href(decision.replaces)}>{t("decisions.replaces", { number: decision.replaces })}</a>
          </p>
          <Prose text={decision.revisionReason ?? ""} lang={decision.language} />
        </>
      )}
      {shown.length === 0 ? null : (
        <ul>
          {shown.map(({ number, reason, count, publishedAt }) => (
            <li key={number}>
              <a href={href(number)}>
                {t(publishedAt === null ? "decisions.revision.prepared" : "decisions.revision.by", { number, count })}
              </a>
              {publishedAt === null ? null : (
                <>
                  {" "}
                  <Time at={publishedAt} />
                </>
              )}
              <Prose text={reason} lang={decision.language} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
