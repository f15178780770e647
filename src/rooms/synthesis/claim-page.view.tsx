import { urls } from "#kernel/urls.ts";
import { ContributionCard } from "#ui/contribution-card.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { DecisionCard } from "#ui/decision-card.tsx";
import { Difference, type Segment } from "#ui/difference.tsx";
import type { Frame } from "#ui/frame.ts";
import { Cards, LinkList, Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Prose } from "#ui/prose.tsx";
import { Status } from "#ui/status.tsx";
import { Inset, Lead, Muted } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import { lineName } from "./count-tables.view.tsx";
import type { ClaimDecision, ClaimPage, ClaimState, ShownCounts, SourceLine } from "./public.rules.ts";
import { SMALLEST } from "./small-cells.rules.ts";
import { STANCES, type Stance, stanceKey, stanceTone } from "./stance.rules.ts";
import { verdictWords } from "./verdict.rules.ts";
import { stanceCounts } from "./workbench-note.view.tsx";

/** A wording that differs from the one before; the oldest has nothing before it. */
export type Wording = ClaimState & { readonly segments: readonly Segment[] | null };

type Props = {
  readonly frame: Frame;
  readonly claim: ClaimPage;
  readonly sources: readonly SourceLine[];
  readonly stance: Stance | null;
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly counts: readonly ShownCounts[];
  readonly decisions: readonly ClaimDecision[];
  readonly wordings: readonly Wording[];
};

/** One sentence of the synthesis: what it rests on, where that comes from, what was decided on it, how it changed. */
export function ClaimView(props: Props) {
  const { frame, claim } = props;
  const { lang, t } = frame;
  const { number, publication } = claim;
  const process = { process: publication.processSlug };
  const gone = claim.sourceCount - (claim.supports + claim.opposes + claim.nuances);
  return (
    <Page
      frame={frame}
      title={t("synthesis.claim.title", { number: String(number), kind: claim.kind })}
      description={claim.text}
      breadcrumb={[
        { text: t("processes.list.title"), href: urls.processes(lang) },
        { text: publication.processTitle, href: urls.process(lang, process) },
        { text: t("synthesis.title"), href: urls.processSynthesis(lang, process) },
      ]}
      section="processes"
    >
      <Lead>
        <Prose text={claim.text} lang={publication.language} inline />
      </Lead>
      <Withdrawn {...props} />
      <p>{stanceCounts(frame, claim)}</p>
      {gone > 0 ? <Muted>{t("synthesis.claim.gone", { count: gone })}</Muted> : null}
      <Muted>
        {claim.theme === null ? null : <>{t("synthesis.claim.theme", { theme: claim.theme })} · </>}
        <a
          href={`${urls.synthesisPublication(lang, { ...process, publication: publication.number })}#constat-${number}`}
        >
          {t("synthesis.publication.name", { number: String(publication.number) })}
        </a>
        {", "}
        <Time at={publication.publishedAt} />
      </Muted>
      <LinkList
        items={[
          { text: t("thread.link"), href: urls.thread(lang, { kind: "claim", id: claim.claimId }) },
          {
            text: t("synthesis.claim.inList"),
            href: urls.processContributions(lang, process, { constat: number }),
          },
        ]}
      />
      <Sources {...props} />
      <Decisions {...props} />
      <Counts {...props} />
      <Wordings {...props} />
    </Page>
  );
}

function Withdrawn({ frame, claim }: Props) {
  const { lang, t } = frame;
  if (claim.withdrawnIn === null) return null;
  const at = { process: claim.publication.processSlug, publication: claim.withdrawnIn };
  return (
    <Inset>
      <p>
        {t("synthesis.claim.withdrawn")}{" "}
        <a href={urls.synthesisPublication(lang, at)}>
          {t("synthesis.publication.name", { number: String(claim.withdrawnIn) })}
        </a>
      </p>
      {claim.withdrawnReason === null ? null : <Prose text={claim.withdrawnReason} lang={claim.publication.language} />}
    </Inset>
  );
}

