import { urls } from "#kernel/urls.ts";
import { ContributionCard } from "#ui/contribution-card.tsx";
import { Difference } from "#ui/difference.tsx";
import type { Frame } from "#ui/frame.ts";
import { Cards } from "#ui/layout.tsx";
import { Time } from "#ui/time.tsx";
import { amendmentSegments, type ContributionLine, shortWords } from "./contribution-line.rules.ts";
import { channelKey, kindKey } from "./line-words.rules.ts";

type LinesProps = {
  readonly frame: Frame;
  /** With the later decision that took each over, when there is one. */
  readonly lines: readonly (ContributionLine & { readonly endedBy?: number | null; readonly endedAt?: Date | null })[];
  readonly level?: 2 | 3 | 4;
};

/** Contributions as cards: what they say first. */
export function ContributionLines({ frame, lines, level = 3 }: LinesProps) {
  const { lang, t } = frame;
  return (
    <Cards>
      {lines.map((line) => (
        <ContributionCard
          key={line.number}
          level={level}
          href={urls.contribution(lang, { number: line.number })}
          title={lineTitle(frame, line)}
          kind={t(kindKey(line.kind))}
          rewriting={<Rewriting line={line} />}
          excerpt={shortWords(line)}
          lang={line.language}
          author={line.organisation ?? line.authorName ?? t("decisions.line.anonymous")}
          at={line.submittedAt}
          counts={[t(channelKey(line.channel)), line.territory].filter(Boolean).join(", ")}
          synthetic={line.isSynthetic}
          status={<TakenOver frame={frame} line={line} />}
        />
      ))}
    </Cards>
  );
}

function TakenOver({ frame, line }: { readonly frame: Frame; readonly line: LinesProps["lines"][number] }) {
  const { lang, t } = frame;
  if (!line.endedBy || !line.endedAt) return null;
  return (
    <>
      <a href={urls.decision(lang, { number: line.endedBy })}>
        {t("decisions.line.takenOver", { number: line.endedBy })}
      </a>{" "}
      <Time at={line.endedAt} />
    </>
  );
}

function Rewriting({ line }: { readonly line: ContributionLine }) {
  const segments = amendmentSegments(line);
  return segments === null ? null : <Difference segments={segments} operation={line.operation} lang={line.language} />;
}

/** "n° 12, sur A1-a.1". */
export function lineName({ t }: Frame, { number, code }: ContributionLine): string {
  return code === null ? t("decisions.line.name", { number }) : t("decisions.line.nameOn", { number, code });
}

/** "n° 12, sur A1-a.1 : Un titre". */
export function lineTitle(frame: Frame, line: ContributionLine): string {
  const { t } = frame;
  const { title } = line;
  const name = lineName(frame, line);
  return title === null ? name : t("decisions.line.titled", { name, title });
}
