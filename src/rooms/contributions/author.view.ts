import type { Frame } from "#ui/frame.ts";

type Author = {
  readonly authorName: string | null;
  readonly organisation: string | null;
  readonly categoryFr: string | null;
  readonly categoryEn: string | null;
};

/** "Association X, Zoé (Patient ou usager)", or "sans nom". */
export function authorLine({ lang, t }: Frame, author: Author): string {
  const name = [author.organisation, author.authorName].filter(Boolean).join(", ") || t("contributions.anonymous");
  const category = lang === "en" ? author.categoryEn : author.categoryFr;
  return category ? t("contributions.author", { name, category }) : name;
}
