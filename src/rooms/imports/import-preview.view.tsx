import { Fragment } from "preact";
import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup, ButtonLink } from "#ui/button.tsx";
import { Checkbox } from "#ui/checkboxes.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { Difference } from "#ui/difference.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import type { MessageKey } from "#ui/messages.ts";
import { Page } from "#ui/page.tsx";
import { Select } from "#ui/select.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Tag } from "#ui/tag.tsx";
import { Inset, Muted, Warning } from "#ui/text.tsx";
import { type FindingShown, ImportFindings } from "./import-findings.view.tsx";
import type { Fate, PlanTotals } from "./import-plan.rules.ts";
import type { PreviewedElement } from "./import-preview.rules.ts";

/** With its name in words, as readers of the text see it: "Objectif A1-a". */
type NamedElement = PreviewedElement & { readonly name: string };

/** Which passage of the edition in force a passage of the file continues, to be confirmed. */
export type ChoiceShown = {
  readonly field: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly code: string; readonly text: string }[];
};

export type ImportPreviewData = {
  readonly title: string;
  readonly document: string;
  readonly language: string;
  readonly label: string;
  readonly publishedOn: string | null;
  readonly number: number;
  readonly isNewDocument: boolean;
  readonly isUnchanged: boolean;
  readonly hasDraft: boolean;
  readonly totals: { readonly nodes: PlanTotals; readonly passages: PlanTotals };
  /** Elements with something to say: those kept whole are only counted. */
  readonly elements: readonly NamedElement[];
  /** By place of the passage; only where there is something to choose. */
  readonly choices: ReadonlyMap<number, ChoiceShown>;
  /** null when a text was read, of which everything is taken or refused. */
  readonly findings: readonly FindingShown[] | null;
  readonly keepsFacts: boolean;
  /** Sent again by the confirmation. */
  readonly source: Readonly<Record<string, string>>;
};

/** What the import will create, keep, rewrite and remove; nothing is written yet. */
export function ImportPreviewView({ frame, ...data }: { readonly frame: Frame } & ImportPreviewData) {
  const { lang, t } = frame;
  const { nodes, passages } = data.totals;
  return (
    <Page
      frame={frame}
      title={t("imports.previewTitle", { title: data.title })}
      breadcrumb={[
        { text: t("steering.team"), href: urls.team(lang) },
        { text: t("imports.title"), href: urls.teamImport(lang) },
      ]}
      robots="noindex"
    >
      <Inset>{t(data.isNewDocument ? "imports.willCreate" : "imports.willDraft", { number: data.number })}</Inset>
      <SummaryList
        rows={[
          { key: t("imports.document"), value: data.document },
          { key: t("imports.label"), value: data.label },
          {
            key: t("imports.publishedOn"),
            value: data.publishedOn ?? t(data.isNewDocument ? "imports.noDate" : "imports.dateLater"),
          },
        ]}
      />
      <DataTable
        caption={t("imports.totals")}
        columns={[
          { head: t("imports.what") },
          { head: t("imports.created"), numeric: true },
          { head: t("imports.kept"), numeric: true },
          { head: t("imports.rewritten"), numeric: true },
          { head: t("imports.removed"), numeric: true },
        ]}
        rows={[
          [t("imports.elements"), nodes.created, nodes.kept, nodes.rewritten, nodes.removed],
          [t("imports.passages"), passages.created, passages.kept, passages.rewritten, passages.removed],
        ]}
      />
      {data.keepsFacts && !data.isNewDocument ? <p>{t("imports.factsKept")}</p> : null}
      <Findings frame={frame} findings={data.findings} />
      {data.isUnchanged ? <p>{t("imports.unchanged")}</p> : <Confirm frame={frame} {...data} />}
    </Page>
  );
}

function Findings({ frame, findings }: { readonly frame: Frame } & Pick<ImportPreviewData, "findings">) {
  if (findings === null) return null;
  if (findings.length === 0) return <p>{frame.t("imports.findingsNone")}</p>;
  return <ImportFindings frame={frame} findings={findings} />;
}

