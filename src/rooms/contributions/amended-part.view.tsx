import type { VNode } from "preact";
import { Difference } from "#ui/difference.tsx";
import type { Operation } from "./contribution.rules.ts";
import { partSegments } from "./part.rules.ts";

type Props = {
  readonly part: {
    readonly operation: Operation;
    readonly aboutText: string | null;
    readonly proposedText: string | null;
  };
  readonly lang?: string | undefined;
};

/** What an amendment does with one passage: the words added and removed, and, when it is not a rewriting, what it is. */
export function AmendedPart({ part, lang }: Props): VNode {
  return <Difference segments={partSegments(part)} operation={part.operation} lang={lang} />;
}