function Sources({ frame, claim, sources, stance, total, page, pages }: Props) {
  const { lang, t } = frame;
  const here = (position: Stance | null, n?: number) =>
    `${urls.claim(lang, { number: claim.number }, { position: position ?? undefined, page: n })}#contributions`;
  const filled = STANCES.filter((one) => claim[one] > 0);
  return (
    <Section title={t("synthesis.sources.title")} id="contributions">
      {filled.length < 2 ? null : (
        <LinkList
          items={[null, ...filled].map((one) => ({
            text:
              one === null
                ? t("synthesis.sources.all")
                : t("synthesis.sources.only", { stance: t(stanceKey(one)), count: claim[one] }),
            href: here(one),
            current: one === stance,
          }))}
        />
      )}
      <ResultCount>{t("synthesis.sources.count", { count: total })}</ResultCount>
      <Cards>
        {sources.map((source) => (
          <SourceCard key={source.number} {...{ frame, source }} />
        ))}
      </Cards>
      <Pagination page={page} pages={pages} href={(n) => here(stance, n)} />
    </Section>
  );
}

function SourceCard({ frame, source }: { readonly frame: Frame; readonly source: SourceLine }) {
  const { lang, t } = frame;
  const { number, title, words, language, quote, isQuoteWithheld, stance } = source;
  return (
    <ContributionCard
      href={urls.contribution(lang, { number })}
      title={title ?? t("synthesis.contribution", { number: String(number) })}
      excerpt={quote === null ? words : t("synthesis.sources.quoted", { quote })}
      lang={language}
      status={<Status tone={stanceTone(stance)}>{t(stanceKey(stance))}</Status>}
      counts={isQuoteWithheld ? t("synthesis.sources.withheld") : undefined}
      synthetic={source.isSynthetic}
      level={3}
    />
  );
}

function Decisions({ frame, claim, decisions }: Props) {
  const { lang, t } = frame;
  return (
    <Section title={t("synthesis.decisions.title")} id="decisions">
      {decisions.length === 0 ? <p>{t("synthesis.decisions.none")}</p> : null}
      <Cards>
        {decisions.map((decision) => {
          const { key, tone } = verdictWords(decision.verdict);
          const title = t("synthesis.decisions.name", { number: String(decision.number) });
          return (
            <DecisionCard
              key={decision.number}
              level={3}
              verdict={t(key)}
              tone={tone}
              reason={decision.reason}
              lang={claim.publication.language}
              href={urls.decision(lang, { number: decision.number })}
              title={decision.isReplaced ? t("synthesis.decisions.replaced", { name: title }) : title}
              at={decision.publishedAt}
            />
          );
        })}
      </Cards>
    </Section>
  );
}

/** Only what no small group can be found from; the reader is told that something is not shown, never what. */
function Counts({ frame, claim, counts }: Props) {
  const { t } = frame;
  const shown = counts.some(({ table }) => table.cells !== null) ? counts : [];
  return (
    <Section title={t("synthesis.counts.title")} id="provenance">
      <p>{t("synthesis.counts.rule", { smallest: SMALLEST })}</p>
      {counts.every(({ table }) => table.cells === null) ? <p>{t("synthesis.counts.tooFew.all")}</p> : null}
      {shown.map(({ dimension, table, lines }) => {
        if (table.cells === null) {
          return <p key={dimension}>{t(`synthesis.counts.tooFew.${dimension}`)}</p>;
        }
        const names = new Map(lines.map((line) => [line.key, lineName(frame, line)]));
        const caption = t(`synthesis.counts.by.${dimension}`);
        const dated = t("synthesis.counts.asOf", { caption, number: String(table.from), total: table.total });
        return (
          <DataTable
            key={dimension}
            caption={table.from === claim.publication.number ? caption : dated}
            columns={[
              { head: t(`synthesis.counts.head.${dimension}`) },
              { head: t("synthesis.counts.contributions"), numeric: true },
            ]}
            rows={table.cells
              .filter(({ count }) => count !== 0)
              .map(({ key, count }) => [
                names.get(key) ?? key,
                count === null ? t("synthesis.counts.hidden") : String(count),
              ])}
          />
        );
      })}
    </Section>
  );
}

function Wordings({ frame, claim, wordings }: Props) {
  const { lang, t } = frame;
  if (wordings.length < 2) return null;
  const process = { process: claim.publication.processSlug };
  return (
    <Section title={t("synthesis.wordings.title")} id="versions">
      {wordings.map((one) => (
        <Section
          key={one.publication}
          title={t("synthesis.publication.name", { number: String(one.publication) })}
          level={3}
        >
          <Muted>
            <Time at={one.publishedAt} />
            {" · "}
            <a href={urls.synthesisPublication(lang, { ...process, publication: one.publication })}>
              {t("synthesis.wordings.whole")}
            </a>
          </Muted>
          {one.segments === null ? (
            <Prose text={one.text} lang={claim.publication.language} />
          ) : (
            <Difference segments={one.segments} lang={claim.publication.language} />
          )}
        </Section>
      ))}
    </Section>
  );
}
