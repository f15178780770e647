import { urls } from "#kernel/urls.ts";
import type { Frame } from "#ui/frame.ts";
import type { ProcessRecord } from "./record.rules.ts";

type Props = {
  readonly frame: Frame;
  readonly process: { readonly slug: string; readonly language: string };
  readonly contributions: number;
  readonly record: ProcessRecord;
};

/** What was said, what was read in it, what was decided: in that order, each with its list. What is not there is not named. */
export function RecordLinks({ frame, process, contributions, record }: Props) {
  const { lang, t } = frame;
  const params = { process: process.slug };
  const own = process.language === lang ? undefined : process.language;
  const { amendments, campaigns, themes, polls, synthesis, decisions } = record;
  return (
    <ul>
      <li>
        <a href={urls.processContributions(lang, params)}>{t("processes.contributions", { count: contributions })}</a>
      </li>
      {amendments > 0 ? (
        <li>
          <a href={urls.processAmendments(lang, params)}>{t("processes.record.amendments", { count: amendments })}</a>
        </li>
      ) : null}
      {campaigns > 0 ? (
        <li>
          <a href={urls.processCampaigns(lang, params)}>{t("processes.record.campaigns", { count: campaigns })}</a>
        </li>
      ) : null}
      {polls > 0 ? (
        <li>
          <a href={urls.processPolls(lang, params)}>{t("polls.list.link", { count: polls })}</a>
        </li>
      ) : null}
      {themes > 0 ? (
        <li>
          <a href={urls.processThemes(lang, params)}>{t("processes.record.themes", { count: themes })}</a>
        </li>
      ) : null}
      {synthesis === null ? null : (
        <li>
          <a href={urls.processSynthesis(lang, params)}>{t("processes.record.synthesis")}</a>{" "}
          <span lang={own}>{synthesis}</span>
        </li>
      )}
      <li>
        <a href={urls.processDecisions(lang, params)}>{t("processes.decisions", { count: decisions })}</a>
      </li>
      {decisions > 0 ? (
        <li>
          <a href={urls.processAnswers(lang, params)}>{t("processes.record.answers")}</a>
        </li>
      ) : null}
    </ul>
  );
}
