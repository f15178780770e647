import { foldedWords } from "./fold.ts";

export type NearDuplicateOptions = {
  /** Share of common shingles above which two texts are near-duplicates, 0 to 1. Default 0.6. */
  readonly threshold?: number;
};

export type NearDuplicate = { readonly a: number; readonly b: number; readonly similarity: number };

const SHINGLE_WORDS = 3;
/** 128 values in 32 bands of 4: a pair of similarity 0.6 shares a band with probability 0.99, one of 0.2 with 0.05. */
const SIGNATURE = 128;
const BAND = 4;
/** More texts than this in one bucket are compared to the first ones only, which keeps a campaign linear. */
const BUCKET_COMPARISONS = 40;

/** Hashes of the runs of three words of a text, accents, case and punctuation apart. */
export function shingles(text: string): Set<number> {
  const words = foldedWords(text);
  const found = new Set<number>();
  if (words.length === 0) return found;
  for (let i = 0; i <= Math.max(0, words.length - SHINGLE_WORDS); i += 1)
    found.add(fnv1a(words.slice(i, i + SHINGLE_WORDS).join(" ")));
  return found;
}

/** Jaccard: common elements over all elements. Two empty sets are alike. */
export function jaccard(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  if (a.size === 0 && b.size === 0) return 1;
  let common = 0;
  for (const element of a) if (b.has(element)) common += 1;
  return common / (a.size + b.size - common);
}

export function textSimilarity(a: string, b: string): number {
  return jaccard(shingles(a), shingles(b));
}

/** MinHash (Broder 1997): the share of equal values in two signatures estimates the Jaccard similarity. */
export function minHash(elements: ReadonlySet<number>): Uint32Array {
  const signature = new Uint32Array(SIGNATURE).fill(0xffffffff);
  for (const element of elements)
    for (let i = 0; i < SIGNATURE; i += 1) {
      const value = mix(element ^ Math.imul(i + 1, 0x9e3779b1));
      if (value < (signature[i] ?? 0)) signature[i] = value;
    }
  return signature;
}

/** Pairs of texts that say almost the same words; `a` and `b` are places in the list, `a` before `b`. */
export function findNearDuplicates(texts: readonly string[], options: NearDuplicateOptions = {}): NearDuplicate[] {
  const threshold = options.threshold ?? 0.6;
  const sets = texts.map(shingles);
  const buckets = new Map<string, number[]>();
  const pairs = new Map<string, NearDuplicate>();
  for (const [b, set] of sets.entries()) {
    if (set.size === 0) continue;
    const signature = minHash(set);
    for (let start = 0; start < SIGNATURE; start += BAND) {
      const key = `${start}:${signature.subarray(start, start + BAND).join(",")}`;
      const bucket = buckets.get(key) ?? [];
      for (const a of bucket.slice(0, BUCKET_COMPARISONS)) {
        const pair = `${a} ${b}`;
        if (pairs.has(pair)) continue;
        pairs.set(pair, { a, b, similarity: jaccard(sets[a] ?? new Set(), set) });
      }
      bucket.push(b);
      buckets.set(key, bucket);
    }
  }
  return [...pairs.values()].filter((p) => p.similarity >= threshold).sort((p, q) => p.a - q.a || p.b - q.b);
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Finaliser of MurmurHash3: spreads every bit over the 32. */
function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
