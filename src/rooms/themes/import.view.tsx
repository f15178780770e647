import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { FileField } from "#ui/file-field.tsx";
import { Form } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { teamTrail } from "./tabs.view.tsx";

type Props = {
  readonly frame: Frame;
  readonly process: { readonly slug: string; readonly title: string };
  readonly errors: readonly FieldError[];
  /** Already in words. */
  readonly problems: readonly { readonly line: number; readonly column: string; readonly what: string }[];
};

/** A codebook from a file: all of it, or a list of what to correct. */
export function CodebookImportView({ frame, process, errors, problems }: Props) {
  const { lang, t } = frame;
  const title = t("codebook.importProblems", { count: problems.length });
  return (
    <Page
      frame={frame}
      title={t("codebook.importTitle")}
      lead={t("codebook.importLead")}
      breadcrumb={teamTrail(frame, process)}
      errors={errors}
      section="team"
    >
      {problems.length === 0 ? null : (
        <Section title={title}>
          <DataTable
            caption={title}
            captionHidden
            columns={[
              { head: t("codebook.head.line"), numeric: true },
              { head: t("codebook.head.column") },
              { head: t("codebook.head.problem") },
            ]}
            rows={problems.map(({ line, column, what }) => [String(line), column, what])}
          />
        </Section>
      )}
      <Form frame={frame} action={urls.teamCodebookImport(lang, { process: process.slug })} files>
        <FileField
          name="file"
          label={t("codebook.importFile")}
          hint={t("codebook.importHint")}
          accept=".yaml,.yml,.csv"
          error={errors.find(({ field }) => field === "file")?.message}
        />
        <Button>{t("codebook.importButton")}</Button>
      </Form>
    </Page>
  );
}
