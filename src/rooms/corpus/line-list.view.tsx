import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { Checkboxes } from "#ui/checkboxes.tsx";
import { ContributionCard } from "#ui/contribution-card.tsx";
import type { Frame } from "#ui/frame.ts";
import { Cards } from "#ui/layout.tsx";
import { Prose } from "#ui/prose.tsx";
import { type Line, shortWords, verdictKey } from "./line.rules.ts";

type LineListProps = {
  readonly frame: Frame;
  readonly lines: readonly Line[];
  /** Where the title of a line leads; the public page when left out. */
  readonly href?: (line: Line) => string;
  readonly level?: 2 | 3;
};

/** Contributions as cards: what each says, who, when, about what, its answer. */
export function LineList({ frame, lines, href, level = 2 }: LineListProps): VNode {
  return (
    <Cards>
      {lines.map((line) => (
        <LineCard key={line.number} {...{ frame, line, level }} href={href?.(line)} />
      ))}
    </Cards>
  );
}

type ChooseProps = {
  readonly frame: Frame;
  readonly lines: readonly Line[];
  readonly name: string;
  readonly label: string;
  readonly href?: (line: Line) => string;
  /** What else is known of a line, after its hint. */
  readonly note?: (line: Line) => string;
  readonly error?: string | undefined;
};

/** The same with a box each, for an act on some of them. */
export function LineChoice({ frame, lines, name, label, href, note, error }: ChooseProps): VNode {
  const { lang, t } = frame;
  return (
    <Checkboxes
      name={name}
      label={label}
      error={error}
      small
      options={lines.map((line) => ({
        value: String(line.number),
        text: lineTitle(frame, line),
        hint: [
          t(`contributions.kind.${line.kind}`),
          authorLine(frame, line),
          placeOf(line),
          answerOf(frame, line),
          note?.(line),
        ]
          .filter(Boolean)
          .join(" · "),
        children: (
          <>
            <Prose text={shortWords(line)} lang={line.language} />
            <p>
              <a href={href?.(line) ?? urls.contribution(lang, { number: line.number })}>
                {t("corpus.list.readWhole", { number: String(line.number) })}
              </a>
            </p>
          </>
        ),
      }))}
    />
  );
}

const placeOf = ({ passageCode, nodeCode }: Line): string | null => passageCode ?? nodeCode;

function answerOf({ t }: Frame, { verdict }: Line): string {
  return verdict ? t(verdictKey(verdict)) : t("contributions.noVerdict");
}

type CardProps = {
  readonly frame: Frame;
  readonly line: Line;
  readonly href: string | undefined;
  readonly level: 2 | 3;
};

function LineCard({ frame, line, href, level }: CardProps): VNode {
  const { lang, t } = frame;
  const { number, forCount, againstCount } = line;
  const counted = forCount + againstCount > 0;
  return (
    <ContributionCard
      href={href ?? urls.contribution(lang, { number })}
      title={lineTitle(frame, line)}
      kind={t(`contributions.kind.${line.kind}`)}
      excerpt={shortWords(line)}
      lang={line.language}
      author={authorLine(frame, line)}
      at={line.submittedAt}
      passage={passageLink(frame, line)}
      counts={[
        answerOf(frame, line),
        ...(counted ? [t("contributions.counts", { for: forCount, against: againstCount })] : []),
      ].join(" · ")}
      synthetic={line.isSynthetic}
      level={level}
    />
  );
}

export function lineTitle({ t }: Frame, { title, number }: Pick<Line, "title" | "number">): string {
  return title ?? t("contributions.numbered", { number: String(number) });
}

function passageLink({ lang }: Frame, line: Line) {
  const { documentSlug: document, passageCode, passageAnchor, nodeCode, editionNumber } = line;
  if (passageCode && passageAnchor) {
    return { text: passageCode, href: urls.passage(lang, { document, anchor: passageAnchor }) };
  }
  if (!nodeCode) return undefined;
  return { text: nodeCode, href: urls.editionNode(lang, { document, edition: editionNumber, code: nodeCode }) };
}

type Author = Pick<Line, "authorName" | "organisation" | "categoryFr" | "categoryEn">;

/** "Association X, Zoé (Patient ou usager)", or "sans nom". */
export function authorLine({ lang, t }: Frame, author: Author): string {
  const name = [author.organisation, author.authorName].filter(Boolean).join(", ") || t("contributions.anonymous");
  const category = lang === "en" ? author.categoryEn : author.categoryFr;
  return category ? t("contributions.author", { name, category }) : name;
}
