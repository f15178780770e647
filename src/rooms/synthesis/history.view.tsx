import { urls } from "#kernel/urls.ts";
import { Difference, type Segment } from "#ui/difference.tsx";
import { PostButton } from "#ui/form.tsx";
import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Prose } from "#ui/prose.tsx";
import { Status } from "#ui/status.tsx";
import { Muted, VisuallyHidden } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import type { Claim, ClaimVersion } from "./claim.rules.ts";
import { roleKey } from "./stance.rules.ts";

export type HistoryEntry = {
  readonly version: ClaimVersion;
  /** From the version before it, or from the one it was typed against; null for the first. */
  readonly segments: readonly Segment[] | null;
  readonly isPresent: boolean;
};

type Props = { readonly frame: Frame; readonly claim: Claim; readonly entries: readonly HistoryEntry[] };

/** Everything that was saved or refused, the last first; each can come back as a new version. */
export function ClaimHistoryView({ frame, claim, entries }: Props) {
  const { lang, t } = frame;
  const { number } = claim;
  return (
    <Page
      frame={frame}
      title={t("workbench.history.title", { number: String(number) })}
      lead={t("workbench.history.lead")}
      backLink={{ text: t("synthesis.claim.name", { number: String(number) }), href: urls.teamClaim(lang, { number }) }}
    >
      {entries.map((entry) => (
        <Entry key={entry.version.id} {...{ frame, claim, entry }} />
      ))}
    </Page>
  );
}

function Entry({ frame, claim, entry }: Omit<Props, "entries"> & { readonly entry: HistoryEntry }) {
  const { lang, t } = frame;
  const { version: one, segments, isPresent } = entry;
  const title =
    one.version === null
      ? t("workbench.history.refused", { number: String(one.basedOn ?? 0) })
      : t("workbench.history.version", { number: String(one.version) });
  return (
    <Section title={title} id={`version-${one.id}`}>
      <p>
        {one.version === null ? <Status tone="warning">{t("workbench.history.notTaken")}</Status> : null}
        {isPresent ? <Status tone="success">{t("workbench.history.present")}</Status> : null}
        {one.restoredFrom === null ? null : t("workbench.history.restored", { number: String(one.restoredFrom) })}
      </p>
      <Muted>
        {t("workbench.history.by", { by: one.by ?? t("workbench.somebody"), role: t(roleKey(one.role)) })}{" "}
        <Time at={one.madeAt} mode="datetime" />
        {" · "}
        {t(`workbench.kind.${one.kind}`)}
        {one.theme === null ? null : ` · ${one.theme}`}
      </Muted>
      {segments === null ? (
        <Prose text={one.text} lang={claim.language} />
      ) : (
        <Difference segments={segments} lang={claim.language} />
      )}
      {one.answer === "" ? null : (
        <>
          <p>{t("workbench.form.answer")}</p>
          <Prose text={one.answer} lang={claim.language} />
        </>
      )}
      {isPresent || claim.state === "withdrawn" ? null : (
        <PostButton
          frame={frame}
          action={urls.teamClaimVersions(lang, { number: claim.number })}
          kind="secondary"
          fields={{ entry: String(one.id), version: String(claim.version) }}
        >
          {t("workbench.history.restore")} <VisuallyHidden>{title}</VisuallyHidden>
        </PostButton>
      )}
    </Section>
  );
}
