import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { isTeam } from "#kernel/viewer.ts";
import { classes } from "./field.tsx";
import type { Frame } from "./frame.ts";

export type Section = "home" | "processes" | "documents" | "mine" | "transparency" | "team" | "offline";

/** First word of the address after the language, and the item of the menu it belongs to. */
const SECTIONS: Readonly<Record<string, Section>> = {
  demarches: "processes",
  contribuer: "processes",
  contributions: "processes",
  decisions: "processes",
  textes: "documents",
  recepisse: "mine",
  "mes-contributions": "mine",
  transparence: "transparency",
  journal: "transparency",
  statistiques: "transparency",
  "donnees-ouvertes": "transparency",
  equipe: "team",
  "participer-sans-internet": "offline",
};

export function sectionOf(path: string): Section | undefined {
  const [, , word = ""] = path.split(/[/?#]/);
  return word === "" ? "home" : SECTIONS[word];
}

type Item = { readonly section: Section; readonly href: string; readonly text: string };

function itemsFor({ lang, viewer, t }: Frame): readonly Item[] {
  const mine = viewer ? urls.myContributions(lang) : urls.receiptSearch(lang);
  const items: Item[] = [
    { section: "processes", href: urls.processes(lang), text: t("layout.menu.processes") },
    { section: "documents", href: urls.documents(lang), text: t("layout.menu.documents") },
    { section: "mine", href: mine, text: t(viewer ? "layout.menu.myContributions" : "layout.menu.receipt") },
    { section: "transparency", href: urls.moderationReport(lang), text: t("layout.menu.transparency") },
  ];
  if (isTeam(viewer)) items.push({ section: "team", href: urls.team(lang), text: t("layout.menu.team") });
  return items;
}

type NavigationProps = { readonly frame: Frame; readonly section?: Section | undefined };

/** Five items at most, then the way without Internet, always in sight. */
export function Navigation({ frame, section }: NavigationProps): VNode {
  const offline: Item = { section: "offline", href: urls.offline(frame.lang), text: frame.t("layout.menu.offline") };
  return (
    <nav class="jl-menu" aria-label={frame.t("layout.menu.label")}>
      <ul class="jl-width-container jl-menu__list">
        {[...itemsFor(frame), offline].map((item) => (
          <li key={item.section} class={classes("jl-menu__item", item.section === "offline" && "jl-menu__item--last")}>
            <a class="jl-menu__link" href={item.href} aria-current={item.section === section ? "true" : undefined}>
              {item.text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
