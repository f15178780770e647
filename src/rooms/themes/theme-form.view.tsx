import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { Form } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { Select } from "#ui/select.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { TextField } from "#ui/text-field.tsx";
import { teamTrail } from "./tabs.view.tsx";
import { LIMITS, type Theme } from "./theme.rules.ts";

type Place = { readonly slug: string; readonly title: string; readonly language: string };
/** As typed: one text a field, words one per line. */
export type TypedTheme = Readonly<
  Record<"name" | "code" | "definition" | "exampleIn" | "exampleOut" | "words" | "examples" | "parent", string>
>;
export const NOTHING_TYPED: TypedTheme = {
  name: "",
  code: "",
  definition: "",
  exampleIn: "",
  exampleOut: "",
  words: "",
  examples: "",
  parent: "",
};

export function typedOf(theme: Theme): TypedTheme {
  const { name, code, definition, exampleIn, exampleOut, words, examples, parent } = theme;
  return {
    name,
    code,
    definition,
    exampleIn,
    exampleOut,
    words: words.join("\n"),
    examples: examples.join(", "),
    parent: parent ?? "",
  };
}

type FieldsProps = {
  readonly frame: Frame;
  readonly process: Place;
  readonly values: TypedTheme;
  readonly errors: readonly FieldError[];
  /** Themes in use it may stand under. */
  readonly parents: readonly Theme[];
};

export function ThemeFields({ frame, process, values, errors, parents }: FieldsProps) {
  const { t } = frame;
  const error = (name: string) => errors.find(({ field }) => field === name)?.message;
  return (
    <>
      <TextArea
        name="definition"
        label={t("codebook.field.definition")}
        hint={t("codebook.field.definitionHint")}
        value={values.definition}
        rows={4}
        limit={LIMITS.definition}
        lang={process.language}
        error={error("definition")}
      />
      <TextArea
        name="exampleIn"
        label={t("codebook.field.exampleIn")}
        optional
        value={values.exampleIn}
        rows={3}
        lang={process.language}
        error={error("exampleIn")}
      />
      <TextArea
        name="exampleOut"
        label={t("codebook.field.exampleOut")}
        optional
        value={values.exampleOut}
        rows={3}
        lang={process.language}
        error={error("exampleOut")}
      />
      <TextArea
        name="words"
        label={t("codebook.field.words")}
        hint={t("codebook.field.wordsHint")}
        optional
        value={values.words}
        rows={5}
        lang={process.language}
        error={error("words")}
      />
      <TextField
        name="examples"
        label={t("codebook.field.examples")}
        hint={t("codebook.field.examplesHint")}
        optional
        value={values.examples}
        error={error("examples")}
      />
      <Select
        name="parent"
        label={t("codebook.field.parent")}
        optional
        value={values.parent}
        emptyOption={t("codebook.field.noParent")}
        options={parents.map(({ code, name }) => ({ value: code, text: name }))}
        error={error("parent")}
      />
    </>
  );
}

export function ThemeName({ frame, process, values, errors }: Omit<FieldsProps, "parents">) {
  const { t } = frame;
  return (
    <TextField
      name="name"
      label={t("codebook.field.name")}
      hint={t("codebook.field.nameHint")}
      value={values.name}
      lang={process.language}
      error={errors.find(({ field }) => field === "name")?.message}
    />
  );
}

function ThemeCode({ frame, values, errors }: Omit<FieldsProps, "parents">) {
  const { t } = frame;
  return (
    <TextField
      name="code"
      label={t("codebook.field.code")}
      hint={t("codebook.field.codeHint")}
      optional
      value={values.code}
      width={20}
      spellcheck={false}
      error={errors.find(({ field }) => field === "code")?.message}
    />
  );
}

export function ThemeNewFields(props: FieldsProps) {
  return (
    <>
      <ThemeName {...props} />
      <ThemeCode {...props} />
      <ThemeFields {...props} />
    </>
  );
}

export function ThemeNewView(props: FieldsProps) {
  const { frame, process, errors } = props;
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("codebook.newTitle")}
      breadcrumb={teamTrail(frame, process)}
      errors={errors}
      section="team"
    >
      <Form frame={frame} action={urls.teamThemeNew(lang, { process: process.slug })} requiredNote>
        <ThemeNewFields {...props} />
        <Button>{t("codebook.save")}</Button>
      </Form>
    </Page>
  );
}
