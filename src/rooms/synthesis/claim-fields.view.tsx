import type { FieldError, Frame } from "#ui/frame.ts";
import { Radios } from "#ui/radios.tsx";
import { Select } from "#ui/select.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { ANSWER_LIMIT, CLAIM_LIMIT, KINDS, type ThemeChoice } from "./claim.rules.ts";

/** What was typed, before it is checked. */
export type TypedClaim = {
  readonly text: string;
  readonly kind: string;
  readonly theme: string;
  readonly answer: string;
};

type Props = {
  readonly frame: Frame;
  readonly themes: readonly ThemeChoice[];
  readonly typed: TypedClaim;
  readonly errors: readonly FieldError[];
  readonly language: string;
};

export function ClaimFields({ frame, themes, typed, errors, language }: Props) {
  const { t } = frame;
  const error = (field: string) => errors.find((one) => one.field === field)?.message;
  return (
    <>
      <TextArea
        name="text"
        label={t("workbench.form.text")}
        hint={t("workbench.form.textHint")}
        value={typed.text}
        error={error("text")}
        limit={CLAIM_LIMIT}
        rows={5}
        lang={language}
      />
      <Radios
        name="kind"
        label={t("workbench.form.kind")}
        value={typed.kind}
        error={error("kind")}
        options={KINDS.map((kind) => ({
          value: kind,
          text: t(`workbench.kind.${kind}`),
          hint: t(`workbench.kindHint.${kind}`),
        }))}
      />
      {themes.length === 0 && typed.theme === "" ? null : (
        <Select
          name="theme"
          label={t("workbench.form.theme")}
          value={typed.theme}
          error={error("theme")}
          optional
          emptyOption={t("workbench.form.noTheme")}
          options={themes.map(({ id, name, level }) => ({ value: id, text: `${level > 1 ? "\u2003" : ""}${name}` }))}
        />
      )}
      <TextArea
        name="answer"
        label={t("workbench.form.answer")}
        hint={t("workbench.form.answerHint")}
        value={typed.answer}
        error={error("answer")}
        limit={ANSWER_LIMIT}
        rows={4}
        optional
        lang={language}
      />
    </>
  );
}
