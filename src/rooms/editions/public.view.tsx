import type { ComponentChildren } from "preact";
import { passageHash, urls } from "#kernel/urls.ts";
import { DecisionCard } from "#ui/decision-card.tsx";
import type { Frame } from "#ui/frame.ts";
import { Cards, LinkList, Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Prose } from "#ui/prose.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Time } from "#ui/time.tsx";
import type { Difference } from "./difference.rules.ts";
import { DifferenceWords, differenceTitle } from "./difference.view.tsx";
import type { VerdictWords } from "./kind-words.rules.ts";

export type PublicEdition = {
  readonly document: string;
  readonly documentTitle: string;
  readonly language: string;
  readonly number: number;
  readonly label: string;
  readonly publishedOn: string;
  /** The process whose open data hold its changes. */
  readonly process: string | null;
  /** `https://…`, for an address that can be copied. */
  readonly siteUrl: string;
  /** Number of the edition it is compared with; null for a first edition. */
  readonly previous: number | null;
};

function trail({ lang, t }: Frame, edition: PublicEdition) {
  const params = { document: edition.document, edition: edition.number };
  return [
    { text: t("editions.documents"), href: urls.documents(lang) },
    { text: edition.documentTitle, href: urls.document(lang, { document: edition.document }) },
    { text: t("editions.edition", { number: edition.number }), href: urls.edition(lang, params) },
  ];
}

function citedEdition({ t }: Frame, { documentTitle, number, label }: PublicEdition): string {
  return t("editions.change.inEdition", { documentTitle, number, label });
}

/** One line to put in a letter: what, which edition, when, where. */
function cited(frame: Frame, edition: PublicEdition, address: string, change?: number): string {
  const { t } = frame;
  const what = citedEdition(frame, edition);
  const date = edition.publishedOn;
  return change === undefined
    ? t("editions.changes.citation", { what, date, address })
    : t("editions.change.citation", { what, date, address, number: change });
}

function comparisonUrl({ lang }: Frame, { document, number, previous }: PublicEdition): string {
  return urls.comparison(lang, { document }, { de: previous ?? undefined, a: number });
}

type ChangesProps = {
  readonly frame: Frame;
  readonly edition: PublicEdition;
  readonly changes: readonly Difference[];
  readonly count: number;
  readonly page: number;
  readonly pages: number;
  readonly say: VerdictWords;
};

/** The change list of an edition, in the order of the text: each change has a number and an address to be cited by. */
export function ChangesView({ frame, edition, changes, count, page, pages, say }: ChangesProps) {
  const { lang, t } = frame;
  const params = { document: edition.document, edition: edition.number };
  return (
    <Page
      frame={frame}
      title={t("editions.changes.title", { number: edition.number })}
      lead={edition.documentTitle}
      breadcrumb={trail(frame, edition)}
    >
      {edition.previous === null ? (
        <p>{t("editions.changes.first")}</p>
      ) : (
        <LinkList
          items={[
            { text: t("editions.changes.compare", { number: edition.previous }), href: comparisonUrl(frame, edition) },
            { text: t("editions.changes.read", { number: edition.number }), href: urls.edition(lang, params) },
          ]}
        />
      )}
      <ResultCount>{t("editions.changes.count", { count })}</ResultCount>
      {changes.map((change) => (
        <Section
          key={change.number}
          title={`${t("editions.change.number", { number: change.number ?? 0 })} – ${differenceTitle(frame, change)}`}
          id={`m${change.number}`}
        >
          <DifferenceWords frame={frame} difference={change} language={edition.language} />
          <WhyLine frame={frame} change={change} language={edition.language} say={say} />
          <p>
            <a href={urls.change(lang, { document: edition.document, change: change.number ?? 0 })}>
              {t("editions.changes.open", { number: change.number ?? 0 })}
            </a>
          </p>
        </Section>
      ))}
      <Pagination page={page} pages={pages} href={(n) => urls.changes(lang, params, { page: n })} />
      <Section title={t("editions.changes.cite")} id="citer">
        <p>{cited(frame, edition, edition.siteUrl + urls.changes(lang, params))}</p>
        {edition.process === null ? null : (
          <LinkList
            items={(["changes.csv", "changes.json", "change-decisions.csv"] as const).map((file) => ({
              text: t("editions.changes.file", { file }),
              href: urls.openDataFile(lang, { process: edition.process ?? "", file }),
            }))}
          />
        )}
      </Section>
    </Page>
  );
}

