import type { ComponentChildren } from "preact";
import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup } from "#ui/button.tsx";
import { Checkbox, Checkboxes } from "#ui/checkboxes.tsx";
import { Filters } from "#ui/filters.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Select, type SelectOption } from "#ui/select.tsx";
import { Inset } from "#ui/text.tsx";
import type { ContributionLine } from "./contribution-line.rules.ts";
import { type DeskCounts, DeskTabs } from "./desk-tabs.view.tsx";
import type { Seen } from "./group.rules.ts";
import { ContributionLines, lineName } from "./line.view.tsx";
import { channelKey, kindKey } from "./line-words.rules.ts";
import { LineWords } from "./line-words.view.tsx";

export type DeskProps = {
  readonly frame: Frame;
  readonly process: string;
  readonly processes: readonly SelectOption[];
  /** The filter as the parameters of an address, and as one text. */
  readonly query: Readonly<Record<string, string>>;
  readonly queryText: string;
  /** Does the filter ask for what waits for a decision? */
  readonly isWaiting: boolean;
  /** The fields of the filter, and what has no field. */
  readonly fields: ComponentChildren;
  readonly kept: Readonly<Record<string, string>>;
  readonly counts: DeskCounts;
  readonly lines: readonly ContributionLine[];
  /** The set that the filter finds while the page is looked at. */
  readonly seen: Seen;
  readonly limit: number;
  readonly page: number;
  readonly pages: number;
  /** Number of the draft that the choice is added to; null starts a new decision. */
  readonly addTo: number | null;
  /** Drawn with the form: the same addition sent twice is one. */
  readonly batchId: string;
};

export function DeskView(props: DeskProps) {
  const { frame, process, query, isWaiting, counts, seen, page, pages, addTo } = props;
  const { lang, t } = frame;
  const { count } = seen;
  const keep = { ...query, demarche: process, decision: addTo ?? undefined };
  return (
    <Page
      frame={frame}
      title={addTo === null ? t("decisions.desk.title") : t("decisions.desk.addTitle", { number: addTo })}
      breadcrumb={[{ text: t("decisions.team"), href: urls.team(lang) }]}
      wide
    >
      {addTo === null ? (
        <DeskTabs frame={frame} process={process} current="waiting" counts={counts} />
      ) : (
        <Inset>
          <a href={urls.teamDecision(lang, { decision: addTo })}>
            {t("decisions.desk.backToDraft", { number: addTo })}
          </a>
        </Inset>
      )}
      <DeskFilterFields {...props} />
      <p>
        <a href={urls.teamTemplates(lang)}>{t("decisions.template.title")}</a>
      </p>
      <ResultCount>{t(isWaiting ? "decisions.desk.count" : "decisions.desk.countOther", { count })}</ResultCount>
      {count === 0 ? <p>{t("decisions.desk.empty")}</p> : <Found {...props} />}
      <Pagination page={page} pages={pages} href={(n) => urls.teamDecisions(lang, { ...keep, page: n })} />
    </Page>
  );
}

/** What waits may be chosen; what is decided is revised from its decision. */
function Found(props: DeskProps) {
  const { frame, isWaiting, lines } = props;
  if (isWaiting) return <Choice {...props} />;
  return (
    <>
      <p>{frame.t("decisions.desk.alreadyDecided")}</p>
      <ContributionLines frame={frame} lines={lines} level={2} />
    </>
  );
}

function DeskFilterFields({ frame, process, processes, kept, fields, addTo }: DeskProps) {
  const { lang, t } = frame;
  const decision = addTo === null ? undefined : String(addTo);
  return (
    <Filters
      action={urls.teamDecisions(lang)}
      keep={{ ...kept, decision }}
      resetHref={urls.teamDecisions(lang, { demarche: process, decision })}
    >
      <Select name="demarche" label={t("decisions.desk.process")} value={process} options={processes} />
      {fields}
    </Filters>
  );
}

/** Boxes to tick, then one button: a new decision (a page to fill) or an addition to a draft (an act). */
function Choice(props: DeskProps) {
  const { frame, lines, seen, limit, addTo } = props;
  const { lang, t } = frame;
  const { count } = seen;
  const content = (
    <>
      {addTo === null ? <FilterInAddress {...props} /> : <FilterInForm {...props} />}
      {count <= limit ? (
        <Checkbox
          name="tout"
          label={t("decisions.desk.chooseAll", { count })}
          hint={t("decisions.desk.chooseAllHint")}
        />
      ) : (
        <p>{t("decisions.desk.tooMany", { limit })}</p>
      )}
      <Checkboxes
        name="contribution"
        label={t("decisions.desk.choose")}
        small
        options={lines.map((line) => ({
          value: String(line.number),
          text: lineName(frame, line),
          hint: [t(kindKey(line.kind)), t(channelKey(line.channel)), line.territory].filter(Boolean).join(", "),
          children: <LineWords frame={frame} line={line} />,
        }))}
      />
      <ButtonGroup>
        <Button>{addTo === null ? t("decisions.desk.write") : t("decisions.desk.add", { number: addTo })}</Button>
      </ButtonGroup>
    </>
  );
  if (addTo === null) {
    return (
      <form method="get" action={urls.teamDecisionNew(lang)}>
        {content}
      </form>
    );
  }
  return (
    <Form frame={frame} action={urls.teamDecision(lang, { decision: addTo })}>
      <Hidden name="act" value="add" />
      {content}
    </Form>
  );
}

function FilterInAddress({ process, query }: DeskProps) {
  const pairs = Object.entries(query).filter(([name, value]) => value !== "" && name !== "page");
  return (
    <>
      {[["demarche", process] as const, ...pairs].map(([name, value]) => (
        <Hidden key={name} name={name} value={value} />
      ))}
    </>
  );
}

/** The set that is looked at travels with the form. */
function FilterInForm({ queryText, seen, batchId }: DeskProps) {
  return (
    <>
      <Hidden name="batch" value={batchId} />
      <Hidden name="filter" value={queryText} />
      <Hidden name="seenCount" value={String(seen.count)} />
      <Hidden name="seenDigest" value={seen.digest} />
    </>
  );
}

export function EmptyDeskView({ frame }: { readonly frame: Frame }) {
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("decisions.desk.title")}
      breadcrumb={[{ text: t("decisions.team"), href: urls.team(lang) }]}
    >
      <p>{t("decisions.desk.noProcess")}</p>
    </Page>
  );
}
