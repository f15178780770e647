import type { VNode } from "preact";
import { AnswerButtons } from "./answer-buttons.tsx";
import { BarChart } from "./bar-chart.tsx";
import { BackLink, Breadcrumb } from "./breadcrumb.tsx";
import { Button, ButtonGroup, ButtonLink } from "./button.tsx";
import { Checkbox, Checkboxes } from "./checkboxes.tsx";
import { ConsentForVideo } from "./consent-for-video.tsx";
import { Contents } from "./contents.tsx";
import { ContributionCard } from "./contribution-card.tsx";
import { DataTable } from "./data-table.tsx";
import { DateField } from "./date-field.tsx";
import { DecisionCard } from "./decision-card.tsx";
import { Accordion, Details } from "./details.tsx";
import { Difference } from "./difference.tsx";
import { ErrorSummary } from "./error-summary.tsx";
import { Fieldset } from "./fieldset.tsx";
import { FileField } from "./file-field.tsx";
import { Filters } from "./filters.tsx";
import { Form, Honeypot, PostButton } from "./form.tsx";
import type { Frame } from "./frame.ts";
import { Island } from "./island.tsx";
import { KeyFigures } from "./key-figures.tsx";
import { Callout, Cards, Columns, LinkList, Section } from "./layout.tsx";
import { LineChart } from "./line-chart.tsx";
import { NotificationBanner } from "./notification-banner.tsx";
import { Pagination, PreviousNext, ResultCount } from "./pagination.tsx";
import { Panel } from "./panel.tsx";
import { Passage } from "./passage.tsx";
import { Progress } from "./progress.tsx";
import { Prose } from "./prose.tsx";
import { Radios } from "./radios.tsx";
import { Receipt } from "./receipt.tsx";
import { Select } from "./select.tsx";
import { Stars } from "./stars.tsx";
import { Status } from "./status.tsx";
import { SummaryList } from "./summary-list.tsx";
import { Tabs } from "./tabs.tsx";
import { Tag } from "./tag.tsx";
import { TaskList } from "./task-list.tsx";
import { Code, Inset, Lead, Muted, Quote, VisuallyHidden, Warning } from "./text.tsx";
import { TextArea } from "./text-area.tsx";
import { TextField } from "./text-field.tsx";
import { Thread } from "./thread.tsx";
import { TileMap } from "./tile-map.tsx";
import { Time } from "./time.tsx";

