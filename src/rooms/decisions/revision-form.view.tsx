import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { Radios } from "#ui/radios.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { TextField } from "#ui/text-field.tsx";
import type { Decision } from "./decision.rules.ts";

export type TypedRevision = {
  /** Drawn with the form, so that sending it twice makes one revision. */
  readonly id: string;
  readonly revisionReason: string;
  readonly scope: string;
  readonly numbers: string;
};

type Props = {
  readonly frame: Frame;
  readonly decision: Decision;
  readonly values: TypedRevision;
  readonly errors?: readonly FieldError[];
};

/** Why, and for which contributions: before a word of the new decision is written. */
export function RevisionFormView({ frame, decision, values, errors = [] }: Props) {
  const { lang, t } = frame;
  const { number } = decision;
  const here = urls.teamDecision(lang, { decision: number });
  const error = (field: string) => errors.find((one) => one.field === field)?.message;
  return (
    <Page
      frame={frame}
      title={t("decisions.revise.title", { number })}
      lead={t("decisions.revise.lead")}
      backLink={{ text: t("decisions.desk.backToDecision", { number }), href: here }}
      errors={errors}
    >
      <Form frame={frame} action={here} requiredNote>
        <Hidden name="act" value="replace" />
        <Hidden name="id" value={values.id} />
        <TextArea
          name="revisionReason"
          label={t("decisions.revise.reason")}
          hint={t("decisions.revise.reasonHint")}
          value={values.revisionReason}
          error={error("revisionReason")}
          limit={10_000}
          rows={5}
          lang={decision.language}
        />
        <Radios
          name="scope"
          label={t("decisions.revise.scope")}
          value={values.scope}
          error={error("scope")}
          options={[
            { value: "all", text: t("decisions.revise.all", { count: decision.coverCount - decision.endedCount }) },
            {
              value: "part",
              text: t("decisions.revise.part"),
              hint: t("decisions.revise.partHint"),
              children: (
                <TextField
                  name="numbers"
                  label={t("decisions.revise.numbers")}
                  hint={t("decisions.revise.numbersHint")}
                  value={values.numbers}
                  error={error("numbers")}
                />
              ),
            },
          ]}
        />
        <Button>{t("decisions.revise.confirm")}</Button>
      </Form>
    </Page>
  );
}
