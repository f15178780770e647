// What the log says should be on the site: the last words of each contribution, the editions, the answers.
import type { Chains } from "#ledger/chain.ts";
import type { Leaf } from "#ledger/leaf.ts";
import { openJournal } from "./open-journal.ts";
import type { Place } from "./place.ts";
import type { Run } from "./run.ts";
import { walkLog } from "./walk.ts";

/** The last leaf that carries the words of a contribution; `ha` is that of the last one that has it. */
export type LoggedWords = {
  readonly index: number;
  readonly r: number;
  readonly h: string;
  readonly ha: string | null;
};
export type LoggedDigest = {
  readonly index: number;
  readonly kind: string;
  readonly r: number;
  readonly d: string;
  readonly c: string;
};

export type SiteLog = {
  readonly size: number;
  readonly place: Place;
  readonly chains: Chains;
  readonly words: ReadonlyMap<string, LoggedWords>;
  /** Editions of each text, in order. */
  readonly editions: ReadonlyMap<string, readonly LoggedDigest[]>;
  /** The last document of each answer, and the last rules of each process. */
  readonly documents: ReadonlyMap<string, LoggedDigest>;
};

export async function readLogOf(run: Run, address: string): Promise<SiteLog> {
  const { place, checkpoint, reader } = await openJournal(run, address);
  const words = new Map<string, LoggedWords>();
  const editions = new Map<string, LoggedDigest[]>();
  const documents = new Map<string, LoggedDigest>();
  const { chains } = await walkLog(run, reader, checkpoint, {
    leaf: (leaf, index) => {
      if ("h" in leaf) words.set(leaf.o, { index, r: leaf.r, h: leaf.h, ha: "ha" in leaf ? leaf.ha : null });
      if (leaf.k === "roadmap.version") {
        editions.set(leaf.o, [...(editions.get(leaf.o) ?? []), digestOf(leaf, leaf.c, index)]);
      }
      if (leaf.k === "answer.published" || leaf.k === "answer.revised") {
        documents.set(leaf.o, digestOf(leaf, leaf.c, index));
      }
      if (leaf.k === "config.changed" && leaf.c !== undefined) documents.set(leaf.c, digestOf(leaf, leaf.c, index));
    },
  });
  return { size: checkpoint.size, place, chains, words, editions, documents };
}

function digestOf(leaf: Leaf & { readonly d: string }, c: string, index: number): LoggedDigest {
  return { index, kind: leaf.k, r: "r" in leaf ? leaf.r : 1, d: leaf.d, c };
}
