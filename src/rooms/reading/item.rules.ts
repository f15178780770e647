import { diffWords, type Segment } from "#engine/diff/diff.ts";
import type { ContributionId } from "#kernel/ids.ts";
import type { Visibility } from "./reader.rules.ts";

/** What a reader sees of a contribution: its public words and all that is known of it. */
export type Item = {
  readonly id: ContributionId;
  readonly number: number;
  readonly kind: "comment" | "amendment" | "proposal" | "testimony";
  readonly title: string | null;
  readonly body: string;
  readonly aboutText: string | null;
  readonly language: string;
  readonly documentLanguage: string;
  readonly isMasked: boolean;
  readonly isReworded: boolean;
  readonly isSynthetic: boolean;
  readonly channel: "online" | "room" | "paper" | "phone" | "counter" | "letter" | "import";
  readonly channelDetail: string | null;
  readonly authorName: string | null;
  readonly organisation: string | null;
  readonly categoryFr: string | null;
  readonly categoryEn: string | null;
  readonly territory: string | null;
  readonly submittedAt: Date;
  readonly documentSlug: string;
  readonly editionNumber: number;
  readonly nodeCode: string | null;
  readonly nodeTitle: string | null;
  readonly passageCode: string | null;
  readonly passageAnchor: string | null;
  readonly readerCount: number;
  readonly readAt: Date | null;
  readonly assignee: string | null;
  readonly isAssignedToMe: boolean;
};

/** One passage that an amendment changes; the first is the one the contribution is about. */
export type AmendedPart = {
  readonly position: number;
  readonly code: string | null;
  readonly operation: "rewrite" | "remove" | "add";
  readonly aboutText: string | null;
  readonly proposedText: string | null;
};

/** What an amendment asks of a passage, word by word. */
export function partSegments({ operation, aboutText, proposedText }: AmendedPart): readonly Segment[] {
  if (operation === "add") return [{ op: "added", text: proposedText ?? "" }];
  if (operation === "remove") return [{ op: "removed", text: aboutText ?? "" }];
  return diffWords(aboutText ?? "", proposedText ?? "");
}

export type Note = {
  readonly id: string;
  readonly words: string;
  readonly visibility: Visibility;
  readonly version: number;
  readonly writer: string;
  readonly isMine: boolean;
  readonly writtenAt: Date;
  readonly changedAt: Date | null;
};

/** What colleagues made of it so far. */
export type Work = {
  readonly codes: readonly { readonly theme: string; readonly code: string; readonly quote: string | null }[];
  readonly claims: readonly {
    readonly number: number;
    readonly text: string;
    readonly stance: "supports" | "opposes" | "nuances";
  }[];
  readonly campaigns: readonly { readonly number: number; readonly name: string; readonly state: string }[];
  readonly decisions: readonly {
    readonly number: number;
    readonly state: "draft" | "published";
    readonly verdict: string;
  }[];
};
