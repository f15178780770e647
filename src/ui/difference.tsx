import type { VNode } from "preact";
import { useFrame } from "./frame-context.ts";
import { Muted, VisuallyHidden } from "./text.tsx";

export type Segment = { readonly op: "same" | "added" | "removed"; readonly text: string };
type DifferenceProps = {
  readonly segments: readonly Segment[];
  readonly lang?: string | undefined;
  /** What is asked for, where it is more than other words for a passage: said before the words. */
  readonly operation?: "rewrite" | "remove" | "add" | undefined;
};

/** What changed between two wordings: underlined or struck, coloured, and said ("ajouté", "supprimé") to who cannot see it. */
export function Difference({ segments, lang, operation = "rewrite" }: DifferenceProps): VNode {
  const { lang: page, t } = useFrame();
  const words = (
    <p class="jl-difference" dir="auto" lang={lang && lang !== page ? lang : undefined}>
      {segments.map(({ op, text }, index) => {
        if (op === "same") return text;
        const Mark = op === "added" ? "ins" : "del";
        return (
          <Mark key={index}>
            <VisuallyHidden>{t(op === "added" ? "ui.difference.added" : "ui.difference.removed")}</VisuallyHidden>
            {text}
            <VisuallyHidden>{t("ui.difference.end")}</VisuallyHidden>
          </Mark>
        );
      })}
    </p>
  );
  if (operation === "rewrite") return words;
  return (
    <>
      <Muted>{t(`ui.difference.${operation}`)}</Muted>
      {words}
    </>
  );
}
