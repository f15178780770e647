import { createHash } from "node:crypto";
import { askVectors, EmbeddingsFault, type EmbeddingsReason } from "./embeddings-request.ts";

/** What the operator set: see docs/manual/settings.md. */
export type EmbeddingsSettings = {
  /** The whole address that is asked: `https://provider.example/v1/embeddings`. */
  readonly url: string;
  readonly model: string;
  /** Secret; null where the server asks for none. */
  readonly key: string | null;
  /** The sentence that the public reads. */
  readonly purpose: string;
};

/** Vectors of former runs, by the hash of their text; all of the model of the settings. */
export type KeptVectors = {
  find(hashes: readonly string[]): Promise<ReadonlyMap<string, Float32Array>>;
  keep(vectors: ReadonlyMap<string, Float32Array>): Promise<void>;
};

export type EmbeddingsOptions = {
  readonly kept?: KeptVectors;
  /** Milliseconds one request may take. */
  readonly timeout?: number;
  /** Milliseconds before the second and the third try. */
  readonly waits?: readonly number[];
};

export type Embedded = { readonly model: string; readonly dimensions: number; readonly vectors: Float32Array[] };
export type NotEmbedded = { readonly warning: string; readonly reason: EmbeddingsReason };

const BATCH = 64;
const TIMEOUT = 30_000;
const WAITS = [1_000, 5_000] as const;
/** Longer texts are sent up to here: models read no further, and some refuse. */
export const SENT_CHARACTERS = 8_000;

/**
 * Vectors of unit length, in the order of the texts; or why there are none. All or nothing: whoever asks then uses the built-in
 * vectors for the whole run. Only texts are sent; the caller gives published ones.
 */
export async function embed(
  texts: readonly string[],
  settings: EmbeddingsSettings,
  options: EmbeddingsOptions = {},
): Promise<Embedded | NotEmbedded> {
  const sent = texts.map(beginning);
  const byHash = new Map(sent.map((text) => [hashOf(text), text]));
  try {
    const vectors = await vectorsOf(byHash, settings, options);
    const found = sent.map((text) => vectors.get(hashOf(text)) ?? new Float32Array());
    return { model: settings.model, dimensions: found[0]?.length ?? 0, vectors: found };
  } catch (error) {
    if (error instanceof EmbeddingsFault) return { warning: error.message, reason: error.reason };
    throw error;
  }
}

/** Kept ones are used when they have the size of those the server gives today; else all are asked anew. */
async function vectorsOf(
  byHash: ReadonlyMap<string, string>,
  settings: EmbeddingsSettings,
  options: EmbeddingsOptions,
): Promise<ReadonlyMap<string, Float32Array>> {
  const kept = (await options.kept?.find([...byHash.keys()])) ?? new Map<string, Float32Array>();
  const missing = new Map([...byHash].filter(([hash]) => !kept.has(hash)));
  const fresh = await ask(missing, settings, options);
  const sizes = new Set([...kept.values(), ...fresh.values()].map(({ length }) => length));
  if (sizes.size <= 1) return new Map([...kept, ...fresh]);
  if (kept.size === 0) throw new EmbeddingsFault("size", "vectors of different sizes");
  return await vectorsOf(byHash, settings, {
    ...options,
    kept: { find: async () => new Map(), keep: keepOf(options) },
  });
}

function keepOf({ kept }: EmbeddingsOptions): KeptVectors["keep"] {
  return async (vectors) => await kept?.keep(vectors);
}

/** Each batch is kept as soon as it came: a run that fails later asks for less the next time. */
async function ask(
  byHash: ReadonlyMap<string, string>,
  settings: EmbeddingsSettings,
  options: EmbeddingsOptions,
): Promise<ReadonlyMap<string, Float32Array>> {
  const { timeout = TIMEOUT, waits = WAITS } = options;
  const entries = [...byHash];
  const found = new Map<string, Float32Array>();
  for (let from = 0; from < entries.length; from += BATCH) {
    const batch = entries.slice(from, from + BATCH);
    const vectors = await askVectors(
      batch.map(([, text]) => text),
      { ...settings, timeout, waits, size: found.values().next().value?.length ?? null },
    );
    const named = new Map(batch.map(([hash], index) => [hash, vectors[index] ?? new Float32Array()]));
    for (const [hash, vector] of named) found.set(hash, vector);
    await options.kept?.keep(named);
  }
  return found;
}

function beginning(text: string): string {
  return text.length <= SENT_CHARACTERS ? text : text.slice(0, SENT_CHARACTERS).toWellFormed();
}

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Takes the address of the server, of its version, or of the service itself. */
export function embeddingsAddress(url: string): string {
  const address = new URL(url);
  const path = address.pathname.replace(/\/+$/, "");
  if (path.endsWith("/embeddings")) address.pathname = path;
  else address.pathname = path.endsWith("/v1") ? `${path}/embeddings` : `${path}/v1/embeddings`;
  return address.href;
}
