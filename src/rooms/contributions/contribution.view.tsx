import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { ButtonLink } from "#ui/button.tsx";
import { SyntheticMark } from "#ui/contribution-card.tsx";
import { Difference } from "#ui/difference.tsx";
import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Prose } from "#ui/prose.tsx";
import { rich } from "#ui/rich.tsx";
import { SummaryList, type SummaryRow } from "#ui/summary-list.tsx";
import { Inset, Muted, Quote } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import { AmendedPassages } from "./amendment.view.tsx";
import { AnswerSection } from "./answer.view.tsx";
import { authorLine } from "./author.view.ts";
import { camel } from "./contribution.rules.ts";
import { DiscussionSection } from "./discussion.view.tsx";
import type {
  Discussion,
  HistoryEvent,
  PublicAnswer,
  PublicContribution,
  PublicPart,
  SupportCounts,
} from "./public-contribution.rules.ts";
import { SupportTable } from "./support-table.view.tsx";
import type { ThreadLink } from "./thread.rules.ts";
import { ThreadSection } from "./thread.view.tsx";
import { passageDifference } from "./words.rules.ts";

export type ContributionProps = {
  readonly frame: Frame;
  readonly contribution: PublicContribution;
  readonly supports: readonly SupportCounts[];
  readonly decision: PublicAnswer | null;
  readonly links: readonly ThreadLink[];
  readonly history: readonly HistoryEvent[];
  /** The log has its lines. */
  readonly isLogged: boolean;
  readonly canVote: boolean;
  /** Of an amendment: its passages, what is argued about it, and whether one may argue now. */
  readonly parts: readonly PublicPart[];
  readonly discussion: Discussion | null;
  readonly canArgue: boolean;
};

/** What somebody said, what it was about, and what became of it. */
export function ContributionView(props: ContributionProps): VNode {
  const { frame, contribution } = props;
  const { lang, t } = frame;
  const { number, processSlug: process, aboutNumber } = contribution;
  const kind = contribution.stance ? "argument" : contribution.kind;
  return (
    <Page
      frame={frame}
      title={contribution.title ?? t(`contributions.title.${kind}`, { number: String(number) })}
      breadcrumb={[
        { text: contribution.processTitle, href: urls.process(lang, { process }) },
        { text: t("corpus.list.title"), href: urls.processContributions(lang, { process }) },
      ]}
      section="processes"
    >
      {contribution.isSynthetic ? (
        <p>
          <SyntheticMark />
        </p>
      ) : null}
      {aboutNumber === null ? null : (
        <p>
          <a href={urls.contribution(lang, { number: aboutNumber })}>
            {t("contributions.page.argued", { number: String(aboutNumber) })}
          </a>
        </p>
      )}
      <Words {...props} />
      <SummaryList rows={facts(props)} />
      <About {...props} />
      <AnswerSection {...props} />
      <ThreadSection {...props} />
      {props.discussion ? <DiscussionSection {...props} discussion={props.discussion} /> : null}
      <Supports {...props} />
      <History {...props} />
    </Page>
  );
}

function Words({ frame, contribution, parts }: ContributionProps): VNode {
  const { t } = frame;
  const { kind, body, language } = contribution;
  return (
    <>
      {kind === "amendment" ? <AmendedPassages {...{ frame, contribution, parts }} /> : null}
      <Section title={t(kind === "amendment" ? "contributions.page.reasons" : "contributions.page.words")}>
        <Prose text={body} lang={language} />
        {contribution.isMasked ? <Inset>{t("contributions.page.masked")}</Inset> : null}
        {contribution.isReworded ? <Muted>{t("contributions.page.reworded")}</Muted> : null}
      </Section>
    </>
  );
}

function facts({ frame, contribution }: ContributionProps): readonly SummaryRow[] {
  const { t } = frame;
  const { channel, channelDetail, territory } = contribution;
  const via = t(`contributions.channel.${channel}`);
  return [
    { key: t("contributions.page.number"), value: String(contribution.number) },
    { key: t("contributions.page.kind"), value: kindWords(t, contribution) },
    { key: t("contributions.page.author"), value: <Prose text={authorLine(frame, contribution)} inline /> },
    ...(territory ? [{ key: t("contributions.page.territory"), value: territory }] : []),
    {
      key: t("contributions.page.channel"),
      value: channelDetail ? t("contributions.page.channelDetail", { channel: via, detail: channelDetail }) : via,
    },
    { key: t("contributions.page.sent"), value: <Time at={contribution.submittedAt} /> },
  ];
}

function kindWords(t: Frame["t"], { kind, stance }: PublicContribution): string {
  if (!stance) return t(`contributions.kind.${kind}`);
  return t("contributions.page.stance", { stance: t(`contributions.stance.${stance}`) });
}

