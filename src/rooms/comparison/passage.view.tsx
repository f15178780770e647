import { urls } from "#kernel/urls.ts";
import { ContributionCard } from "#ui/contribution-card.tsx";
import { Difference } from "#ui/difference.tsx";
import type { Frame } from "#ui/frame.ts";
import { Cards, Section } from "#ui/layout.tsx";
import type { MessageKey } from "#ui/messages.ts";
import { Page } from "#ui/page.tsx";
import { ResultCount } from "#ui/pagination.tsx";
import { rich } from "#ui/rich.tsx";
import { Status } from "#ui/status.tsx";
import { Inset } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import { ReasonLines, type ReasonShown } from "./change-reason.view.tsx";
import { type LinkShown, linkKey } from "./compared-node.view.tsx";
import type { HistoryStep } from "./passage-history.rules.ts";

type ContributionShown = {
  readonly number: number;
  readonly kind: "comment" | "amendment" | "proposal" | "testimony";
  readonly title: string | null;
  readonly excerpt: string;
  readonly language: string;
  readonly authorName: string | null;
  readonly organisation: string | null;
  readonly isSynthetic: boolean;
  readonly submittedAt: Date;
  readonly edition: number;
  readonly isAnswered: boolean;
};

export type PassagePageData = {
  readonly document: { readonly slug: string; readonly title: string; readonly language: string };
  readonly anchor: string;
  readonly steps: readonly HistoryStep[];
  /** Page and place of the passage in each edition where it stands. */
  readonly places: ReadonlyMap<number, string>;
  readonly reasons: readonly (ReasonShown & { readonly edition: number })[];
  readonly passageId: string;
  /** Splits and merges it took part in. */
  readonly links: readonly (LinkShown & { readonly edition: number })[];
  readonly processSlug: string | null;
  readonly contributions: readonly ContributionShown[];
  readonly contributionCount: number;
  /** Amendments that want different words in the same place, two by two. */
  readonly contested: readonly { readonly number: number; readonly other: number; readonly words: string }[];
  readonly openUntil: Date | null;
};

/** A passage through the editions: its words, where it went, why it changed, what people said of it. */
export function PassageView({ frame, ...data }: { readonly frame: Frame } & PassagePageData) {
  const { lang, t } = frame;
  const { document, anchor, steps, processSlug } = data;
  const latest = steps.at(-1);
  const last = steps.findLast(({ code }) => code !== null);
  const query = { passage: anchor };
  return (
    <Page
      frame={frame}
      title={t("passages.title", { code: last?.code ?? anchor, title: document.title })}
      breadcrumb={[
        { text: t("documents.list.title"), href: urls.documents(lang) },
        { text: document.title, href: urls.edition(lang, { document: document.slug, edition: latest?.number ?? 1 }) },
      ]}
    >
      {latest?.fate === "absent" ? (
        <Inset>
          <p>{t("passages.removed", { number: latest.number })}</p>
          <LinkLines frame={frame} slug={document.slug} passageId={data.passageId} links={data.links} />
        </Inset>
      ) : null}
      <p>{t("passages.permanent", { anchor })}</p>
      {data.openUntil && processSlug && latest?.code ? (
        <p>
          <a href={urls.contributeStart(lang, { process: processSlug }, query)}>{t("documents.giveOpinion")}</a>
        </p>
      ) : null}
      <Section title={t("passages.words")} id="mots">
        {steps.map((step) => (
          <Step key={step.number} frame={frame} step={step} {...data} />
        ))}
      </Section>
      <Section title={t("passages.contributions")} id="avis">
        <ResultCount>{t("passages.count", { count: data.contributionCount })}</ResultCount>
        {data.contested.length > 0 ? <Contested frame={frame} {...data} /> : null}
        <Cards>
          {data.contributions.map((contribution) => (
            <Contribution key={contribution.number} frame={frame} contribution={contribution} />
          ))}
        </Cards>
        {processSlug && data.contributionCount > data.contributions.length ? (
          <p>
            <a href={urls.processContributions(lang, { process: processSlug }, query)}>
              {t("passages.all", { count: data.contributionCount })}
            </a>
          </p>
        ) : null}
      </Section>
    </Page>
  );
}

