import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import type { Crumb } from "#ui/breadcrumb.tsx";
import { ButtonLink } from "#ui/button.tsx";
import type { Frame } from "#ui/frame.ts";
import { LinkList } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Prose } from "#ui/prose.tsx";
import { rich } from "#ui/rich.tsx";
import { SummaryList, type SummaryRow } from "#ui/summary-list.tsx";
import { Inset, Muted } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import { choiceOfValue } from "./ballot.rules.ts";
import type { AskedPoll, OwnVote, ShownStatement, Voter, VotingState } from "./voter.rules.ts";

export const OWN_PAGE = 50;

type Props = {
  readonly frame: Frame;
  readonly poll: AskedPoll;
  readonly header: VNode;
  readonly trail: readonly Crumb[];
  /** What the voter can take away: proofs and promises. */
  readonly proofs: VNode | null;
  /** Nobody can be linked to their votes any more. */
  readonly isKeyDestroyed: boolean;
  readonly state: VotingState;
  readonly voter: Voter | null;
  readonly rows: readonly { readonly vote: OwnVote; readonly statement: ShownStatement | null }[];
  readonly count: number;
  readonly page: number;
  readonly pages: number;
};

/** What this person voted, for this person alone. */
export function MineView(props: Props): VNode {
  const { frame, poll, state, voter, rows, count, page, pages } = props;
  const { lang, t, viewer } = frame;
  const here = { poll: poll.number };
  return (
    <Page
      frame={frame}
      title={t("votes.mine.title", { title: poll.title })}
      lead={t("votes.mine.lead")}
      breadcrumb={props.trail}
      robots="noindex"
      section="processes"
    >
      {props.header}
      {voter?.setAsideReason ? <Inset>{t("votes.aside.you", { reason: voter.setAsideReason })}</Inset> : null}
      {state === "closed" ? <p>{t("votes.mine.closed")}</p> : null}
      {state === "takenOver" ? <p>{t("votes.state.takenOver")}</p> : null}
      {count === 0 ? (
        <p>{t(noneKey(props))}</p>
      ) : (
        <>
          <ResultCount>{t("votes.mine.count", { count })}</ResultCount>
          <SummaryList rows={rows.map((row) => summaryRow(props, row))} />
          <Pagination
            page={page}
            pages={pages}
            href={(to) => urls.pollMine(lang, here, to > 1 ? { page: String(to) } : {})}
          />
          {state === "open" ? <p>{t("votes.mine.takeBack")}</p> : null}
        </>
      )}
      {state === "open" ? <ButtonLink href={urls.pollVote(lang, here)}>{t("votes.mine.vote")}</ButtonLink> : null}
      {props.proofs}
      <LinkList
        items={[
          ...(voter && state === "open" ? [{ text: t("votes.way.profile"), href: urls.pollProfile(lang, here) }] : []),
          { text: t("votes.way.results"), href: urls.pollResults(lang, here) },
        ]}
      />
      {viewer ? null : <Muted>{t("votes.mine.guests")}</Muted>}
    </Page>
  );
}

function noneKey({ frame, isKeyDestroyed }: Props) {
  if (isKeyDestroyed) return "votes.mine.keyDestroyed";
  return frame.viewer ? "votes.mine.noneAccount" : "votes.mine.none";
}

/** One statement, the vote on it, and the way to change it. */
function summaryRow({ frame, poll, state }: Props, { vote, statement }: Props["rows"][number]): SummaryRow {
  const { lang, t } = frame;
  const { number } = vote;
  const choice = <strong>{t(`votes.choice.${choiceOfValue(vote.value)}`)}</strong>;
  const change = {
    text: t("votes.mine.change"),
    href: urls.pollVote(lang, { poll: poll.number }, { affirmation: String(number) }),
    about: t("votes.mine.changeAbout", { number }),
  };
  const words = statement ? <Prose inline text={statement.text} lang={statement.language} /> : t("votes.mine.hidden");
  return {
    key: t("votes.mine.statement", { number }),
    value: (
      <>
        <p>{words}</p>
        <p>{rich(t, "votes.mine.voted", { choice, at: <Time at={vote.votedAt} mode="datetime" /> })}</p>
      </>
    ),
    actions: state === "open" && statement ? [change] : [],
  };
}