type WhyProps = {
  readonly frame: Frame;
  readonly change: Difference;
  readonly language: string;
  readonly say: VerdictWords;
};

function WhyLine({ frame, change, language, say }: WhyProps) {
  const { lang, t } = frame;
  if (change.decisions.length === 0) {
    return (
      <p>
        <strong>{t("editions.editorialReason")}</strong>{" "}
        <Prose text={change.editorialReason ?? ""} lang={language} inline />
      </p>
    );
  }
  return (
    <>
      <p>
        <strong>{t("editions.because")}</strong>
      </p>
      <ul>
        {change.decisions.map(({ number, verdict }) => (
          <li key={number}>
            <a href={urls.decision(lang, { number })}>
              {t("editions.decision", { number, verdict: say(verdict).text })}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

export type ShownDecision = {
  readonly number: number;
  readonly verdict: string;
  readonly reason: string;
  readonly language: string;
  readonly by: string;
  readonly decidedAt: Date;
  readonly coverCount: number;
};

type ChangeProps = {
  readonly frame: Frame;
  readonly edition: PublicEdition;
  readonly change: Difference;
  readonly decisions: readonly ShownDecision[];
  readonly say: VerdictWords;
  /** Cards of the contributions behind it. */
  readonly contributions: ComponentChildren;
  readonly count: number;
  readonly page: number;
  readonly pages: number;
};

/** What changed, why, and whose words are behind it. */
export function ChangeView(props: ChangeProps) {
  const { frame, edition, change, count, page, pages } = props;
  const { lang, t } = frame;
  const number = change.number ?? 0;
  const hash = change.anchor === null ? "" : passageHash(change.anchor);
  const params = { document: edition.document, edition: edition.number };
  return (
    <Page
      frame={frame}
      title={t("editions.change.number", { number })}
      lead={differenceTitle(frame, change)}
      breadcrumb={[
        ...trail(frame, edition),
        { text: t("editions.changes.title", { number: edition.number }), href: urls.changes(lang, params) },
      ]}
    >
      <Section title={t("editions.change.words")} id="mots">
        <DifferenceWords frame={frame} difference={change} language={edition.language} />
        <LinkList
          items={[
            { text: t("editions.change.compare"), href: comparisonUrl(frame, edition) + hash },
            ...(change.anchor === null
              ? []
              : [
                  {
                    text: t("editions.change.passage"),
                    href: urls.passage(lang, { document: edition.document, anchor: change.anchor }),
                  },
                ]),
          ]}
        />
      </Section>
      <Section title={t("editions.change.why")} id="pourquoi">
        <Why {...props} />
      </Section>
      {change.decisions.length === 0 ? null : (
        <Section title={t("editions.change.contributions")} id="contributions">
          <ResultCount>{t("editions.change.behind", { count })}</ResultCount>
          {props.contributions}
          <Pagination
            page={page}
            pages={pages}
            href={(n) => urls.change(lang, { document: edition.document, change: number }, { page: n })}
          />
        </Section>
      )}
      <SummaryList
        title={t("editions.change.cite")}
        rows={[
          { key: t("editions.change.in"), value: citedEdition(frame, edition) },
          { key: t("editions.change.published"), value: <Time at={edition.publishedOn} /> },
          {
            key: t("editions.change.address"),
            value: edition.siteUrl + urls.change(lang, { document: edition.document, change: number }),
          },
          {
            key: t("editions.change.line"),
            value: cited(
              frame,
              edition,
              edition.siteUrl + urls.change(lang, { document: edition.document, change: number }),
              number,
            ),
          },
        ]}
      />
    </Page>
  );
}

function Why({ frame, edition, change, decisions, say }: ChangeProps) {
  const { lang, t } = frame;
  if (decisions.length === 0) {
    return (
      <>
        <p>{t("editions.change.editorial")}</p>
        <Prose text={change.editorialReason ?? ""} lang={edition.language} />
      </>
    );
  }
  return (
    <Cards>
      {decisions.map((decision) => (
        <DecisionCard
          key={decision.number}
          verdict={say(decision.verdict).text}
          tone={say(decision.verdict).tone}
          reason={decision.reason}
          lang={decision.language}
          href={urls.decision(lang, { number: decision.number })}
          title={t("decisions.name", { number: decision.number })}
          by={decision.by}
          at={decision.decidedAt}
          covers={{
            text: t("decisions.covers", { count: decision.coverCount }),
            href: `${urls.decision(lang, { number: decision.number })}#contributions`,
          }}
        />
      ))}
    </Cards>
  );
}
