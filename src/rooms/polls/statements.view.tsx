import { urls } from "#kernel/urls.ts";
import type { Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Prose } from "#ui/prose.tsx";
import { Tabs } from "#ui/tabs.tsx";
import { Muted } from "#ui/text.tsx";
import { PollHeader, pollTrail } from "./header.view.tsx";
import type { Poll } from "./poll.rules.ts";
import type { PublicStatement } from "./statement.rules.ts";
import { ORIGIN_WORDS, REASON_WORDS } from "./words.rules.ts";

export type ShownState = "shown" | "hidden";
type Props = {
  readonly frame: Frame;
  readonly poll: Poll;
  readonly state: ShownState;
  readonly counts: { readonly shown: number; readonly hidden: number; readonly waiting: number };
  readonly statements: readonly PublicStatement[];
  readonly page: number;
  readonly pages: number;
};

/** Every statement of a question, and those that are not shown, with the reason. */
export function StatementsView({ frame, poll, state, counts, statements, page, pages }: Props) {
  const { lang, t } = frame;
  const here = { poll: poll.number };
  const query = state === "hidden" ? { etat: "masquees" } : {};
  return (
    <Page
      frame={frame}
      title={t("polls.statements.title")}
      lead={t("polls.statements.lead")}
      breadcrumb={pollTrail(frame, poll)}
    >
      <PollHeader frame={frame} poll={poll} current="statements" />
      <Tabs
        label={t("polls.statements.tabs")}
        items={[
          {
            text: t("polls.statements.shown"),
            href: urls.pollStatements(lang, here),
            current: state === "shown",
            count: counts.shown,
          },
          {
            text: t("polls.statements.hidden"),
            href: urls.pollStatements(lang, here, { etat: "masquees" }),
            current: state === "hidden",
            count: counts.hidden,
          },
        ]}
      />
      <ResultCount>{t("polls.statements.count", { count: counts[state] })}</ResultCount>
      {counts.waiting > 0 ? <p>{t("polls.statements.waiting", { count: counts.waiting })}</p> : null}
      <ol>
        {statements.map((statement) => (
          <li key={statement.number} value={statement.number} id={`a${statement.number}`}>
            <One frame={frame} poll={poll} statement={statement} />
          </li>
        ))}
      </ol>
      <Pagination page={page} pages={pages} href={(n) => urls.pollStatements(lang, here, { ...query, page: n })} />
    </Page>
  );
}

type OneProps = { readonly frame: Frame; readonly poll: Poll; readonly statement: PublicStatement };

function One({ frame, poll, statement }: OneProps) {
  const { lang, t } = frame;
  const { number, text, language, state, contributionNumber, nodes } = statement;
  const facts = [
    ...(statement.isMeta ? [t("polls.statements.meta")] : []),
    ...(state === "shown"
      ? [
          <a key="numbers" href={urls.pollStatement(lang, { poll: poll.number, statement: number })}>
            {t("polls.statements.numbers", { number })}
          </a>,
        ]
      : []),
    contributionNumber === null ? (
      t(ORIGIN_WORDS[statement.origin])
    ) : (
      <a key="source" href={urls.contribution(lang, { number: contributionNumber })}>
        {t("polls.statements.fromContribution", { number: contributionNumber })}
      </a>
    ),
    ...nodes.map((node) => (
      <a
        key={node.id}
        href={urls.editionNode(lang, { document: node.document, edition: node.edition, code: node.code })}
      >
        {t("polls.statements.about", { code: node.code })}
      </a>
    )),
  ];
  return (
    <>
      {text === null ? <p>{t("polls.statements.noWords")}</p> : <Prose text={text} lang={language} />}
      {state === "hidden" ? <HiddenFor frame={frame} poll={poll} statement={statement} /> : null}
      <Muted>
        {facts.map((fact, index) => (
          <span key={index}>
            {index > 0 ? " · " : ""}
            {fact}
          </span>
        ))}
      </Muted>
    </>
  );
}

function HiddenFor({ frame, poll, statement }: OneProps) {
  const { lang, t } = frame;
  const { hiddenReason, hiddenNote, replacedBy } = statement;
  if (hiddenReason === null) return null;
  return (
    <p>
      <strong>{t(REASON_WORDS[hiddenReason])}</strong>
      {hiddenNote ? <span dir="auto"> {hiddenNote}</span> : null}
      {replacedBy === null ? null : (
        <>
          {" "}
          <a href={`${urls.pollStatements(lang, { poll: poll.number })}#a${replacedBy}`}>
            {t("polls.statements.replaced", { number: replacedBy })}
          </a>
        </>
      )}
    </p>
  );
}
