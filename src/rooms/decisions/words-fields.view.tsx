import type { FieldError, Frame } from "#ui/frame.ts";
import { Prose } from "#ui/prose.tsx";
import { Radios } from "#ui/radios.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { TextField } from "#ui/text-field.tsx";
import { isVerdict, VERDICTS, verdictHintKey, verdictKey } from "./verdict.rules.ts";

/** What was typed, before it is checked. */
export type TypedWords = {
  readonly verdict: string;
  readonly addressedTo: string;
  readonly reason: string;
  readonly answer: string;
};

type Props = {
  readonly frame: Frame;
  readonly values: TypedWords;
  readonly errors: readonly FieldError[];
  readonly language: string;
};

const ORDER = ["verdict", "addressedTo", "reason", "answer", "template"];

/** Errors in the order of the fields, for the summary above them. */
export function inFieldOrder(errors: readonly FieldError[]): readonly FieldError[] {
  return errors.toSorted((a, b) => ORDER.indexOf(a.field) - ORDER.indexOf(b.field));
}

export function WordsFields({ frame, values, errors, language }: Props) {
  const { t } = frame;
  const error = (field: string) => errors.find((one) => one.field === field)?.message;
  return (
    <>
      <Radios
        name="verdict"
        label={t("decisions.form.verdict")}
        value={values.verdict}
        error={error("verdict")}
        options={VERDICTS.map((verdict) => ({
          value: verdict,
          text: t(verdictKey(verdict)),
          hint: t(verdictHintKey(verdict)),
          children:
            verdict === "other_body" ? (
              <TextField
                name="addressedTo"
                label={t("decisions.form.addressedTo")}
                hint={t("decisions.form.addressedToHint")}
                value={values.addressedTo}
                error={error("addressedTo")}
                lang={language}
              />
            ) : undefined,
        }))}
      />
      <TextArea
        name="reason"
        label={t("decisions.form.reason")}
        hint={t("decisions.form.reasonHint")}
        value={values.reason}
        error={error("reason")}
        limit={10_000}
        rows={8}
        lang={language}
      />
      <TextArea
        name="answer"
        label={t("decisions.form.answer")}
        hint={t("decisions.form.answerHint")}
        value={values.answer}
        error={error("answer")}
        limit={10_000}
        rows={8}
        lang={language}
      />
    </>
  );
}

/** The same, to be read again before it is kept. */
export function WordsSummary({ frame, values, language }: Omit<Props, "errors">) {
  const { t } = frame;
  const { verdict, addressedTo, reason, answer } = values;
  const body = { key: t("decisions.form.addressedTo"), value: <Prose text={addressedTo} lang={language} inline /> };
  return (
    <SummaryList
      rows={[
        { key: t("decisions.form.verdict"), value: isVerdict(verdict) ? t(verdictKey(verdict)) : "" },
        ...(verdict === "other_body" ? [body] : []),
        { key: t("decisions.form.reason"), value: <Prose text={reason} lang={language} /> },
        { key: t("decisions.form.answer"), value: <Prose text={answer} lang={language} /> },
      ]}
    />
  );
}
