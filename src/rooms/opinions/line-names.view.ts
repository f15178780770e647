import type { Frame } from "#ui/frame.ts";
import { type LineName, NOT_SAID, OTHERS } from "./crossed.rules.ts";

/** "Bretagne", "Non précisé", "Autres territoires". */
export function lineName({ lang, t }: Frame, { dimension, key, nameFr, nameEn }: LineName): string {
  if (key === NOT_SAID) return t(`opinions.line.notSaid.${dimension}`);
  if (key === OTHERS) return t(`opinions.line.others.${dimension}`);
  return (lang === "en" ? nameEn : nameFr) ?? key;
}
