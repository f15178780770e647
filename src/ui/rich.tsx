import { Fragment, type VNode } from "preact";
import type { MessageKey, Translate } from "./messages.ts";

type RichValues = Readonly<Record<string, string | number | VNode>>;

/** Cannot be typed by anybody: private-use characters around the name of a placeholder. */
const OPEN = "\u{F0000}";
const CLOSE = "\u{F0001}";

/**
 * A sentence with a link or a strong word in it: `rich(t, "help.phone", { link: <a href={…}>…</a> })` for the message
 * "Appelez {link}.". The order of words stays the translator's; no HTML in messages.
 */
export function rich(t: Translate, key: MessageKey, values: RichValues): VNode {
  const texts: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(values)) {
    texts[name] = typeof value === "object" ? `${OPEN}${name}${CLOSE}` : value;
  }
  const parts = t(key, texts).split(new RegExp(`${OPEN}([^${CLOSE}]*)${CLOSE}`, "u"));
  return <Fragment>{parts.map((part, index) => (index % 2 === 1 ? values[part] : part))}</Fragment>;
}
