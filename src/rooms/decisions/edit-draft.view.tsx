import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { Warning } from "#ui/text.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { inFieldOrder, type TypedWords, WordsFields, WordsSummary } from "./words-fields.view.tsx";

type EditProps = {
  readonly frame: Frame;
  readonly number: number;
  readonly version: number;
  readonly language: string;
  readonly values: TypedWords;
  /** Why it revises another decision; null when it revises none. */
  readonly revisionReason: string | null;
  readonly errors?: readonly FieldError[];
  /** What somebody else saved meanwhile: shown beside what was typed. */
  readonly saved?: TypedWords | null;
};

export function EditDecisionView(props: EditProps) {
  const { frame, number, version, language, values, revisionReason, errors = [], saved = null } = props;
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
        {revisionReason === null ? null : (
          <TextArea
            name="revisionReason"
            label={t("decisions.revise.reason")}
            hint={t("decisions.revise.reasonHint")}
            value={revisionReason}
            error={errors.find(({ field }) => field === "revisionReason")?.message}
            limit={10_000}
            rows={5}
            lang={language}
          />
        )}
        <WordsFields frame={frame} values={values} errors={errors} language={language} />
        <Button name="act" value="save">
          {t(saved === null ? "decisions.edit.save" : "decisions.edit.saveMine")}
        </Button>
      </Form>
    </Page>
  );
}