/** Every piece once, with `x` wherever a text can come from somebody: harmless words, or an attempt to break out. */
export function samples(frame: Frame, x: string): Readonly<Record<string, VNode>> {
  const field = { label: x, hint: x, error: x, name: "field", optional: true };
  const options = [
    { value: x, text: x, hint: x, children: <TextField name="inner" label={x} /> },
    { value: "other", text: "other" },
  ];
  const link = { text: x, href: "/fr/aide", about: x };
  return {
    accordion: <Accordion items={[{ heading: x, children: <p>{x}</p> }]} />,
    answerButtons: <AnswerButtons name="choice" answers={[{ value: "yes", text: x }]} />,
    backLink: <BackLink to={{ text: x, href: "/fr" }} />,
    barChart: (
      <BarChart
        title={x}
        summary={x}
        labelHead={x}
        valueHead={x}
        bars={[{ label: x, value: 3, text: x, href: "/fr" }]}
        source={x}
      />
    ),
    breadcrumb: <Breadcrumb items={[{ text: x, href: "/fr/textes" }, { text: `${x} 2` }]} />,
    buttons: (
      <ButtonGroup>
        <Button name="intent" value={x}>
          {x}
        </Button>
        <ButtonLink href="/fr" kind="secondary">
          {x}
        </ButtonLink>
      </ButtonGroup>
    ),
    callout: <Callout title={x}>{x}</Callout>,
    cards: (
      <Cards>
        <p>{x}</p>
      </Cards>
    ),
    checkbox: <Checkbox name="field" label={x} hint={x} error={x} value={x} />,
    checkboxes: <Checkboxes {...field} options={options} values={[x]} />,
    columns: (
      <Columns aside={<p>{x}</p>} asideLabel={x}>
        <p>{x}</p>
      </Columns>
    ),
    consentForVideo: (
      <ConsentForVideo title={x} host={x} watchHref="https://video.example/1" acceptHref="/fr?video=oui" duration={x} />
    ),
    consentGiven: (
      <ConsentForVideo
        title={x}
        host={x}
        watchHref="https://video.example/1"
        embedHref="https://video.example/e/1"
        accepted
      />
    ),
    contents: <Contents label={x} items={[{ ...link, code: x, items: [{ text: x, href: "/fr/charte" }] }]} />,
    contributionCard: (
      <ContributionCard
        href="/fr/contributions/1"
        title={x}
        kind={x}
        excerpt={x}
        lang="en"
        author={x}
        at="2023-01-18"
        passage={{ text: x, href: "/fr" }}
        status={x}
        counts={x}
        synthetic
      />
    ),
    dataTable: (
      <DataTable
        caption={x}
        columns={[
          { head: x, sort: { href: "/fr?tri=nom", state: "ascending" } },
          { head: "n", numeric: true },
        ]}
        rows={[[x, x]]}
      />
    ),
    dataTableEmpty: <DataTable caption={x} columns={[]} rows={[]} empty={x} />,
    dateField: <DateField {...field} value={{ day: x, month: x, year: x }} />,
    decisionCard: (
      <DecisionCard
        verdict={x}
        tone="success"
        reason={x}
        href="/fr"
        title={x}
        by={x}
        at="2023-04-20"
        covers={{ text: x, href: "/fr" }}
      />
    ),
    details: <Details summary={x}>{x}</Details>,
    difference: (
      <Difference
        segments={[
          { op: "same", text: x },
          { op: "removed", text: x },
          { op: "added", text: x },
        ]}
      />
    ),
    errorSummary: <ErrorSummary errors={[{ field: "field", message: x }]} />,
    fieldset: (
      <Fieldset legend={x} hint={x} error={x} id="group">
        <TextField name="inner" label={x} />
      </Fieldset>
    ),
    fileField: <FileField {...field} accept=".yaml" />,
    filters: (
      <Filters action="/fr" label={x} keep={{ tri: x }} resetHref="/fr">
        <TextField name="mots" label={x} value={x} type="search" />
      </Filters>
    ),
    form: (
      <Form frame={frame} action="/fr" idempotencyKey={x} requiredNote>
        <Honeypot />
        <Button>{x}</Button>
      </Form>
    ),
    island: (
      <Island name="none" props={{ x }}>
        <p>{x}</p>
      </Island>
    ),
    keyFigures: <KeyFigures items={[{ value: x, label: x, href: "/fr" }]} />,
    lineChart: (
      <LineChart
        title={x}
        summary={x}
        labelHead={x}
        valueHead={x}
        points={[
          { label: x, at: 1, value: 1, text: x },
          { label: x, at: 2, value: 3, text: x },
        ]}
        target={{ label: x, value: 2 }}
        source={x}
      />
    ),
    linkList: <LinkList items={[link, { text: x, href: "/fr/autre", current: true }]} />,
    notification: <NotificationBanner title={x}>{x}</NotificationBanner>,
    notificationSuccess: (
      <NotificationBanner kind="success" title={x}>
        {x}
      </NotificationBanner>
    ),
    pagination: <Pagination page={3} pages={9} href={(page) => `/fr?page=${page}`} />,
    panel: <Panel title={x}>{x}</Panel>,
    passage: <Passage code={x} anchor="p1" text={x} marker={x} actions={[link]} lang="en" />,
    postButton: (
      <PostButton frame={frame} action="/fr" fields={{ intent: x }}>
        {x}
      </PostButton>
    ),
    previousNext: <PreviousNext previous={link} next={{ text: x, href: "/fr/suite" }} />,
    progress: (
      <Progress value={4} max={11}>
        {x}
      </Progress>
    ),
    prose: <Prose text={`${x}\n\n${x}`} lang="en" />,
    proseInline: (
      <p>
        <Prose text={x} inline />
      </p>
    ),
    radios: <Radios {...field} options={options} value={x} />,
    radiosHeading: <Radios {...field} heading options={options} value={x} />,
    receipt: <Receipt code={x} label={x} />,
    resultCount: <ResultCount>{x}</ResultCount>,
    section: (
      <Section title={x} id="part">
        <p>{x}</p>
      </Section>
    ),
    select: (
      <Select
        {...field}
        options={[{ value: x, text: x }]}
        groups={[{ label: x, options: [{ value: "b", text: x }] }]}
        value={x}
      />
    ),
    stars: (
      <p>
        <Stars value={3.7} count={48} />
      </p>
    ),
    status: (
      <p>
        <Status tone="warning">{x}</Status>
      </p>
    ),
    summaryList: <SummaryList title={x} rows={[{ key: x, value: x, actions: [link] }]} />,
    tabs: <Tabs label={x} items={[{ text: x, href: "/fr?vue=1", current: true, count: 3 }]} />,
    tag: (
      <p>
        <Tag color="red">{x}</Tag>
      </p>
    ),
    taskList: <TaskList items={[{ title: x, href: "/fr", hint: x, status: x }]} />,
    text: (
      <div>
        <Lead>{x}</Lead>
        <Muted>{x}</Muted>
        <Inset>{x}</Inset>
        <Warning>{x}</Warning>
        <Quote lang="en">{x}</Quote>
        <p>
          <VisuallyHidden>{x}</VisuallyHidden>
          <Code>{x}</Code> <Time at="2023-02" />
        </p>
      </div>
    ),
    textArea: <TextArea {...field} value={x} limit={500} />,
    textField: <TextField {...field} value={x} prefix={x} suffix={x} />,
    thread: <Thread steps={[{ kind: "contribution", title: x, href: "/fr", at: "2023-01-18", note: x }]} />,
    tileMap: (
      <TileMap
        title={x}
        summary={x}
        labelHead={x}
        valueHead={x}
        tiles={[
          { code: "53", name: x, value: 12, text: x, href: "/fr" },
          { code: "94", name: x, value: null },
        ]}
        source={x}
      />
    ),
  };
}
