import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { Details } from "#ui/details.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Status } from "#ui/status.tsx";
import { Tabs } from "#ui/tabs.tsx";
import { Inset } from "#ui/text.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { TextField } from "#ui/text-field.tsx";
import { TeamTabs, teamTrail } from "./header.view.tsx";
import type { Poll } from "./poll.rules.ts";
import { STATEMENT_LIMIT, type Statement, type StatementState } from "./statement.rules.ts";
import { ORIGIN_WORDS, REASON_WORDS, STATE_TONES, STATE_WORDS } from "./words.rules.ts";

export const PART_NAMES = { "a-lire": "waiting", affichees: "shown", masquees: "hidden" } as const;
export type PartName = keyof typeof PART_NAMES;

type Props = {
  readonly frame: Frame;
  readonly poll: Poll;
  readonly mayPrepare: boolean;
  readonly part: PartName;
  /** Those of the page, out of `counts` of the part. */
  readonly statements: readonly Statement[];
  readonly counts: Readonly<Record<StatementState, number>>;
  readonly page: number;
  readonly pages: number;
  readonly typed: Readonly<Record<string, string>>;
  readonly errors: readonly FieldError[];
};

/** Every statement of a question, and the ways to add some. */
export function TeamStatementsView(props: Props) {
  const { frame, poll, part, statements, counts, page, pages, mayPrepare, errors } = props;
  const { lang, t } = frame;
  const here = { poll: poll.number };
  return (
    <Page
      frame={frame}
      title={t("polls.team.statementsTitle")}
      breadcrumb={teamTrail(frame, poll)}
      errors={errors}
      wide
      section="team"
    >
      <TeamTabs frame={frame} poll={poll} current="statements" />
      <Tabs
        label={t("polls.statements.tabs")}
        items={(Object.keys(PART_NAMES) as PartName[]).map((name) => ({
          text: t(`polls.team.part.${PART_NAMES[name]}`),
          href: urls.teamPollStatements(lang, here, { etat: name }),
          current: name === part,
          count: counts[PART_NAMES[name]],
        }))}
      />
      <ResultCount>{t("polls.statements.count", { count: counts[PART_NAMES[part]] })}</ResultCount>
      <DataTable
        caption={t("polls.team.statementsTitle")}
        captionHidden
        empty={t("polls.team.noStatement")}
        columns={[
          { head: t("polls.queue.head.statement") },
          { head: t("polls.team.head.origin") },
          { head: t("polls.team.head.about") },
          { head: t("polls.team.head.state") },
        ]}
        rows={statements.map((one) => [
          <a
            key="open"
            dir="auto"
            lang={one.language}
            href={urls.teamPollStatement(lang, { poll: poll.number, statement: one.number })}
          >
            {one.number} – {one.text}
          </a>,
          one.contributionNumber === null
            ? t(ORIGIN_WORDS[one.origin])
            : t("polls.statements.fromContribution", { number: one.contributionNumber }),
          one.nodes.map(({ code }) => code).join(", ") || "–",
          <>
            <Status tone={STATE_TONES[one.state]}>{t(STATE_WORDS[one.state])}</Status>
            {one.hiddenReason ? ` ${t(REASON_WORDS[one.hiddenReason])}` : null}
            {one.isMeta ? ` ${t("polls.statements.meta")}` : null}
          </>,
        ])}
      />
      <Pagination
        page={page}
        pages={pages}
        href={(n) => urls.teamPollStatements(lang, here, { etat: part, page: n })}
      />
      {mayPrepare && poll.isClosed ? <Inset>{t("polls.error.closed")}</Inset> : null}
      {mayPrepare && !poll.isClosed ? <Adding {...props} /> : null}
    </Page>
  );
}

function Adding({ frame, poll, typed, errors }: Props) {
  const { lang, t } = frame;
  const action = urls.teamPollStatements(lang, { poll: poll.number });
  const error = (name: string) => errors.find(({ field }) => field === name)?.message;
  return (
    <Section title={t("polls.add.title")} id="ajouter">
      {poll.isPublished ? <p>{t("polls.add.public")}</p> : null}
      <Form frame={frame} action={action}>
        <Hidden name="act" value="lines" />
        <TextArea
          name="lines"
          label={t("polls.add.lines")}
          hint={t("polls.add.linesHint", { limit: STATEMENT_LIMIT })}
          rows={10}
          lang={poll.language}
          value={typed.lines ?? ""}
          error={error("lines")}
        />
        <Button>{t("polls.add.linesButton")}</Button>
      </Form>
      <Details summary={t("polls.add.fromTitle")} open={typed.act === "contribution"}>
        <p>{t("polls.add.fromNote")}</p>
        <Form frame={frame} action={action}>
          <Hidden name="act" value="contribution" />
          <TextField
            name="contribution"
            label={t("polls.add.contribution")}
            inputMode="numeric"
            width={10}
            value={typed.contribution ?? ""}
            error={error("contribution")}
          />
          <TextArea
            name="text"
            label={t("polls.propose.text")}
            hint={t("polls.propose.textHint")}
            limit={STATEMENT_LIMIT}
            rows={3}
            lang={poll.language}
            value={typed.text ?? ""}
            error={error("text")}
          />
          <Button>{t("polls.add.fromButton")}</Button>
        </Form>
      </Details>
    </Section>
  );
}