/** Which amendments of the passage cannot all be taken up, and for which words. */
function Contested({ frame, contested, processSlug }: PassagePageData & { readonly frame: Frame }) {
  const { lang, t } = frame;
  const link = (number: number) => <a href={urls.contribution(lang, { number })}>{number}</a>;
  return (
    <Inset>
      <p>{t("passages.contested")}</p>
      <ul>
        {contested.map(({ number, other, words }) => (
          <li key={`${number} ${other}`}>
            {rich(t, words === "" ? "passages.contestedPlace" : "passages.contestedWords", {
              one: link(number),
              other: link(other),
              words: <bdi>{words}</bdi>,
            })}
          </li>
        ))}
      </ul>
      {processSlug ? (
        <p>
          <a href={urls.processAmendments(lang, { process: processSlug }, { conflit: "oui" })}>
            {t("passages.allContested")}
          </a>
        </p>
      ) : null}
    </Inset>
  );
}

const FATES: Readonly<Record<HistoryStep["fate"], MessageKey>> = {
  absent: "passages.fate.absent",
  notYet: "passages.fate.notYet",
  first: "passages.fate.first",
  unchanged: "passages.fate.unchanged",
  rewritten: "passages.fate.rewritten",
};

type StepProps = PassagePageData & { readonly frame: Frame; readonly step: HistoryStep };

type LinkProps = Pick<PassagePageData, "passageId" | "links"> & { readonly frame: Frame; readonly slug: string };

/** "Ses mots ont rejoint A1-b.2", with the way to that passage. */
function LinkLines({ frame, slug, passageId, links }: LinkProps) {
  const { lang, t } = frame;
  if (links.length === 0) return null;
  return (
    <ul>
      {links.map((link) => {
        const isOrigin = link.fromId === passageId;
        const [code, anchor] = isOrigin ? [link.toCode, link.toAnchor] : [link.fromCode, link.fromAnchor];
        return (
          <li key={`${link.fromId}${link.toId}`}>
            <a href={urls.passage(lang, { document: slug, anchor: anchor ?? "" })}>
              {t(linkKey(link, isOrigin), { code })}
            </a>
          </li>
        );
      })}
    </ul>
  );
}

function Step({ frame, step, document, places, reasons, links, passageId }: StepProps) {
  const { t } = frame;
  const place = places.get(step.number);
  return (
    <article>
      <h3>{t("documents.editionNumber", { number: step.number })}</h3>
      <p>
        {rich(t, "passages.edition", { label: step.label, date: <Time at={step.publishedOn ?? ""} /> })}{" "}
        {t(FATES[step.fate])}
        {step.movedFrom && step.code ? ` ${t("passages.moved", { before: step.movedFrom, after: step.code })}` : null}
      </p>
      {step.segments.length > 0 ? <Difference segments={step.segments} lang={document.language} /> : null}
      <LinkLines
        frame={frame}
        slug={document.slug}
        passageId={passageId}
        links={links.filter(({ edition }) => edition === step.number)}
      />
      {place ? (
        <p>
          <a href={place}>{t("passages.readThere", { code: step.code ?? "", number: step.number })}</a>
        </p>
      ) : null}
      <ReasonLines
        frame={frame}
        documentSlug={document.slug}
        reasons={reasons.filter(({ edition }) => edition === step.number)}
      />
    </article>
  );
}

const KINDS: Readonly<Record<ContributionShown["kind"], MessageKey>> = {
  comment: "passages.kind.comment",
  amendment: "passages.kind.amendment",
  proposal: "passages.kind.proposal",
  testimony: "passages.kind.testimony",
};

function Contribution({ frame, contribution }: { readonly frame: Frame; readonly contribution: ContributionShown }) {
  const { lang, t } = frame;
  return (
    <ContributionCard
      href={urls.contribution(lang, { number: contribution.number })}
      title={contribution.title ?? t("passages.contribution", { number: contribution.number })}
      kind={t(KINDS[contribution.kind])}
      excerpt={contribution.excerpt}
      lang={contribution.language}
      author={contribution.organisation ?? contribution.authorName ?? t("passages.anonymous")}
      at={contribution.submittedAt}
      counts={t("passages.onEdition", { number: contribution.edition })}
      synthetic={contribution.isSynthetic}
      status={
        contribution.isAnswered ? (
          <Status tone="success">{t("passages.answered")}</Status>
        ) : (
          <Status tone="waiting">{t("passages.waiting")}</Status>
        )
      }
    />
  );
}
