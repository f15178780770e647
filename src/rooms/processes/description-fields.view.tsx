import { LANGS } from "#kernel/lang.ts";
import { urls } from "#kernel/urls.ts";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Radios } from "#ui/radios.tsx";
import { rich } from "#ui/rich.tsx";
import { Muted } from "#ui/text.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { TextField } from "#ui/text-field.tsx";
import { LENGTHS } from "./proposal.rules.ts";

/** The choice of those who have no text yet. */
export const LATER = "later";

export type TextChoice = {
  readonly slug: string;
  readonly title: string;
  readonly edition: number;
  readonly label: string;
};

export type Typed = Readonly<Record<string, string>>;
type Props = { readonly frame: Frame; readonly typed: Typed; readonly errors: readonly FieldError[] };
const errorOf = (errors: readonly FieldError[], field: string) =>
  errors.find((error) => error.field === field)?.message;

export function TitleField({ frame: { t }, typed, errors }: Props) {
  return (
    <TextField
      name="title"
      label={t("creation.title.label")}
      hint={t("creation.title.hint")}
      value={typed.title ?? ""}
      maxLength={LENGTHS.title}
      error={errorOf(errors, "title")}
    />
  );
}

/** What it is about, who decides, what follows, in which language. */
export function WordFields({ frame: { t }, typed, errors }: Props) {
  return (
    <>
      <TextArea
        name="summary"
        label={t("creation.summary.label")}
        hint={t("creation.summary.hint")}
        value={typed.summary ?? ""}
        rows={5}
        limit={LENGTHS.summary}
        error={errorOf(errors, "summary")}
      />
      <TextField
        name="authority"
        label={t("creation.authority.label")}
        hint={t("creation.authority.hint")}
        value={typed.authority ?? ""}
        maxLength={LENGTHS.authority}
        error={errorOf(errors, "authority")}
      />
      <TextArea
        name="followUp"
        label={t("creation.followUp.label")}
        hint={t("creation.followUp.hint")}
        value={typed.followUp ?? ""}
        rows={5}
        limit={LENGTHS.followUp}
        error={errorOf(errors, "followUp")}
      />
      <Radios
        name="language"
        label={t("creation.language.label")}
        value={typed.language ?? ""}
        options={LANGS.map((lang) => ({ value: lang, text: t(`creation.language.${lang}`) }))}
        inline
        error={errorOf(errors, "language")}
      />
    </>
  );
}

/** Proposed for a new process; the public page says which it is. */
export function SecondReaderField({ frame: { t }, typed }: Props) {
  return (
    <Radios
      name="secondReader"
      label={t("creation.secondReader.label")}
      hint={t("creation.secondReader.hint")}
      value={typed.secondReader ?? ""}
      options={[
        { value: "yes", text: t("creation.secondReader.yes") },
        { value: "no", text: t("creation.secondReader.no") },
      ]}
    />
  );
}

export function TextChoiceField({
  frame,
  typed,
  errors,
  texts,
}: Props & {
  readonly texts: readonly TextChoice[];
}) {
  const { lang, t } = frame;
  const link = <a href={urls.teamImport(lang)}>{t("creation.text.import")}</a>;
  return (
    <>
      <Radios
        name="text"
        label={t("creation.text.label")}
        hint={t("creation.text.hint")}
        value={typed.text ?? ""}
        options={[
          ...texts.map(({ slug, title, edition, label }) => ({
            value: slug,
            text: title,
            hint: t("creation.text.edition", { edition, label }),
          })),
          { value: LATER, text: t("creation.text.later"), hint: t("creation.text.laterHint") },
        ]}
        error={errorOf(errors, "text")}
      />
      <Muted>{rich(t, "creation.text.missing", { link })}</Muted>
    </>
  );
}
