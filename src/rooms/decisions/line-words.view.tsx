import { urls } from "#kernel/urls.ts";
import { SyntheticMark } from "#ui/contribution-card.tsx";
import { Difference } from "#ui/difference.tsx";
import type { Frame } from "#ui/frame.ts";
import { Prose } from "#ui/prose.tsx";
import { VisuallyHidden } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import { amendmentSegments, type ContributionLine, shortWords } from "./contribution-line.rules.ts";

/** What a contribution says, under its box to tick: title, what it asks to change, words, who, and the way to all of it. */
export function LineWords({ frame, line }: { readonly frame: Frame; readonly line: ContributionLine }) {
  const { lang, t } = frame;
  const amendment = amendmentSegments(line);
  return (
    <>
      {line.title === null ? null : <Prose text={line.title} lang={line.language} />}
      {amendment === null ? null : <Difference segments={amendment} lang={line.language} />}
      <Prose text={shortWords(line, 480)} lang={line.language} />
      <p>
        {line.isSynthetic ? <SyntheticMark /> : null}{" "}
        <bdi>{line.organisation ?? line.authorName ?? t("decisions.line.anonymous")}</bdi>,{" "}
        <Time at={line.submittedAt} />
        {" · "}
        <a href={urls.contribution(lang, { number: line.number })}>
          {t("decisions.line.readWhole")}
          <VisuallyHidden> {t("decisions.line.name", { number: line.number })}</VisuallyHidden>
        </a>
      </p>
    </>
  );
}
