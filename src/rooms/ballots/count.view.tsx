import type { VNode } from "preact";
import { formatNumber } from "#kernel/dates.ts";
import { fixedUrls, urls } from "#kernel/urls.ts";
import type { Crumb } from "#ui/breadcrumb.tsx";
import { DataTable } from "#ui/data-table.tsx";
import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { rich } from "#ui/rich.tsx";
import { Code, Inset, VisuallyHidden } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import type { CountState, LotLine } from "./count.rules.ts";

type Props = {
  readonly frame: Frame;
  readonly poll: { readonly id: string; readonly number: number; readonly title: string; readonly isClosed: boolean };
  readonly header: VNode;
  readonly trail: readonly Crumb[];
  readonly state: CountState;
  readonly lots: readonly LotLine[];
  readonly page: number;
  readonly pages: number;
  /** The address of this site, for the command to copy. */
  readonly siteUrl: string;
};

const address = (path: string, value: string): string => path.replace(/:\w+/, value);

/** Where the ballots of a question are in the journal, and how anybody counts them again. */
export function CountView(props: Props): VNode {
  const { frame, poll, state, siteUrl } = props;
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("ballots.page.title", { title: poll.title })}
      lead={t("ballots.page.lead")}
      breadcrumb={props.trail}
      section="processes"
    >
      {props.header}
      <Inset>{t(stateKey(props))}</Inset>
      <Section title={t("ballots.page.howTitle")} id="comment">
        <ul>
          {(["mark", "lots", "open", "change", "team"] as const).map((key) => (
            <li key={key}>{t(`ballots.page.how.${key}`)}</li>
          ))}
        </ul>
      </Section>
      <Papers {...props} />
      <Lots {...props} />
      <Section title={t("ballots.page.recountTitle")} id="recompter">
        <p>{t("ballots.page.recount")}</p>
        <p>
          <Code>
            jalon verify tally {poll.id} --from {siteUrl}
          </Code>
        </p>
        <p>{t(state.areOpened ? "ballots.page.recountOpen" : "ballots.page.recountClosed")}</p>
        <p>
          {rich(t, "ballots.page.more", {
            journal: <a href={urls.journalState(lang)}>{t("ballots.page.journal")}</a>,
            method: <a href={`${urls.opinionMethod(lang)}#journal`}>{t("ballots.page.method")}</a>,
          })}
        </p>
      </Section>
    </Page>
  );
}

function stateKey({ poll, state }: Props) {
  if (!poll.isClosed) return "ballots.page.state.open";
  if (state.talliedAt === null) return "ballots.page.state.closing";
  return state.areOpened ? "ballots.page.state.opened" : "ballots.page.state.few";
}

/** The texts whose digests are in the log: rules, closing, result. */
function Papers({ frame: { t }, poll, state }: Props): VNode {
  return (
    <Section title={t("ballots.page.papersTitle")} id="pieces">
      <ul>
        {state.isLogged ? (
          <li>
            <a href={address(fixedUrls.journalPollRules, poll.id)}>{t("ballots.page.rules")}</a>
          </li>
        ) : (
          <li>{t("ballots.page.notLogged")}</li>
        )}
        {state.talliedAt ? (
          <>
            <li>
              <a href={address(fixedUrls.journalPollClosing, poll.id)}>{t("ballots.page.closing")}</a>
            </li>
            <li>
              <a href={address(fixedUrls.journalPollResult, poll.id)}>{t("ballots.page.result")}</a>{" "}
              {rich(t, "ballots.page.resultOn", { at: <Time at={state.talliedAt} mode="datetime" /> })}
            </li>
          </>
        ) : null}
      </ul>
    </Section>
  );
}

function Lots({ frame, poll, state, lots, page, pages }: Props): VNode {
  const { lang, t } = frame;
  return (
    <Section title={t("ballots.page.lotsTitle")} id="lots">
      <ResultCount>{t("ballots.page.count", { lots: state.lots, ballots: state.ballots })}</ResultCount>
      <DataTable
        caption={t("ballots.page.lotsTitle")}
        captionHidden
        rowHeads
        empty={t("ballots.page.noLot")}
        columns={[
          { head: t("ballots.page.lot") },
          { head: t("ballots.page.sealed") },
          { head: t("ballots.page.ballots"), numeric: true },
          { head: t("ballots.page.leaf"), numeric: true },
          { head: t("ballots.page.files") },
        ]}
        rows={lots.map(({ id, number, n, sealedAt, leaf }) => [
          t("ballots.page.lotNumber", { number }),
          <Time key="at" at={sealedAt} mode="datetime" />,
          formatNumber(lang, n),
          leaf === null ? t("ballots.page.waiting") : formatNumber(lang, leaf),
          <>
            <a href={address(fixedUrls.journalLot, id)}>
              {t("ballots.page.list")}
              <VisuallyHidden> {t("ballots.page.ofLot", { number })}</VisuallyHidden>
            </a>
            {state.areOpened ? (
              <>
                {", "}
                <a href={address(fixedUrls.journalLotOpenings, id)}>
                  {t("ballots.page.openings")}
                  <VisuallyHidden> {t("ballots.page.ofLot", { number })}</VisuallyHidden>
                </a>
              </>
            ) : null}
          </>,
        ])}
      />
      <Pagination
        page={page}
        pages={pages}
        href={(to) => urls.pollBallots(lang, { poll: poll.number }, to > 1 ? { page: String(to) } : {})}
      />
    </Section>
  );
}
