import { Fragment } from "preact";
import { urls } from "#kernel/urls.ts";
import type { Frame } from "#ui/frame.ts";
import { Cards } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { ownLang, PollDates, PollStatus } from "./header.view.tsx";
import { type Poll, stateOf } from "./poll.rules.ts";

type Props = {
  readonly frame: Frame;
  readonly process: { readonly slug: string; readonly title: string };
  readonly polls: readonly Poll[];
  readonly count: number;
  readonly page: number;
  readonly pages: number;
};

/** The questions of one process, those people vote on now first. */
export function ProcessPollsView({ frame, process, polls, count, page, pages }: Props) {
  const { lang, t } = frame;
  const here = { process: process.slug };
  return (
    <Page
      frame={frame}
      title={t("polls.list.title")}
      lead={t("polls.list.lead")}
      breadcrumb={[
        { text: t("processes.list.title"), href: urls.processes(lang) },
        { text: process.title, href: urls.process(lang, here) },
      ]}
    >
      {count === 0 ? <p>{t("polls.list.none")}</p> : <ResultCount>{t("polls.list.count", { count })}</ResultCount>}
      <Cards>
        {polls.map((poll) => (
          <Fragment key={poll.number}>
            <h2 lang={ownLang(frame, poll)}>
              <a href={urls.poll(lang, { poll: poll.number })}>{poll.title}</a>
            </h2>
            <p>
              <PollStatus frame={frame} state={stateOf(poll)} /> <PollDates frame={frame} poll={poll} />
            </p>
          </Fragment>
        ))}
      </Cards>
      <Pagination page={page} pages={pages} href={(n) => urls.processPolls(lang, here, { page: n })} />
    </Page>
  );
}
