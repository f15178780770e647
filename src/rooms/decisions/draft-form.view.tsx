import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup } from "#ui/button.tsx";
import { Details } from "#ui/details.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Select } from "#ui/select.tsx";
import { Inset, Warning } from "#ui/text.tsx";
import type { ContributionLine } from "./contribution-line.rules.ts";
import type { Taken } from "./decision.rules.ts";
import type { Holder, Seen } from "./group.rules.ts";
import { ContributionLines } from "./line.view.tsx";
import { inFieldOrder, type TypedWords, WordsFields, WordsSummary } from "./words-fields.view.tsx";

export type Selection = {
  /** Drawn once for the form, so that sending it twice makes one draft. */
  readonly id: string;
  readonly process: { readonly id: string; readonly slug: string; readonly title: string; readonly language: string };
  /** The exact list, as `writeNumbers` writes it; empty when a filter chooses. */
  readonly numbers: string;
  /** The filter, and the set that it finds while the page is looked at. */
  readonly filter: {
    readonly query: string;
    readonly words: string;
    readonly seen: Seen;
    /** Found by the filter too, and left out: a decision covers them, or a draft does. */
    readonly decided: number;
  } | null;
  readonly count: number;
  /** The first of them. */
  readonly lines: readonly ContributionLine[];
};

type FormProps = {
  readonly frame: Frame;
  readonly selection: Selection;
  readonly values: TypedWords;
  readonly errors?: readonly FieldError[];
  /** Contributions that left the selection because somebody else decided on them. */
  readonly taken?: readonly Taken[];
  /** Decisions that hold what the filter finds. */
  readonly holders?: readonly Holder[];
  readonly templates: readonly { readonly id: string; readonly title: string }[];
  /** The one whose words the form started from. */
  readonly template: string;
};

export function NewDecisionView(props: FormProps) {
  const { frame, selection, values, errors = [], taken = [], holders = [] } = props;
  const { lang, t } = frame;
  const { process, count, filter } = selection;
  const query = filter ? Object.fromEntries(new URLSearchParams(filter.query)) : {};
  const desk = urls.teamDecisions(lang, { demarche: process.slug, ...query });
  return (
    <Page
      frame={frame}
      title={t("decisions.new.title")}
      lead={t("decisions.new.lead", { count, process: process.title })}
      backLink={{ text: t("decisions.desk.title"), href: desk }}
      errors={inFieldOrder(errors)}
    >
      {taken.length > 0 ? <TakenList frame={frame} taken={taken} /> : null}
      {filter === null ? null : <FilterFound frame={frame} selection={selection} holders={holders} desk={desk} />}
      <SelectionLines frame={frame} selection={selection} />
      {props.templates.length > 0 ? (
        <p>
          <a href="#template">{t("decisions.template.use")}</a>
        </p>
      ) : null}
      <Form frame={frame} action={urls.teamDecisionNew(lang)} requiredNote>
        <SelectionFields selection={selection} />
        <WordsFields frame={frame} values={values} errors={errors} language={process.language} />
        <Button name="act" value="check">
          {t("decisions.new.check")}
        </Button>
        <TemplateChoice {...props} />
      </Form>
    </Page>
  );
}

type FoundProps = {
  readonly frame: Frame;
  readonly selection: Selection;
  readonly holders: readonly Holder[];
  readonly desk: string;
};

/** What the filter says, what it leaves out, and who took what it no longer finds. */
function FilterFound({ frame, selection, holders, desk }: FoundProps) {
  const { lang, t } = frame;
  const { filter, process } = selection;
  if (!filter) return null;
  return (
    <Inset>
      <p>
        {t("decisions.new.chosenBy")} <bdi lang={process.language}>{filter.words}</bdi>{" "}
        <a href={desk}>{t("decisions.new.readList")}</a>
      </p>
      {filter.decided > 0 ? <p>{t("decisions.new.decided", { count: filter.decided })}</p> : null}
      {holders.length === 0 ? null : (
        <ul>
          {holders.map(({ number, count }) => (
            <li key={number}>
              <a href={urls.teamDecision(lang, { decision: number })}>{t("decisions.new.holder", { number, count })}</a>
            </li>
          ))}
        </ul>
      )}
    </Inset>
  );
}

