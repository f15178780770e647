import type { VNode } from "preact";
import { Difference, type Segment } from "./difference.tsx";

type SideBySideProps = {
  readonly segments: readonly Segment[];
  readonly lang?: string | undefined;
  /** "Édition 1", "Édition 2". */
  readonly before: string;
  readonly after: string;
  readonly level?: 3 | 4 | undefined;
};

/** The two wordings of a difference in two columns, one under the other where there is no room for both. */
export function SideBySide({ segments, lang, before, after, level = 4 }: SideBySideProps): VNode {
  const Heading = `h${level}` as const;
  const side = (title: string, hidden: Segment["op"]) => (
    <div>
      <Heading>{title}</Heading>
      <Difference segments={segments.filter(({ op }) => op !== hidden)} lang={lang} />
    </div>
  );
  return (
    <div class="jl-sides">
      {side(before, "added")}
      {side(after, "removed")}
    </div>
  );
}