/** The words it was about, as they were on the day, and where they went since. */
function About({ frame, contribution }: ContributionProps): VNode {
  const { lang, t } = frame;
  const {
    documentSlug: document,
    editionNumber: edition,
    passageAnchor: anchor,
    passageCode,
    nodeCode,
    aboutText,
  } = contribution;
  const language = contribution.documentLanguage === lang ? undefined : contribution.documentLanguage;
  if (anchor && passageCode) {
    return (
      <Section title={t("contributions.about.passage", { code: passageCode })}>
        {contribution.kind === "amendment" ? null : <Quote lang={language}>{aboutText}</Quote>}
        <p>
          {rich(t, "contributions.about.inEdition", {
            edition: (
              <a href={urls.edition(lang, { document, edition })}>{t("contributions.about.edition", { edition })}</a>
            ),
            passage: <a href={urls.passage(lang, { document, anchor })}>{t("contributions.about.passageLink")}</a>,
          })}
        </p>
        <Later {...{ frame, contribution }} />
        <Went {...{ frame, contribution }} />
      </Section>
    );
  }
  const href = nodeCode
    ? urls.editionNode(lang, { document, edition, code: nodeCode })
    : urls.edition(lang, { document, edition });
  const text = nodeCode ? `${nodeCode} ${contribution.nodeTitle ?? ""}` : t("contributions.about.whole");
  return (
    <Section title={t("contributions.about.title")}>
      <p>
        <a href={href} lang={nodeCode ? language : undefined}>
          {text}
        </a>
      </p>
      {nodeCode ? (
        <p>
          <a href={urls.nodeHistory(lang, { document, edition, code: nodeCode })}>{t("contributions.about.history")}</a>
        </p>
      ) : null}
    </Section>
  );
}

/** Where its words went when the passage was split, or merged into another. */
function Went({ frame, contribution }: Pick<ContributionProps, "frame" | "contribution">): VNode | null {
  const { lang, t } = frame;
  const { later, documentSlug: document } = contribution;
  if (!later || later.went.length === 0) return null;
  return (
    <ul>
      {later.went.map(({ kind, anchor, edition }) => (
        <li key={anchor}>
          {rich(t, kind === "split" ? "contributions.about.split" : "contributions.about.merged", {
            edition,
            passage: (
              <a href={urls.passage(lang, { document, anchor })}>{t("contributions.about.toPassage", { anchor })}</a>
            ),
          })}
        </li>
      ))}
    </ul>
  );
}

function Later({ frame, contribution }: Pick<ContributionProps, "frame" | "contribution">): VNode | null {
  const { lang, t } = frame;
  const { later, aboutText, documentSlug: document, documentLanguage } = contribution;
  if (!later) return null;
  const edition = (
    <a href={urls.edition(lang, { document, edition: later.edition })}>
      {t("contributions.about.edition", { edition: later.edition })}
    </a>
  );
  if (later.text === null) return <p>{rich(t, "contributions.about.removed", { edition })}</p>;
  const code = later.code ?? "";
  if (later.text === aboutText) return <p>{rich(t, "contributions.about.same", { edition, code })}</p>;
  return (
    <>
      <p>{rich(t, "contributions.about.rewritten", { edition, code })}</p>
      <Difference segments={passageDifference(aboutText ?? "", later.text)} lang={documentLanguage} />
    </>
  );
}

function Supports({ frame, contribution, supports, canVote }: ContributionProps): VNode {
  const { lang, t } = frame;
  return (
    <SupportTable frame={frame} supports={supports}>
      <Muted>{t("contributions.support.note")}</Muted>
      {canVote ? (
        <ButtonLink kind="secondary" href={urls.support(lang, { number: contribution.number })}>
          {t("contributions.support.give")}
        </ButtonLink>
      ) : (
        <p>{t("contributions.support.closed")}</p>
      )}
    </SupportTable>
  );
}

function History({ frame, contribution, history, isLogged }: ContributionProps): VNode {
  const { t, lang } = frame;
  return (
    <Section title={t("contributions.history.title")}>
      <ul>
        {history.map(({ at, what, ground }, index) => (
          <li key={index}>
            <Time at={at} />
            {t("contributions.history.line", { what: t(`contributions.history.${camel(what)}`) })}
            {ground ? ` (${t(`receipt.ground.${camel(ground)}`)})` : ""}
          </li>
        ))}
      </ul>
      {isLogged ? (
        <p>
          <a href={urls.loggedObject(lang, { object: contribution.id })}>{t("contributions.history.logged")}</a>
        </p>
      ) : null}
    </Section>
  );
}
