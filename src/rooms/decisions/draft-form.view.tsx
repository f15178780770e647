import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup } from "#ui/button.tsx";
import { Details } from "#ui/details.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { Inset, Warning } from "#ui/text.tsx";
import type { ContributionLine } from "./contribution-line.rules.ts";
import type { Taken } from "./decision.rules.ts";
import { ContributionLines } from "./line.view.tsx";
import { inFieldOrder, type TypedWords, WordsFields, WordsSummary } from "./words-fields.view.tsx";

export type Selection = {
  /** Drawn once for the form, so that sending it twice makes one draft. */
  readonly id: string;
  readonly process: { readonly id: string; readonly slug: string; readonly title: string; readonly language: string };
  /** The exact list, as `writeNumbers` writes it. */
  readonly numbers: string;
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
};

export function NewDecisionView({ frame, selection, values, errors = [], taken = [] }: FormProps) {
  const { lang, t } = frame;
  const { process, count } = selection;
  const desk = urls.teamDecisions(lang, { demarche: process.slug });
  return (
    <Page
      frame={frame}
      title={t("decisions.new.title")}
      lead={t("decisions.new.lead", { count, process: process.title })}
      backLink={{ text: t("decisions.desk.title"), href: desk }}
      errors={inFieldOrder(errors)}
    >
      {taken.length > 0 ? <TakenList frame={frame} taken={taken} /> : null}
      <SelectionLines frame={frame} selection={selection} />
      <Form frame={frame} action={urls.teamDecisionNew(lang)} requiredNote>
        <SelectionFields selection={selection} />
        <WordsFields frame={frame} values={values} errors={errors} language={process.language} />
        <Button name="act" value="check">
          {t("decisions.new.check")}
        </Button>
      </Form>
    </Page>
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
  return (
    <>
      <Hidden name="id" value={selection.id} />
      <Hidden name="process" value={selection.process.id} />
      <Hidden name="contributions" value={selection.numbers} />
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

export function CheckDecisionView({ frame, selection, values }: Pick<FormProps, "frame" | "selection" | "values">) {
  const { lang, t } = frame;
  const { process, count } = selection;
  return (
    <Page frame={frame} title={t("decisions.check.title")} lead={t("decisions.covers", { count })}>
      <WordsSummary frame={frame} values={values} language={process.language} />
      <SelectionLines frame={frame} selection={selection} />
      <Warning>{t("decisions.check.notPublic")}</Warning>
      <Form frame={frame} action={urls.teamDecisionNew(lang)}>
        <SelectionFields selection={selection} />
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

type EditProps = {
  readonly frame: Frame;
  readonly number: number;
  readonly version: number;
  readonly language: string;
  readonly values: TypedWords;
  readonly errors?: readonly FieldError[];
  /** What somebody else saved meanwhile: shown beside what was typed. */
  readonly saved?: TypedWords | null;
};

export function EditDecisionView({ frame, number, version, language, values, errors = [], saved = null }: EditProps) {
  const { lang, t } = frame;
  const here = urls.teamDecision(lang, { decision: number });
  return (
    <Page
      frame={frame}
      title={t("decisions.edit.title", { number })}
      backLink={{ text: t("decisions.desk.backToDraft", { number }), href: here }}
      errors={inFieldOrder(errors)}
    >
      {saved === null ? null : (
        <>
          <Warning>{t("decisions.edit.conflict")}</Warning>
          <h2>{t("decisions.edit.saved")}</h2>
          <WordsSummary frame={frame} values={saved} language={language} />
          <h2>{t("decisions.edit.yours")}</h2>
        </>
      )}
      <Form frame={frame} action={here} requiredNote>
        <Hidden name="version" value={String(version)} />
        <WordsFields frame={frame} values={values} errors={errors} language={language} />
        <Button name="act" value="save">
          {t(saved === null ? "decisions.edit.save" : "decisions.edit.saveMine")}
        </Button>
      </Form>
    </Page>
  );
}
