import type { VNode } from "preact";
import { useFrame } from "./frame-context.ts";
import { VisuallyHidden } from "./text.tsx";

export type Segment = { readonly op: "same" | "added" | "removed"; readonly text: string };
type DifferenceProps = { readonly segments: readonly Segment[]; readonly lang?: string | undefined };

/** What changed between two wordings: underlined or struck, coloured, and said ("ajouté", "supprimé") to who cannot see it. */
export function Difference({ segments, lang }: DifferenceProps): VNode {
  const { lang: page, t } = useFrame();
  return (
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
}
