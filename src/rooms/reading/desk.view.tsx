import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup, ButtonLink } from "#ui/button.tsx";
import { Details } from "#ui/details.tsx";
import { Filters } from "#ui/filters.tsx";
import { Form } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Columns, LinkList, Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Select, type SelectOption } from "#ui/select.tsx";
import { VisuallyHidden } from "#ui/text.tsx";
import { KeptFilter } from "./kept-filter.view.tsx";

type Query = Readonly<Record<string, string>>;

/** One way to narrow the list, as links: each value with what it keeps. */
export type FacetLinks = {
  readonly title: string;
  readonly items: readonly { readonly text: string; readonly count: number; readonly query: Query }[];
};

type DeskProps = {
  readonly frame: Frame;
  readonly process: { readonly slug: string; readonly title: string };
  readonly query: Query;
  /** The fields of the filter, made by the corpus. */
  readonly fields: VNode;
  readonly kept: Query;
  readonly isFiltered: boolean;
  readonly words: string;
  readonly orderWords: string;
  readonly count: number;
  /** The first that the filter keeps, where reading starts. */
  readonly first: number | null;
  readonly page: number;
  readonly pages: number;
  /** The contributions with a box each; null when there are none. */
  readonly choice: VNode | null;
  readonly facets: readonly FacetLinks[];
  readonly people: readonly SelectOption[];
  readonly errors: readonly FieldError[];
};

/** What there is to read: filters, counts by facet as links, the list, and whom to give it to. */
export function ReadingDeskView(props: DeskProps): VNode {
  const { frame, process, query, count, first, page, pages, choice } = props;
  const { lang, t } = frame;
  const at = { process: process.slug };
  return (
    <Page
      frame={frame}
      title={t("reading.desk.title", { process: process.title })}
      breadcrumb={[
        { text: t("decisions.team"), href: urls.team(lang) },
        { text: t("reading.home.title"), href: urls.teamReading(lang) },
      ]}
      errors={props.errors}
      section="team"
      wide
    >
      <LinkList
        items={[
          { text: t("reading.coverage.link"), href: urls.teamReadingCoverage(lang, at) },
          { text: t("reading.workload.link"), href: urls.teamReadingWorkload(lang, at) },
        ]}
      />
      <Details summary={t("reading.desk.filter")} open={!props.isFiltered || count === 0}>
        <Filters
          action={urls.teamReadingDesk(lang, at)}
          keep={props.kept}
          resetHref={props.isFiltered ? urls.teamReadingDesk(lang, at) : undefined}
        >
          {props.fields}
        </Filters>
      </Details>
      <ResultCount>
        {t("reading.desk.count", { count, order: props.orderWords })} {props.words}
      </ResultCount>
      {first === null ? null : (
        <ButtonGroup>
          <ButtonLink href={urls.teamReadingItem(lang, { ...at, number: first }, query)}>
            {t("reading.desk.start")}
          </ButtonLink>
          <ButtonLink href={urls.teamReadingAssign(lang, at, query)} kind="secondary">
            {t("reading.desk.split")}
          </ButtonLink>
        </ButtonGroup>
      )}
      <Columns aside={<Facets {...props} />} asideLabel={t("reading.desk.facets")}>
        {choice === null ? <p>{t("reading.desk.none")}</p> : <Choice {...props} />}
        <Pagination
          page={page}
          pages={pages}
          href={(n) => urls.teamReadingDesk(lang, at, { ...query, page: n > 1 ? n : undefined })}
        />
      </Columns>
    </Page>
  );
}

function Choice({ frame, process, query, choice, people, page, errors }: DeskProps): VNode {
  const { lang, t } = frame;
  return (
    <Form frame={frame} action={urls.teamReadingDesk(lang, { process: process.slug })}>
      <KeptFilter query={{ ...query, page: page > 1 ? String(page) : "" }} />
      {choice}
      <Select
        name="person"
        label={t("reading.assign.person")}
        emptyOption={t("reading.assign.choose")}
        options={[...people, { value: "personne", text: t("reading.assign.takeBack") }]}
        error={errors.find(({ field }) => field === "person")?.message}
      />
      <Button kind="secondary">{t("reading.assign.give")}</Button>
    </Form>
  );
}

function Facets({ frame, process, facets }: DeskProps): VNode {
  const { lang, t } = frame;
  return (
    <>
      {facets.map(({ title, items }) =>
        items.length === 0 ? null : (
          <Section key={title} title={title} level={2}>
            <ul>
              {items.map(({ text, count, query }) => (
                <li key={text}>
                  <a href={urls.teamReadingDesk(lang, { process: process.slug }, query)}>{text}</a>{" "}
                  <VisuallyHidden>{t("reading.desk.facetCount")} </VisuallyHidden>
                  {t("reading.number", { count })}
                </li>
              ))}
            </ul>
          </Section>
        ),
      )}
    </>
  );
}
