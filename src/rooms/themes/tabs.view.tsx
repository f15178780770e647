import { urls } from "#kernel/urls.ts";
import type { Frame } from "#ui/frame.ts";
import { Tabs } from "#ui/tabs.tsx";

export type TeamTab = "codebook" | "drafts" | "coding" | "suggestions" | "samples" | "batches" | "history";
type Props = { readonly frame: Frame; readonly process: string; readonly current: TeamTab | null };

/** The pages of the themes of one process. */
export function ThemesTabs({ frame, process, current }: Props) {
  const { lang, t } = frame;
  const href: Readonly<Record<TeamTab, string>> = {
    codebook: urls.teamCodebook(lang, { process }),
    drafts: urls.teamThemeDrafts(lang, { process }),
    coding: urls.teamCoding(lang, { process }),
    suggestions: urls.teamSuggestions(lang, { process }),
    samples: urls.teamSamples(lang, { process }),
    batches: urls.teamCodingBatches(lang, { process }),
    history: urls.teamCodebookHistory(lang, { process }),
  };
  const tabs: readonly TeamTab[] = ["codebook", "drafts", "coding", "suggestions", "samples", "batches", "history"];
  return (
    <Tabs
      label={t("themes.tabs")}
      items={tabs.map((tab) => ({ text: t(`themes.tab.${tab}`), href: href[tab], current: tab === current }))}
    />
  );
}

/** From the team's home to the process. */
export function teamTrail({ lang, t }: Frame, process: { readonly slug: string; readonly title: string } | null) {
  const home = [
    { text: t("themes.team"), href: urls.team(lang) },
    { text: t("themes.team.title"), href: urls.teamThemes(lang) },
  ];
  return process
    ? [...home, { text: process.title, href: urls.teamCodebook(lang, { process: process.slug }) }]
    : home.slice(0, 1);
}
