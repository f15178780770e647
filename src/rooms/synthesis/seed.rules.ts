import type { ClaimId, ContributionId, ProcessId, PublicationId } from "#kernel/ids.ts";
import type { ClaimKind, Maker } from "./claim.rules.ts";
import type { NoteWords } from "./publication.rules.ts";
import type { Stance } from "./stance.rules.ts";

type When = Date | string;

/** A claim as the demonstration or an import brings it, with its own date. */
export type ClaimSeed = {
  readonly id: ClaimId;
  readonly kind: ClaimKind;
  readonly themeId: string | null;
  readonly text: string;
  readonly answer?: string;
  readonly by: Maker;
  readonly at: When;
  /** Published contributions of the process; each at most once under a claim. */
  readonly sources: readonly {
    readonly contributionId: ContributionId;
    readonly stance: Stance;
    readonly quote?: string | null;
  }[];
};

export type SynthesisSeed = {
  readonly processId: ProcessId;
  readonly note: NoteWords;
  /** In the order of the note. */
  readonly claims: readonly ClaimSeed[];
  /** Null writes the note and publishes nothing. */
  readonly publication: { readonly id: PublicationId; readonly at: When; readonly by: Maker } | null;
};
