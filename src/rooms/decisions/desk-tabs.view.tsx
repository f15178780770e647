import { urls } from "#kernel/urls.ts";
import type { Frame } from "#ui/frame.ts";
import { Tabs } from "#ui/tabs.tsx";

export type DeskList = "drafts" | "reviews" | "discarded" | "published";
export type DeskCounts = Readonly<Record<"waiting" | DeskList, number>>;

type DeskTabsProps = {
  readonly frame: Frame;
  readonly process: string;
  readonly current: "waiting" | DeskList;
  readonly counts: DeskCounts;
};

/** In the address. */
export const STATE_WORDS = {
  drafts: "brouillons",
  reviews: "relecture",
  discarded: "ecartes",
  published: "publiees",
} as const satisfies Record<DeskList, string>;

/** Lists that are empty most of the time are named when they hold something. */
export function DeskTabs({ frame, process, current, counts }: DeskTabsProps) {
  const { lang, t } = frame;
  const tab = (name: keyof DeskCounts, etat?: string) => ({
    text: t(`decisions.desk.tab.${name}`),
    href: urls.teamDecisions(lang, { demarche: process, etat }),
    count: counts[name],
    current: current === name,
  });
  const rare = (["reviews", "discarded"] as const).filter((name) => counts[name] > 0 || current === name);
  return (
    <Tabs
      label={t("decisions.desk.tabs")}
      items={[
        tab("waiting"),
        tab("drafts", STATE_WORDS.drafts),
        ...rare.map((name) => tab(name, STATE_WORDS[name])),
        tab("published", STATE_WORDS.published),
      ]}
    />
  );
}