function Detail({ frame, ...data }: { readonly frame: Frame } & ImportPreviewData) {
  const { t } = frame;
  return (
    <Section title={t("imports.detail")}>
      {data.elements.length === 0 ? <p>{t("imports.noDetail")}</p> : null}
      {data.elements.map((element) => (
        <Element key={element.code} frame={frame} element={element} language={data.language} choices={data.choices} />
      ))}
    </Section>
  );
}

function Confirm({ frame, ...data }: { readonly frame: Frame } & ImportPreviewData) {
  const { lang, t } = frame;
  return (
    <Form frame={frame} action={urls.teamImport(lang)} files>
      <Hidden name="step" value="confirm" />
      {Object.entries(data.source).map(([name, value]) => (
        <Hidden key={name} name={name} value={value} />
      ))}
      <Detail frame={frame} {...data} />
      {data.hasDraft ? (
        <>
          <Warning>{t("imports.draftExists", { number: data.number })}</Warning>
          <Checkbox name="replaceDraft" value="yes" label={t("imports.replaceDraft")} />
        </>
      ) : null}
      {data.isNewDocument && data.publishedOn ? (
        <Checkbox name="publish" value="yes" label={t("imports.publishNow")} hint={t("imports.publishHint")} />
      ) : null}
      <ButtonGroup>
        <Button>{t("imports.confirm")}</Button>
        <ButtonLink href={urls.teamImport(lang)} kind="secondary">
          {t("imports.cancel")}
        </ButtonLink>
      </ButtonGroup>
    </Form>
  );
}

const FATES: Readonly<
  Record<Fate | "removed", { readonly key: MessageKey; readonly color: "green" | "grey" | "blue" | "red" }>
> = {
  created: { key: "imports.fate.created", color: "green" },
  kept: { key: "imports.fate.kept", color: "grey" },
  rewritten: { key: "imports.fate.rewritten", color: "blue" },
  removed: { key: "imports.fate.removed", color: "red" },
};

const PASSAGES: Readonly<Record<Fate | "removed", MessageKey>> = {
  created: "imports.passage.created",
  kept: "imports.passage.kept",
  rewritten: "imports.passage.rewritten",
  removed: "imports.passage.removed",
};

type ElementProps = { readonly frame: Frame; readonly element: NamedElement; readonly language: string } & Pick<
  ImportPreviewData,
  "choices"
>;

function Element({ frame, element, language, choices }: ElementProps) {
  const { t } = frame;
  const isSame = element.fate === "kept" && !element.isMoved;
  return (
    <article>
      <h3 lang={language === frame.lang ? undefined : language}>
        {element.name} – {element.title}
      </h3>
      {isSame ? null : (
        <p>
          <Tag color={FATES[element.fate].color}>{t(FATES[element.fate].key)}</Tag>{" "}
          {element.isMoved ? <Tag>{t("imports.fate.moved")}</Tag> : null}
        </p>
      )}
      {element.titleSegments.length > 0 ? <Difference segments={element.titleSegments} lang={language} /> : null}
      {element.passages.map((passage, index) => (
        <Fragment key={index}>
          <Muted>
            {passage.isMoved
              ? t("imports.passage.moved", { code: passage.codeBefore ?? "" })
              : t(PASSAGES[passage.fate])}
          </Muted>
          <Difference segments={passage.segments} lang={language} />
          <Choice frame={frame} choice={choices.get(passage.index ?? -1)} />
        </Fragment>
      ))}
    </article>
  );
}

type ChoiceProps = { readonly frame: Frame; readonly choice: ChoiceShown | undefined };

function Choice({ frame: { t }, choice }: ChoiceProps) {
  if (!choice) return null;
  const { field, value, options } = choice;
  return (
    <Select
      name={field}
      label={t("imports.continues")}
      hint={t("imports.continuesHint")}
      value={value}
      options={[
        ...options.map((one) => ({ value: one.value, text: t("imports.continuesOne", one) })),
        { value: "nouveau", text: t("imports.continuesNone") },
      ]}
    />
  );
}
