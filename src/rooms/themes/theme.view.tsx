import type { ComponentChildren } from "preact";
import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { LinkList, Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Select } from "#ui/select.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Inset } from "#ui/text.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { TextField } from "#ui/text-field.tsx";
import { ActTable, type ShownAct } from "./history.view.tsx";
import { teamTrail } from "./tabs.view.tsx";
import type { CountedTheme, Theme } from "./theme.rules.ts";
import { ThemeFields, ThemeName, type TypedTheme } from "./theme-form.view.tsx";

type Place = { readonly slug: string; readonly title: string; readonly language: string };
export type ThemePageProps = {
  readonly frame: Frame;
  readonly process: Place;
  readonly theme: CountedTheme;
  /** Other themes in use. */
  readonly others: readonly Theme[];
  readonly values: TypedTheme;
  readonly split: { readonly name: string; readonly definition: string };
  readonly into: string;
  readonly errors: readonly FieldError[];
  /** Somebody saved meanwhile: their text is shown beside the one in the form. */
  readonly isConflict: boolean;
  readonly acts: readonly ShownAct[];
};

export function TeamThemeView(props: ThemePageProps) {
  const { frame, process, theme, errors, acts } = props;
  const { lang, t } = frame;
  const here = { process: process.slug, theme: theme.code };
  return (
    <Page
      frame={frame}
      title={t("codebook.themeTitle", { name: theme.name })}
      breadcrumb={teamTrail(frame, process)}
      errors={errors}
      section="team"
    >
      <LinkList
        items={[
          { text: t("codebook.listOf"), href: urls.teamCoding(lang, { process: process.slug }, { theme: theme.code }) },
          { text: t("codebook.distribute"), href: urls.teamThemeSplit(lang, here) },
          {
            text: t("codebook.decide"),
            href: urls.teamDecisionNew(lang, { demarche: process.slug, tout: "on", theme: theme.code }),
          },
        ]}
      />
      {theme.state === "active" ? <ActiveTheme {...props} /> : <EndedTheme {...props} />}
      <Section title={t("codebook.historyOf")}>
        <ActTable frame={frame} acts={acts} language={process.language} />
      </Section>
    </Page>
  );
}

function ActiveTheme(props: ThemePageProps) {
  const { frame, theme, isConflict } = props;
  const { t } = frame;
  return (
    <>
      {isConflict ? (
        <Section title={t("codebook.conflictTitle")}>
          <Inset>{t("codebook.conflictText")}</Inset>
          <ThemeSummary {...props} />
        </Section>
      ) : null}
      <Section title={t("codebook.editTitle")}>
        <ActForm {...props} act="edit">
          <ThemeName {...props} />
          <ThemeFields {...props} parents={props.others} />
          <Button>{t("codebook.save")}</Button>
        </ActForm>
      </Section>
      <MergeForm {...props} />
      <SplitForm {...props} />
      <Section title={t("codebook.retireTitle")}>
        <p>{t("codebook.retireText", { count: theme.contributionCount })}</p>
        <ActForm {...props} act="retire">
          <Button kind="warning">{t("codebook.retire")}</Button>
        </ActForm>
      </Section>
    </>
  );
}

/** Each act of the page is a form of its own; all carry the version that was read. */
function ActForm({
  frame,
  process,
  theme,
  act,
  children,
}: ThemePageProps & { readonly act: string; readonly children: ComponentChildren }) {
  return (
    <Form frame={frame} action={urls.teamTheme(frame.lang, { process: process.slug, theme: theme.code })}>
      <Hidden name="act" value={act} />
      <Hidden name="version" value={String(theme.version)} />
      {children}
    </Form>
  );
}

function MergeForm(props: ThemePageProps) {
  const { frame, theme, others, into, errors } = props;
  const { t } = frame;
  if (others.length === 0) return null;
  return (
    <Section title={t("codebook.mergeTitle")}>
      <p>{t("codebook.mergeText", { count: theme.contributionCount })}</p>
      <ActForm {...props} act="merge">
        <Select
          name="into"
          label={t("codebook.mergeInto")}
          value={into}
          emptyOption={t("codebook.mergeChoose")}
          options={others.map(({ code, name }) => ({ value: code, text: name }))}
          error={errors.find(({ field }) => field === "into")?.message}
        />
        <Button kind="secondary">{t("codebook.merge")}</Button>
      </ActForm>
    </Section>
  );
}

function SplitForm(props: ThemePageProps) {
  const { frame, process, split, errors } = props;
  const { t } = frame;
  const error = (name: string) => errors.find(({ field }) => field === name)?.message;
  return (
    <Section title={t("codebook.splitTitle")}>
      <p>{t("codebook.splitText")}</p>
      <ActForm {...props} act="split">
        <TextField
          name="splitName"
          label={t("codebook.splitName")}
          value={split.name}
          lang={process.language}
          error={error("splitName")}
        />
        <TextArea
          name="splitDefinition"
          label={t("codebook.splitDefinition")}
          value={split.definition}
          rows={3}
          lang={process.language}
          error={error("splitDefinition")}
        />
        <Button kind="secondary">{t("codebook.splitButton")}</Button>
      </ActForm>
    </Section>
  );
}

function EndedTheme(props: ThemePageProps) {
  const { frame, theme } = props;
  const { t } = frame;
  return (
    <>
      <Inset>
        {theme.state === "merged"
          ? t("codebook.state.merged", { into: theme.mergedInto ?? "" })
          : t("codebook.state.retired")}
      </Inset>
      <ThemeSummary {...props} />
      {theme.state === "retired" ? (
        <ActForm {...props} act="restore">
          <Button>{t("codebook.restore")}</Button>
        </ActForm>
      ) : null}
    </>
  );
}

function ThemeSummary({ frame, theme }: ThemePageProps) {
  const { t } = frame;
  const rows = [
    { key: t("codebook.field.name"), value: theme.name },
    { key: t("codebook.field.definition"), value: theme.definition },
    { key: t("codebook.field.exampleIn"), value: theme.exampleIn },
    { key: t("codebook.field.exampleOut"), value: theme.exampleOut },
    { key: t("codebook.field.words"), value: theme.words.join(", ") },
    { key: t("codebook.field.parent"), value: theme.parent ?? "" },
  ];
  return <SummaryList rows={rows.filter(({ value }) => value !== "")} />;
}
