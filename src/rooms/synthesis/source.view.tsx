import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup } from "#ui/button.tsx";
import { Form } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Prose } from "#ui/prose.tsx";
import { Radios } from "#ui/radios.tsx";
import { Inset, Muted } from "#ui/text.tsx";
import { TextArea } from "#ui/text-area.tsx";
import type { Source } from "./attachment.rules.ts";
import { type Claim, QUOTE_LIMIT } from "./claim.rules.ts";
import { STANCES, stanceKey } from "./stance.rules.ts";

type Props = {
  readonly frame: Frame;
  readonly claim: Claim;
  readonly source: Source;
  readonly typed: { readonly stance: string; readonly quote: string };
  readonly errors: readonly FieldError[];
};

/** How one contribution stands to a claim, and which of its words are quoted; its public words stand above. */
export function SourceView({ frame, claim, source, typed, errors }: Props) {
  const { lang, t } = frame;
  const { number } = claim;
  const error = (field: string) => errors.find((one) => one.field === field)?.message;
  const contribution = t("synthesis.contribution", { number: String(source.number) });
  return (
    <Page
      frame={frame}
      title={t("workbench.source.title", { contribution: String(source.number), number: String(number) })}
      backLink={{
        text: t("synthesis.claim.name", { number: String(number) }),
        href: `${urls.teamClaim(lang, { number })}#sources`,
      }}
      errors={errors}
    >
      <Inset>
        <Prose text={claim.text} lang={claim.language} />
      </Inset>
      <Section title={source.title ?? contribution}>
        <Prose text={source.body} lang={source.language} />
        {source.proposedText === null ? null : (
          <Section title={t("workbench.source.proposed")} level={3}>
            <Prose text={source.proposedText} lang={source.language} />
          </Section>
        )}
        {source.isMasked ? <Muted>{t("workbench.source.masked")}</Muted> : null}
        <p>
          <a href={urls.contribution(lang, { number: source.number })}>{contribution}</a>
        </p>
      </Section>
      {source.attachment?.isQuoteLost ? <Inset>{t("workbench.source.lost")}</Inset> : null}
      <Form frame={frame} action={urls.teamClaimSource(lang, { number, contribution: source.number })}>
        <Radios
          name="stance"
          label={t("workbench.attach.stance")}
          value={typed.stance}
          error={error("stance")}
          options={STANCES.map((stance) => ({ value: stance, text: t(stanceKey(stance)) }))}
        />
        <TextArea
          name="quote"
          label={t("workbench.source.quote")}
          hint={t("workbench.source.quoteHint")}
          value={typed.quote}
          error={error("quote")}
          limit={QUOTE_LIMIT}
          rows={4}
          optional
          lang={source.language}
        />
        <ButtonGroup>
          <Button>{source.attachment ? t("workbench.form.save") : t("workbench.attach.button")}</Button>
        </ButtonGroup>
      </Form>
    </Page>
  );
}
