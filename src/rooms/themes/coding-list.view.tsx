import type { ComponentChildren } from "preact";
import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup, ButtonLink } from "#ui/button.tsx";
import { Filters } from "#ui/filters.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Select } from "#ui/select.tsx";
import { Inset } from "#ui/text.tsx";
import { ThemesTabs, teamTrail } from "./tabs.view.tsx";
import type { Theme } from "./theme.rules.ts";

type Props = {
  readonly frame: Frame;
  readonly process: { readonly slug: string; readonly title: string };
  /** The filter as the query of an address, what its form keeps hidden, its fields, and the sentence that says it. */
  readonly query: Readonly<Record<string, string>>;
  readonly keep: Readonly<Record<string, string>>;
  readonly fields: ComponentChildren;
  readonly words: string;
  readonly list: ComponentChildren;
  readonly themes: readonly Theme[];
  readonly count: number;
  readonly toCode: number;
  readonly next: number | null;
  readonly page: number;
  readonly pages: number;
  /** For the batch: the id drawn for this form, and which set this page showed. */
  readonly batchId: string;
  /** Null when the list is too long for one. */
  readonly seen: string | null;
  readonly theme: string;
  readonly errors: readonly FieldError[];
};

export function CodingListView(props: Props) {
  const { frame, process, query, words, themes, count, toCode, next, page, pages } = props;
  const { lang, t } = frame;
  const here = { process: process.slug };
  return (
    <Page
      frame={frame}
      title={t("coding.title")}
      lead={t("coding.lead")}
      breadcrumb={teamTrail(frame, process)}
      errors={props.errors}
      section="team"
      wide
    >
      <ThemesTabs frame={frame} process={process.slug} current="coding" />
      {themes.length === 0 ? (
        <Inset>
          {t("coding.noTheme")} <a href={urls.teamThemeNew(lang, here)}>{t("codebook.add")}</a>
        </Inset>
      ) : null}
      <Filters action={urls.teamCoding(lang, here)} keep={props.keep} resetHref={urls.teamCoding(lang, here)}>
        {props.fields}
      </Filters>
      <ResultCount>
        {t("coding.count", { count })} – {words} {t("coding.toCode", { count: toCode })}
      </ResultCount>
      {next === null || themes.length === 0 ? null : (
        <ButtonGroup>
          <ButtonLink href={urls.teamCodingItem(lang, { ...here, number: next }, query)}>
            {t("coding.start")}
          </ButtonLink>
        </ButtonGroup>
      )}
      {count === 0 ? <p>{t("coding.empty")}</p> : null}
      {props.list}
      <Pagination page={page} pages={pages} href={(n) => urls.teamCoding(lang, here, { ...query, page: n })} />
      {count > 0 && themes.length > 0 && props.seen !== null ? <BatchForm {...props} seen={props.seen} /> : null}
    </Page>
  );
}

function BatchForm({
  frame,
  process,
  query,
  themes,
  count,
  batchId,
  seen,
  theme,
  errors,
}: Props & { readonly seen: string }) {
  const { lang, t } = frame;
  return (
    <Section title={t("coding.bulkTitle")}>
      <p>{t("coding.bulkText", { count })}</p>
      <Form frame={frame} action={urls.teamCoding(lang, { process: process.slug }, query)}>
        <Hidden name="batch" value={batchId} />
        <Hidden name="seen" value={seen} />
        <Select
          id="bulk-theme"
          name="theme"
          label={t("coding.bulkTheme")}
          value={theme}
          emptyOption={t("coding.bulkChoose")}
          options={themes.map(({ code, name }) => ({ value: code, text: name }))}
          error={errors.find(({ field }) => field === "bulk-theme")?.message}
        />
        <Button kind="secondary">{t("coding.bulkButton")}</Button>
      </Form>
    </Section>
  );
}
