/** What the public record of a process holds by now, besides its text: each number opens its list. */
export type ProcessRecord = {
  readonly amendments: number;
  readonly campaigns: number;
  readonly themes: number;
  /** Questions put to the vote. */
  readonly polls: number;
  readonly decisions: number;
  readonly opinions: number;
  /** Title of the latest synthesis. */
  readonly synthesis: string | null;
};
