import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { DecisionCard } from "#ui/decision-card.tsx";
import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Prose } from "#ui/prose.tsx";
import { Status } from "#ui/status.tsx";
import { camel } from "./contribution.rules.ts";
import type { PublicAnswer, PublicContribution } from "./public-contribution.rules.ts";
import { verdictTone } from "./verdict.rules.ts";

type Props = {
  readonly frame: Frame;
  readonly contribution: Pick<PublicContribution, "documentLanguage">;
  readonly decision: PublicAnswer | null;
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
