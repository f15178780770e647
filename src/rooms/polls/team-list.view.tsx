import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup, ButtonLink } from "#ui/button.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Select } from "#ui/select.tsx";
import { Status } from "#ui/status.tsx";
import { Muted } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import { PollStatus, teamTrail } from "./header.view.tsx";
import { type Poll, stateOf } from "./poll.rules.ts";
import type { TypedPoll } from "./poll-form.rules.ts";
import { PollFields } from "./poll-form.view.tsx";

type WaitingItem = {
  readonly poll: number;
  readonly title: string;
  readonly number: number;
  readonly text: string;
  readonly language: string;
  readonly hoursWaiting: number;
};
type Props = {
  readonly frame: Frame;
  readonly mayPrepare: boolean;
  readonly mayRead: boolean;
  readonly queue: {
    readonly items: readonly WaitingItem[];
    readonly count: number;
    readonly page: number;
    readonly pages: number;
  };
  readonly polls: readonly Poll[];
  readonly count: number;
  readonly page: number;
  readonly pages: number;
};

/** Five days, as the charter promises for contributions. */
const TARGET_HOURS = 120;

/** What waits to be read, then the questions. */
export function TeamPollsView(props: Props) {
  const { frame, mayPrepare, mayRead, polls, count, page, pages, queue } = props;
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("polls.team.pageTitle")}
      lead={t("polls.team.lead")}
      breadcrumb={teamTrail(frame, null).slice(0, 1)}
      wide
      section="team"
    >
      {mayRead ? <Queue frame={frame} queue={queue} /> : null}
      <Section title={t("polls.team.listTitle")} id="questions">
        <ButtonGroup>
          {mayPrepare ? <ButtonLink href={urls.teamPollNew(lang)}>{t("polls.team.new")}</ButtonLink> : null}
          {mayPrepare ? (
            <ButtonLink kind="secondary" href={urls.teamPollImport(lang)}>
              {t("polls.team.import")}
            </ButtonLink>
          ) : null}
        </ButtonGroup>
        <ResultCount>{t("polls.team.count", { count })}</ResultCount>
        <DataTable
          caption={t("polls.team.listTitle")}
          captionHidden
          empty={t("polls.team.none")}
          columns={[
            { head: t("polls.team.head.question") },
            { head: t("polls.team.head.state") },
            { head: t("polls.team.head.process") },
            { head: t("polls.team.head.until") },
          ]}
          rows={polls.map((poll) => [
            <a key="open" lang={poll.language} href={urls.teamPoll(lang, { poll: poll.number })}>
              {poll.title}
            </a>,
            <PollStatus key="state" frame={frame} state={stateOf(poll)} />,
            <span key="process" lang={poll.process.language}>
              {poll.process.title}
            </span>,
            <Time key="until" at={poll.openUntil} mode="datetime" />,
          ])}
        />
        <Pagination page={page} pages={pages} href={(n) => urls.teamPolls(lang, { page: n })} />
      </Section>
    </Page>
  );
}

function Queue({ frame, queue }: Pick<Props, "frame" | "queue">) {
  const { lang, t } = frame;
  const [first] = queue.items;
  return (
    <Section title={t("polls.queue.title")} id="a-lire">
      <ResultCount>{t("polls.queue.count", { count: queue.count })}</ResultCount>
      {first && queue.page === 1 ? (
        <ButtonLink href={urls.teamPollStatement(lang, { poll: first.poll, statement: first.number })}>
          {t("polls.queue.start")}
        </ButtonLink>
      ) : null}
      {queue.count === 0 ? (
        <Muted>{t("polls.queue.empty")}</Muted>
      ) : (
        <DataTable
          caption={t("polls.queue.title")}
          captionHidden
          columns={[
            { head: t("polls.queue.head.statement") },
            { head: t("polls.queue.head.waiting") },
            { head: t("polls.team.head.question") },
          ]}
          rows={queue.items.map((item) => [
            <a
              key="open"
              dir="auto"
              lang={item.language}
              href={urls.teamPollStatement(lang, { poll: item.poll, statement: item.number })}
            >
              {item.number} – {item.text}
            </a>,
            <Status key="delay" tone={item.hoursWaiting > TARGET_HOURS ? "danger" : "neutral"}>
              {waitingFor(frame, item.hoursWaiting)}
            </Status>,
            item.title,
          ])}
        />
      )}
      <Pagination page={queue.page} pages={queue.pages} href={(n) => urls.teamPolls(lang, { attente: n })} />
    </Section>
  );
}

function waitingFor({ t }: Frame, hours: number): string {
  const words =
    hours < 48
      ? t("moderation.hours", { hours: Math.floor(hours) })
      : t("moderation.days", { days: Math.floor(hours / 24) });
  return hours > TARGET_HOURS ? t("polls.queue.late", { words }) : words;
}

type NewProps = {
  readonly frame: Frame;
  readonly processes: readonly { readonly slug: string; readonly title: string }[];
  readonly process: string;
  /** Drawn with the form: sent twice, it makes one question. */
  readonly id: string;
  readonly typed: TypedPoll;
  readonly errors: readonly FieldError[];
};

/** A question in preparation: nobody outside the team sees it. */
export function NewPollView({ frame, processes, process, id, typed, errors }: NewProps) {
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("polls.new.title")}
      lead={t("polls.new.lead")}
      breadcrumb={teamTrail(frame, null)}
      errors={errors}
      section="team"
    >
      <Form frame={frame} action={urls.teamPollNew(lang)} requiredNote>
        <Hidden name="id" value={id} />
        <Select
          name="process"
          label={t("polls.form.process")}
          value={process}
          emptyOption={t("polls.form.processChoose")}
          options={processes.map((one) => ({ value: one.slug, text: one.title }))}
          error={errors.find(({ field }) => field === "process")?.message}
        />
        <PollFields frame={frame} typed={typed} errors={errors} />
        <Button>{t("polls.new.create")}</Button>
      </Form>
    </Page>
  );
}
