import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup, ButtonLink } from "#ui/button.tsx";
import { Filters } from "#ui/filters.tsx";
import { Form } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Prose } from "#ui/prose.tsx";
import { Select } from "#ui/select.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Inset, Muted } from "#ui/text.tsx";
import { TextField } from "#ui/text-field.tsx";
import { AmendedPart as AmendedPartView } from "./amended-part.view.tsx";
import { PART_LIMIT } from "./contribution.rules.ts";
import { canAddPart, type Draft, nextStep } from "./draft.rules.ts";
import { OperationFields } from "./operation-fields.view.tsx";
import type { AmendedPart } from "./part.rules.ts";
import { errorOf, stepUrl, type TypedFields } from "./wizard.view.tsx";
import { excerptOf } from "./words.rules.ts";

/** Where one passage of a draft amendment is written: the first one on its step, the others on a page of their own. */
export function partUrl(
  frame: Frame,
  draft: Pick<Draft, "id">,
  part: Pick<AmendedPart, "position" | "anchor">,
): string {
  return part.position === 1
    ? stepUrl(frame, draft, "rewriting")
    : urls.contributePart(frame.lang, { draft: draft.id, anchor: part.anchor });
}

type PartsProps = {
  readonly frame: Frame;
  readonly draft: Draft;
  readonly parts: readonly AmendedPart[];
  readonly near: readonly { readonly anchor: string; readonly code: string; readonly text: string }[];
  readonly typed: { readonly passage: string; readonly numero: string };
  readonly errors?: readonly FieldError[] | undefined;
};

/** The passages of an amendment, and the choice of one more. */
export function PartsView({ frame, draft, parts, near, typed, errors }: PartsProps): VNode {
  const { lang, t } = frame;
  const named = new Set(parts.map(({ anchor }) => anchor));
  const offered = near.filter(({ anchor }) => !named.has(anchor));
  return (
    <Page
      frame={frame}
      title={t("contribute.parts.title")}
      lead={t("contribute.parts.lead", { limit: PART_LIMIT })}
      errors={errors}
      backLink={stepUrl(frame, draft, "rewriting")}
      robots="noindex"
      section="processes"
    >
      <SummaryList
        title={t("contribute.parts.chosen", { count: parts.length })}
        rows={parts.map((part) => ({
          key: t("contribute.parts.passage", { code: part.code }),
          value: <AmendedPartView part={part} lang={draft.documentLanguage} />,
          actions: [
            {
              text: t("contribute.check.change"),
              href: partUrl(frame, draft, part),
              about: t("contribute.parts.passage", { code: part.code }),
            },
          ],
        }))}
      />
      {canAddPart(draft.answers) ? (
        <Section title={t("contribute.parts.another")}>
          <Filters action={urls.contributeParts(lang, { draft: draft.id })} apply={t("contribute.parts.open")}>
            {offered.length > 0 ? (
              <Select
                name="passage"
                label={t("contribute.parts.near")}
                optional
                emptyOption={t("contribute.parts.nearEmpty")}
                value={typed.passage}
                error={errorOf(errors, "passage")}
                options={offered.map(({ anchor, code, text }) => ({
                  value: anchor,
                  text: t("contribute.start.elementName", { code, title: excerptOf(text, 70) }),
                }))}
              />
            ) : null}
            <TextField
              name="numero"
              label={t("contribute.parts.number")}
              hint={t("contribute.parts.numberHint", { example: parts[0]?.code ?? "A1.1" })}
              optional
              width={20}
              autocomplete="off"
              spellcheck={false}
              value={typed.numero}
              error={errorOf(errors, "numero")}
            />
          </Filters>
          <p>
            <a href={urls.edition(lang, { document: draft.documentSlug, edition: draft.editionNumber })}>
              {t("contribute.parts.read")}
            </a>
          </p>
        </Section>
      ) : (
        <Inset>{t("contribute.parts.tooMany")}</Inset>
      )}
      <ButtonLink href={stepUrl(frame, draft, nextStep(draft))}>{t("contribute.parts.continue")}</ButtonLink>
      <Muted>{t("contribute.kept")}</Muted>
    </Page>
  );
}

type PartProps = {
  readonly frame: Frame;
  readonly draft: Draft;
  readonly passage: { readonly anchor: string; readonly code: string; readonly text: string };
  /** What is kept for it already; null for a passage not in the amendment yet. */
  readonly part: AmendedPart | null;
  readonly typed?: TypedFields | undefined;
  readonly errors?: readonly FieldError[] | undefined;
};

export function PartView({ frame, draft, passage, part, typed, errors }: PartProps): VNode {
  const { lang, t } = frame;
  const title = t("contribute.parts.operation", { code: passage.code });
  return (
    <Page
      frame={frame}
      title={title}
      ownHeading
      errors={errors}
      backLink={urls.contributeParts(lang, { draft: draft.id })}
      robots="noindex"
      section="processes"
    >
      <Form frame={frame} action={urls.contributePart(lang, { draft: draft.id, anchor: passage.anchor })}>
        <Inset>
          <p>
            <strong>{t("contribute.place.passage", { code: passage.code })}</strong>
          </p>
          <Prose text={passage.text} lang={draft.documentLanguage} />
        </Inset>
        <OperationFields
          frame={frame}
          label={title}
          aboutText={passage.text}
          language={draft.documentLanguage}
          kept={part}
          typed={typed}
          errors={errors}
        />
        <ButtonGroup>
          <Button>{t("contribute.parts.save")}</Button>
          {part ? (
            <Button kind="secondary" name="remove" value="yes">
              {t("contribute.parts.takeOut")}
            </Button>
          ) : null}
        </ButtonGroup>
      </Form>
      <Muted>{t("contribute.kept")}</Muted>
    </Page>
  );
}
