import { changeKindKey, isVerdict, roleKey, verdictKey } from "#rooms/decisions";
import type { Translate } from "#ui/messages.ts";
import type { Knot, NamedKnot, NamedStrand, Strand } from "./thread.rules.ts";

export function named(t: Translate, knot: Knot): NamedKnot {
  return { ...knot, name: nameOf(t, knot) };
}

export function namedStrand(t: Translate, { kind, count, links }: Strand): NamedStrand {
  return {
    kind,
    count,
    links: links.map(({ knot, madeAt, actingRole }) => ({
      knot: named(t, knot),
      madeAt,
      role: t(roleKey(actingRole)),
    })),
  };
}

/** The public name of a knot: "Décision n° 12 : acceptée". */
function nameOf(t: Translate, { kind, number, code, words, edition }: Knot): string {
  const n = number ?? 0;
  switch (kind) {
    case "contribution":
      return t("thread.name.contribution", { number: n });
    case "theme":
      return t("thread.name.theme");
    case "claim":
      return t("thread.name.claim", { number: n });
    case "decision":
      return t("thread.name.decision", { number: n, verdict: code && isVerdict(code) ? t(verdictKey(code)) : "" });
    case "change":
      return t("thread.name.change", { number: n, what: t(changeKindKey(code ?? ""), { code: words ?? "" }) });
    case "edition":
      return t("thread.name.edition", { number: edition ?? 0 });
    case "node":
      return t("thread.name.node", { code: code ?? "" });
    case "measure":
      return t("thread.name.measure", { code: code ?? "" });
    default:
      return kind satisfies never;
  }
}
