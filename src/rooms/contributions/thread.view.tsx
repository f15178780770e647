import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Thread, type ThreadStep } from "#ui/thread.tsx";
import { camel } from "./contribution.rules.ts";
import type { PublicAnswer, PublicContribution } from "./public-contribution.rules.ts";
import type { LinkFacts, ThreadLink } from "./thread.rules.ts";

type Props = {
  readonly frame: Frame;
  readonly contribution: PublicContribution;
  readonly decision: PublicAnswer | null;
  readonly links: readonly ThreadLink[];
};

type Step<Kind extends keyof LinkFacts> = (
  frame: Frame,
  facts: LinkFacts[Kind],
  contribution: PublicContribution,
) => Omit<ThreadStep, "at">;

/** How each kind of link is said, and the page it leads to, from which one can walk back. */
const STEPS: { readonly [Kind in keyof LinkFacts]: Step<Kind> } = {
  discussed: ({ lang, t }, { number }) => ({
    kind: "contribution",
    title: t("contributions.thread.discussed", { number: String(number) }),
    href: urls.contribution(lang, { number }),
  }),
  campaign: ({ lang, t }, { number, name, count }) => ({
    kind: "campaign",
    title: t("contributions.thread.campaign", { name, count }),
    href: urls.campaign(lang, { number }),
  }),
  statement: ({ lang, t }, { poll, number, text }) => ({
    kind: "statement",
    title: t("contributions.thread.statement", { text }),
    href: `${urls.pollStatements(lang, { poll })}#a${number}`,
  }),
  theme: ({ lang }, { code, name }, { processSlug: process }) => ({
    kind: "code",
    title: name,
    href: urls.processTheme(lang, { process, theme: code }),
  }),
  claim: (_, { text }) => ({ kind: "claim", title: text }),
  decision: ({ lang, t }, { number, verdict, isInForce }) => ({
    kind: "decision",
    title: t(isInForce ? `contributions.verdict.${camel(verdict)}` : "contributions.thread.replaced", {
      verdict: t(`contributions.verdict.${camel(verdict)}`),
    }),
    href: urls.decision(lang, { number }),
  }),
  change: ({ lang, t }, { number, kind, nodeCode, anchor }, { documentSlug: document }) => ({
    kind: "change",
    title: t(`contributions.change.${camel(kind as ChangeKind)}`, { place: nodeCode ?? anchor ?? "" }),
    href: urls.change(lang, { document, change: number }),
  }),
  edition: ({ lang, t }, { edition, label }, { documentSlug: document }) => ({
    kind: "edition",
    title: t("contributions.thread.edition", { edition, label }),
    href: urls.edition(lang, { document, edition }),
  }),
  objective: ({ lang }, { edition, code, title }, { documentSlug: document }) => ({
    kind: "objective",
    title: `${code} ${title}`,
    href: urls.editionNode(lang, { document, edition, code }),
  }),
  measure: ({ lang, t }, { edition, code, value, unit, on }, { documentSlug: document }) => ({
    kind: "measure",
    title: t("contributions.thread.measure", { code, value, unit, on: on ?? "" }),
    href: urls.editionNode(lang, { document, edition, code }),
  }),
};

type ChangeKind =
  | `passage_${"added" | "removed" | "rewritten" | "moved" | "split" | "merged"}`
  | `node_${"added" | "removed" | "retitled" | "moved" | "split" | "merged" | "updated"}`;

/** From what was said to what was done: each link a page that can be walked back from. */
export function ThreadSection({ frame, contribution, decision, links }: Props): VNode {
  const { lang, t } = frame;
  const said: ThreadStep = {
    kind: "contribution",
    title: t("contributions.numbered", { number: String(contribution.number) }),
    at: contribution.submittedAt,
    current: true,
  };
  const steps = links.map((link) => stepOf(frame, link, contribution));
  const waiting: readonly ThreadStep[] = decision ? [] : [{ kind: "decision", title: t("contributions.noVerdict") }];
  const shown = links.filter(({ kind }) => kind === "change").length;
  const more = decision ? decision.changeCount - shown : 0;
  return (
    <Section title={t("contributions.thread.title")} id="fil">
      <Thread steps={[said, ...steps, ...waiting]} />
      <p>
        <a href={urls.thread(lang, { kind: "contribution", id: contribution.id })}>{t("thread.link")}</a>
      </p>
      {decision && more > 0 ? (
        <p>
          <a href={urls.decision(lang, { number: decision.number })}>
            {t("contributions.thread.more", { count: more })}
          </a>
        </p>
      ) : null}
      {decision?.changeCount === 0 ? <p>{t("contributions.thread.noChange")}</p> : null}
    </Section>
  );
}

function stepOf(frame: Frame, link: ThreadLink, contribution: PublicContribution): ThreadStep {
  const step = STEPS[link.kind] as Step<typeof link.kind>;
  const said = step(frame, link.facts as never, contribution);
  return link.at ? { ...said, at: link.at } : said;
}
