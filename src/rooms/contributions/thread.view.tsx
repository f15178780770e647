import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { DecisionCard } from "#ui/decision-card.tsx";
import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Prose } from "#ui/prose.tsx";
import { Status } from "#ui/status.tsx";
import { Thread, type ThreadStep } from "#ui/thread.tsx";
import { camel } from "./contribution.rules.ts";
import type { PublicContribution, ThreadChange, ThreadDecision } from "./public-contribution.rules.ts";
import { verdictTone } from "./verdict.rules.ts";

type Props = {
  readonly frame: Frame;
  readonly contribution: PublicContribution;
  readonly decision: ThreadDecision | null;
};

/** The verdict with its reason, and the answer to the authors; or that it is still to come. */
export function AnswerSection({ frame, contribution, decision }: Props): VNode {
  const { lang, t } = frame;
  if (!decision) {
    return (
      <Section title={t("contributions.answer.title")} id="reponse">
        <p>
          <Status tone="waiting">{t("contributions.noVerdict")}</Status>
        </p>
        <p>{t("contributions.answer.waiting")}</p>
      </Section>
    );
  }
  const language = contribution.documentLanguage;
  const verdict = t(`contributions.verdict.${camel(decision.verdict)}`);
  return (
    <Section title={t("contributions.answer.title")} id="reponse">
      <Prose text={decision.answer} lang={language} />
      <DecisionCard
        verdict={
          decision.addressedTo ? t("contributions.answer.addressedTo", { verdict, to: decision.addressedTo }) : verdict
        }
        tone={verdictTone(decision.verdict)}
        title={t("contributions.answer.decision", { number: String(decision.number) })}
        reason={decision.reason}
        lang={language}
        href={urls.decision(lang, { number: decision.number })}
        at={decision.publishedAt}
        covers={{
          text: t("contributions.answer.covers", { count: decision.covered }),
          href: urls.decision(lang, { number: decision.number }),
        }}
      />
    </Section>
  );
}

/** Contribution, decision, changes, edition, objective: each a page that can be walked back from. */
export function ThreadSection(props: Props): VNode {
  const { frame, decision } = props;
  const { lang, t } = frame;
  const more = decision ? decision.changeCount - decision.changes.length : 0;
  return (
    <Section title={t("contributions.thread.title")} id="fil">
      <Thread steps={stepsOf(props)} />
      {decision && more > 0 ? (
        <p>
          <a href={urls.decision(lang, { number: decision.number })}>
            {t("contributions.thread.more", { count: more })}
          </a>
        </p>
      ) : null}
      {decision && decision.changeCount === 0 ? <p>{t("contributions.thread.noChange")}</p> : null}
    </Section>
  );
}

function stepsOf({ frame, contribution, decision }: Props): readonly ThreadStep[] {
  const { lang, t } = frame;
  const said: ThreadStep = {
    kind: "contribution",
    title: t("contributions.numbered", { number: String(contribution.number) }),
    at: contribution.submittedAt,
    current: true,
  };
  if (!decision) return [said, { kind: "decision", title: t("contributions.noVerdict") }];
  const decided: ThreadStep = {
    kind: "decision",
    title: t(`contributions.verdict.${camel(decision.verdict)}`),
    href: urls.decision(lang, { number: decision.number }),
    at: decision.publishedAt,
  };
  const changes = decision.changes.map((change) => changeStep(frame, contribution, change));
  const editions = onceBy(decision.changes, (change) => change.edition).map((change) =>
    editionStep(frame, contribution, change),
  );
  const objectives = onceBy(decision.changes, (change) => change.nodeCode).flatMap((change) =>
    objectiveStep(frame, contribution, change),
  );
  return [said, decided, ...changes, ...editions, ...objectives];
}

function changeStep(
  { lang, t }: Frame,
  { documentSlug: document }: PublicContribution,
  change: ThreadChange,
): ThreadStep {
  return {
    kind: "change",
    title: t(`contributions.change.${camel(change.kind as ChangeKind)}`, {
      place: change.nodeCode ?? change.anchor ?? "",
    }),
    href: urls.change(lang, { document, change: change.number }),
  };
}

type ChangeKind =
  | "passage_added"
  | "passage_removed"
  | "passage_rewritten"
  | "passage_moved"
  | "node_added"
  | "node_removed"
  | "node_retitled"
  | "passage_split"
  | "passage_merged"
  | "node_moved"
  | "node_split"
  | "node_merged"
  | "node_updated";

function editionStep(
  { lang, t }: Frame,
  { documentSlug: document }: PublicContribution,
  change: ThreadChange,
): ThreadStep {
  return {
    kind: "edition",
    title: t("contributions.thread.edition", { edition: change.edition, label: change.editionLabel }),
    href: urls.edition(lang, { document, edition: change.edition }),
    at: change.publishedAt,
  };
}

function objectiveStep({ lang }: Frame, contribution: PublicContribution, change: ThreadChange): readonly ThreadStep[] {
  const { nodeCode: code, nodeTitle, edition } = change;
  if (!code) return [];
  const document = contribution.documentSlug;
  return [
    {
      kind: "objective",
      title: `${code} ${nodeTitle ?? ""}`,
      href: urls.editionNode(lang, { document, edition, code }),
    },
  ];
}

function onceBy<Item, Key>(items: readonly Item[], key: (item: Item) => Key): readonly Item[] {
  return items.filter((item, index) => items.findIndex((other) => key(other) === key(item)) === index);
}
