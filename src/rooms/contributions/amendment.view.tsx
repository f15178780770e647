import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { Difference } from "#ui/difference.tsx";
import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { rich } from "#ui/rich.tsx";
import { Status } from "#ui/status.tsx";
import { Inset, Quote } from "#ui/text.tsx";
import { AmendedPart } from "./amended-part.view.tsx";
import { camel } from "./contribution.rules.ts";
import type { PublicContribution, PublicPart } from "./public-contribution.rules.ts";
import { verdictTone } from "./verdict.rules.ts";
import { passageDifference } from "./words.rules.ts";

type Props = {
  readonly frame: Frame;
  readonly contribution: PublicContribution;
  readonly parts: readonly PublicPart[];
};

/** Each passage of an amendment: what it changes, who wants other words there, and what an edition says since. */
export function AmendedPassages({ frame, contribution, parts }: Props): VNode {
  const { t } = frame;
  return (
    <Section title={t(parts.length === 1 ? "contributions.page.rewriting" : "contributions.page.rewritings")}>
      {parts.map((part) => (
        <Passage key={part.position} {...{ frame, contribution, part }} isAlone={parts.length === 1} />
      ))}
    </Section>
  );
}

type PartProps = Omit<Props, "parts"> & { readonly part: PublicPart; readonly isAlone: boolean };

function Passage({ frame, contribution, part, isAlone }: PartProps): VNode {
  const { lang, t } = frame;
  const { documentSlug: document, documentLanguage: language } = contribution;
  return (
    <>
      {isAlone ? null : (
        <h3 id={`passage-${part.position}`}>
          <a href={urls.passage(lang, { document, anchor: part.anchor })}>
            {t("contributions.page.part", { code: part.code })}
          </a>
        </h3>
      )}
      <AmendedPart part={part} lang={language} />
      {part.conflicts.length > 0 ? <Conflicts frame={frame} part={part} /> : null}
      {part.adoption ? <Adopted {...{ frame, contribution, part }} adoption={part.adoption} /> : null}
    </>
  );
}

function Conflicts({ frame, part }: { readonly frame: Frame; readonly part: PublicPart }): VNode {
  const { lang, t } = frame;
  return (
    <Inset>
      <p>{t("contributions.conflict.title", { count: part.conflicts.length })}</p>
      <ul>
        {part.conflicts.map(({ number, words }) => (
          <li key={number}>
            {rich(t, words === "" ? "contributions.conflict.place" : "contributions.conflict.line", {
              other: (
                <a href={urls.contribution(lang, { number })}>
                  {t("contributions.title.amendment", { number: String(number) })}
                </a>
              ),
              words: <bdi>{words}</bdi>,
            })}
          </li>
        ))}
      </ul>
    </Inset>
  );
}

type AdoptedProps = Omit<PartProps, "isAlone"> & { readonly adoption: NonNullable<PublicPart["adoption"]> };

/** The words that the edition has, beside those that were proposed, and why. */
function Adopted({ frame, contribution, part, adoption }: AdoptedProps): VNode {
  const { lang, t } = frame;
  const { documentSlug: document, documentLanguage: language } = contribution;
  const quoted = language === lang ? undefined : language;
  const segments =
    adoption.text !== null && part.proposedText !== null ? passageDifference(part.proposedText, adoption.text) : [];
  const isAsProposed = segments.every(({ op }) => op === "same");
  return (
    <>
      <p>
        <Status tone={verdictTone(adoption.verdict)}>{t(`contributions.verdict.${camel(adoption.verdict)}`)}</Status>
      </p>
      <p>
        {rich(t, `contributions.adopted.${camel(adoption.outcome)}`, {
          edition: (
            <a href={urls.edition(lang, { document, edition: adoption.edition })}>
              {t("contributions.about.edition", { edition: adoption.edition })}
            </a>
          ),
          decision: (
            <a href={urls.decision(lang, { number: adoption.decision })}>
              {t("contributions.answer.decision", { number: String(adoption.decision) })}
            </a>
          ),
        })}
      </p>
      {adoption.text === null ? (
        <p>{t("contributions.adopted.gone")}</p>
      ) : (
        <>
          <p>
            <a href={urls.passage(lang, { document, anchor: adoption.anchor })}>{t("contributions.adopted.words")}</a>
          </p>
          <Quote lang={quoted}>{adoption.text}</Quote>
          {segments.length === 0 || isAsProposed ? null : (
            <>
              <p>{t("contributions.adopted.difference")}</p>
              <Difference segments={segments} lang={language} />
            </>
          )}
        </>
      )}
      <p>{t("contributions.adopted.reason")}</p>
      <Quote lang={quoted}>{adoption.reason}</Quote>
    </>
  );
}
