import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup } from "#ui/button.tsx";
import { Difference, type Segment } from "#ui/difference.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { Frame } from "#ui/frame.ts";
import { Columns, Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Prose } from "#ui/prose.tsx";
import { Inset, Muted } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import type { Claim, ClaimVersion, ThemeChoice } from "./claim.rules.ts";
import { ClaimFields, type TypedClaim } from "./claim-fields.view.tsx";

type ConflictProps = {
  readonly frame: Frame;
  /** As it stands: what somebody else saved. */
  readonly claim: Claim;
  readonly savedBy: ClaimVersion | null;
  readonly typed: TypedClaim;
  readonly themes: readonly ThemeChoice[];
  /** From what was saved to what was typed. */
  readonly segments: readonly Segment[];
};

/** Two people wrote the same claim: both texts, what differs, and a form that starts with the words just typed. */
export function ClaimConflictView({ frame, claim, savedBy, typed, themes, segments }: ConflictProps) {
  const { lang, t } = frame;
  const { number } = claim;
  const here = urls.teamClaim(lang, { number });
  const message = t("workbench.conflict.error");
  return (
    <Page
      frame={frame}
      title={t("workbench.conflict.title", { number: String(number) })}
      backLink={{ text: t("synthesis.claim.name", { number: String(number) }), href: here }}
      errors={[{ field: "text", message }]}
      wide
    >
      <Inset>{t("workbench.conflict.kept")}</Inset>
      <Columns
        even
        asideLabel={t("workbench.conflict.yours")}
        aside={
          <Section title={t("workbench.conflict.yours")}>
            <Prose text={typed.text} lang={claim.language} />
          </Section>
        }
      >
        <Section title={t("workbench.conflict.theirs")}>
          {savedBy === null ? null : (
            <Muted>
              {t("workbench.conflict.by", { by: savedBy.by ?? t("workbench.somebody") })}{" "}
              <Time at={savedBy.madeAt} mode="datetime" />
            </Muted>
          )}
          <Prose text={claim.text} lang={claim.language} />
        </Section>
      </Columns>
      <Section title={t("workbench.conflict.difference")}>
        <Difference segments={segments} lang={claim.language} />
      </Section>
      <Section title={t("workbench.conflict.choose")}>
        <Form frame={frame} action={here}>
          <Hidden name="version" value={String(claim.version)} />
          <ClaimFields {...{ frame, themes, typed }} errors={[{ field: "text", message }]} language={claim.language} />
          <ButtonGroup>
            <Button name="act" value="save">
              {t("workbench.conflict.save")}
            </Button>
            <a href={here}>{t("workbench.conflict.leave")}</a>
          </ButtonGroup>
        </Form>
      </Section>
    </Page>
  );
}