/** A button of the same form, after its own: what was typed comes along, and the Enter key never asks for a template. */
function TemplateChoice({ frame, templates, template, errors = [] }: FormProps) {
  const { lang, t } = frame;
  const all = (
    <p>
      <a href={urls.teamTemplates(lang)}>{t("decisions.template.title")}</a>
    </p>
  );
  if (templates.length === 0) return all;
  return (
    <Section title={t("decisions.template.use")}>
      <Select
        name="template"
        label={t("decisions.template.choose")}
        hint={t("decisions.template.replaces")}
        value={template}
        emptyOption={t("decisions.template.noneChosen")}
        options={templates.map(({ id, title }) => ({ value: id, text: title }))}
        error={errors.find(({ field }) => field === "template")?.message}
      />
      <Button name="act" value="template" kind="secondary">
        {t("decisions.template.start")}
      </Button>
      {all}
    </Section>
  );
}

function TakenList({ frame, taken }: { readonly frame: Frame; readonly taken: readonly Taken[] }) {
  const { lang, t } = frame;
  return (
    <Inset>
      <p>{t("decisions.taken.kept")}</p>
      <ul>
        {taken.slice(0, 50).map(({ number, decision }) => (
          <li key={number}>
            {decision === null ? (
              t("decisions.taken.gone", { number })
            ) : (
              <a href={urls.teamDecision(lang, { decision })}>{t("decisions.taken.by", { number, decision })}</a>
            )}
          </li>
        ))}
      </ul>
      {taken.length > 50 ? <p>{t("decisions.taken.more", { count: taken.length - 50 })}</p> : null}
    </Inset>
  );
}

function SelectionFields({ selection }: { readonly selection: Selection }) {
  const { filter } = selection;
  return (
    <>
      <Hidden name="id" value={selection.id} />
      <Hidden name="process" value={selection.process.id} />
      {filter === null ? (
        <Hidden name="contributions" value={selection.numbers} />
      ) : (
        <>
          <Hidden name="filter" value={filter.query} />
          <Hidden name="seenCount" value={String(filter.seen.count)} />
          <Hidden name="seenDigest" value={filter.seen.digest} />
        </>
      )}
    </>
  );
}

function SelectionLines({ frame, selection }: { readonly frame: Frame; readonly selection: Selection }) {
  const { t } = frame;
  const { lines, count } = selection;
  if (count === 0) return null;
  return (
    <Details summary={t("decisions.new.selection", { count })} open={count <= 3}>
      <ContributionLines frame={frame} lines={lines} level={2} />
      {count > lines.length ? <p>{t("decisions.new.more", { count: count - lines.length })}</p> : null}
    </Details>
  );
}

type CheckProps = Pick<FormProps, "frame" | "selection" | "values" | "template">;

export function CheckDecisionView({ frame, selection, values, template }: CheckProps) {
  const { lang, t } = frame;
  const { process, count } = selection;
  return (
    <Page frame={frame} title={t("decisions.check.title")} lead={t("decisions.covers", { count })}>
      <WordsSummary frame={frame} values={values} language={process.language} />
      <SelectionLines frame={frame} selection={selection} />
      <Warning>{t("decisions.check.notPublic")}</Warning>
      <Form frame={frame} action={urls.teamDecisionNew(lang)}>
        <SelectionFields selection={selection} />
        {template === "" ? null : <Hidden name="template" value={template} />}
        <Hidden name="verdict" value={values.verdict} />
        <Hidden name="addressedTo" value={values.addressedTo} />
        <Hidden name="reason" value={values.reason} />
        <Hidden name="answer" value={values.answer} />
        <ButtonGroup>
          <Button name="act" value="save">
            {t("decisions.check.save")}
          </Button>
          <Button name="act" value="correct" kind="secondary">
            {t("decisions.check.correct")}
          </Button>
        </ButtonGroup>
      </Form>
    </Page>
  );
}
