import { diffWords, type Segment } from "./diff.ts";

/** What an amendment does with a passage: other words for it, away with it, or a new passage after it. */
export type Operation = "rewrite" | "remove" | "add";

/** What is proposed for a passage, word by word: everything goes, everything is new, or some words change. */
export function operationSegments({
  operation,
  aboutText,
  proposedText,
}: {
  readonly operation: Operation;
  readonly aboutText: string | null;
  readonly proposedText: string | null;
}): readonly Segment[] {
  switch (operation) {
    case "remove":
      return [{ op: "removed", text: aboutText ?? "" }];
    case "add":
      return [{ op: "added", text: proposedText ?? "" }];
    case "rewrite":
      return diffWords(aboutText ?? "", proposedText ?? "");
    default:
      return operation satisfies never;
  }
}
