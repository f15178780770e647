import type { Lang } from "#kernel/lang.ts";
import type { Db } from "#platform/db.ts";
import { type CategoryGroup, listCategories, listTerritories } from "#rooms/processes";
import type { Translate } from "#ui/messages.ts";
import type { SelectGroup } from "#ui/select.tsx";
import type { Draft } from "./draft.rules.ts";
import { wholeAmendment } from "./part.queries.ts";
import type { AmendedPart } from "./part.rules.ts";
import { personalDataOf } from "./personal-data.rules.ts";

type Names = { readonly nameFr: string; readonly nameEn: string };
const nameIn = (lang: Lang, names: Names) => (lang === "en" ? names.nameEn : names.nameFr);

/** Category groups with their children; a group alone in its list is its own choice. */
export function categoryGroups(groups: readonly CategoryGroup[], lang: Lang): readonly SelectGroup[] {
  return groups.map((group) => {
    const choices = group.children.length > 0 ? group.children : [group];
    return {
      label: nameIn(lang, group),
      options: choices.map((choice) => ({ value: choice.code, text: nameIn(lang, choice) })),
    };
  });
}

type Lists = { readonly categories: readonly SelectGroup[]; readonly territories: readonly SelectGroup[] };

export async function voiceLists(db: Db, lang: Lang, t: Translate): Promise<Lists> {
  const [groups, territories] = await Promise.all([listCategories(db), listTerritories(db)]);
  const ofKind = (kind: string) =>
    territories.filter((one) => one.kind === kind).map(({ code, name }) => ({ value: code, text: name }));
  return {
    categories: categoryGroups(groups, lang),
    territories: [
      { label: t("contribute.voice.nation"), options: ofKind("nation") },
      { label: t("contribute.voice.regions"), options: ofKind("region") },
      { label: t("contribute.voice.departments"), options: ofKind("department") },
    ],
  };
}

type CheckFacts = {
  readonly findings: readonly string[];
  readonly parts: readonly AmendedPart[];
  readonly categoryName: string | null;
  readonly territoryName: string | null;
};

/** What the check page says besides the answers themselves. */
export async function checkFacts(db: Db, draft: Draft, lang: Lang, t: Translate): Promise<CheckFacts> {
  const { answers } = draft;
  const [groups, territories, parts] = await Promise.all([
    listCategories(db),
    listTerritories(db),
    wholeAmendment(db, draft),
  ]);
  const categories = groups.flatMap((group) => [group, ...group.children]);
  const category = categories.find(({ code }) => code === answers.category);
  const territory = territories.find(({ code }) => code === answers.territory);
  return {
    findings: personalDataOf(draft, parts).map(({ kind, text }) => t(`contribute.found.${kind}`, { text })),
    parts,
    categoryName: category ? nameIn(lang, category) : null,
    territoryName: territory?.name ?? null,
  };
}
