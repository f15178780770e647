import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { Details } from "#ui/details.tsx";
import { FileField } from "#ui/file-field.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { Radios } from "#ui/radios.tsx";
import { Select } from "#ui/select.tsx";
import { Inset, Muted } from "#ui/text.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { TextField } from "#ui/text-field.tsx";
import { type FindingShown, ImportFindings } from "./import-findings.view.tsx";

export type ImportTyped = {
  readonly text?: string | undefined;
  readonly format?: string | undefined;
  readonly document?: string | undefined;
  readonly of?: string | undefined;
  readonly kind?: string | undefined;
  readonly title?: string | undefined;
  readonly label?: string | undefined;
  readonly publishedOn?: string | undefined;
};

export type ImportFormData = {
  readonly typed: ImportTyped;
  readonly errors: readonly FieldError[];
  /** What is wrong in the file, line by line. */
  readonly problems: readonly { readonly place: string; readonly sentence: string }[];
  /** Texts that the file may be a new edition of. */
  readonly texts: readonly { readonly slug: string; readonly title: string }[];
  readonly findings: readonly FindingShown[];
};

/** A file or a pasted text, to be checked before anything is written. */
export function ImportFormView({
  frame,
  typed,
  errors,
  problems,
  texts,
  findings,
}: { readonly frame: Frame } & ImportFormData) {
  const { lang, t } = frame;
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
  return (
    <Page
      frame={frame}
      title={t("imports.title")}
      lead={t("imports.lead")}
      breadcrumb={[{ text: t("steering.team"), href: urls.team(lang) }]}
      errors={errors}
      robots="noindex"
    >
      {problems.length > 0 ? (
        <Inset>
          <h2>{t("imports.problems", { count: problems.length })}</h2>
          <ol>
            {problems.map(({ place, sentence }, index) => (
              <li key={index}>
                <strong>{place}</strong> – {sentence}
              </li>
            ))}
          </ol>
          <Muted>{t("imports.nothingLost")}</Muted>
        </Inset>
      ) : null}
      {findings.length > 0 ? <ImportFindings frame={frame} findings={findings} /> : null}
      <Form frame={frame} action={urls.teamImport(lang)} files>
        <Hidden name="step" value="preview" />
        <FileField
          name="file"
          label={t("imports.file")}
          hint={t("imports.fileHint")}
          accept=".docx,.odt,.md,.markdown,.txt,.yaml,.yml"
          error={errorOf("file")}
          optional
        />
        {texts.length > 0 ? (
          <Select
            name="of"
            label={t("imports.of")}
            hint={t("imports.ofHint")}
            value={typed.of ?? ""}
            emptyOption={t("imports.ofFile")}
            options={texts.map(({ slug, title }) => ({ value: slug, text: t("imports.ofText", { title }) }))}
            error={errorOf("of")}
          />
        ) : null}
        <TextArea
          name="text"
          label={t("imports.text")}
          hint={t("imports.textHint")}
          value={typed.text ?? ""}
          rows={problems.length > 0 ? 25 : 10}
          error={errorOf("text")}
          optional
        />
        <Radios
          name="format"
          label={t("imports.format")}
          value={typed.format ?? "yaml"}
          options={[
            { value: "yaml", text: t("imports.formatYaml") },
            { value: "markdown", text: t("imports.formatMarkdown") },
          ]}
          error={errorOf("format")}
        />
        <Details summary={t("imports.defaults")} open={typed.document !== undefined && typed.document !== ""}>
          <Muted>{t("imports.defaultsHint")}</Muted>
          <TextField
            name="document"
            label={t("imports.document")}
            hint={t("imports.documentHint")}
            value={typed.document ?? ""}
            error={errorOf("document")}
            optional
          />
          <Radios
            name="kind"
            label={t("imports.kind")}
            value={typed.kind ?? "roadmap"}
            options={[
              { value: "roadmap", text: t("imports.kindRoadmap") },
              { value: "doctrine", text: t("imports.kindDoctrine") },
            ]}
          />
          <TextField name="title" label={t("imports.documentTitle")} value={typed.title ?? ""} optional />
          <TextField
            name="label"
            label={t("imports.label")}
            hint={t("imports.labelHint")}
            value={typed.label ?? ""}
            optional
          />
          <TextField
            name="publishedOn"
            label={t("imports.publishedOn")}
            hint={t("imports.publishedOnHint")}
            value={typed.publishedOn ?? ""}
            width={10}
            optional
          />
        </Details>
        <Button>{t("imports.check")}</Button>
      </Form>
    </Page>
  );
}
