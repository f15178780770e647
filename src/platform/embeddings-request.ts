import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";

/** Why there are no vectors, for a page to say; the message is for the operator. */
export const EMBEDDINGS_REASONS = ["unreachable", "timeout", "busy", "refused", "answer", "size"] as const;
export type EmbeddingsReason = (typeof EMBEDDINGS_REASONS)[number];

/** Never holds a text, the key, or what the server wrote. */
export class EmbeddingsFault extends Error {
  readonly reason: EmbeddingsReason;
  readonly isPassing: boolean;

  constructor(reason: EmbeddingsReason, message: string, { isPassing = false }: { readonly isPassing?: boolean } = {}) {
    super(`embeddings: ${message}; the built-in vectors are used`);
    this.reason = reason;
    this.isPassing = isPassing;
  }
}

type Request = {
  readonly url: string;
  readonly model: string;
  readonly key: string | null;
  readonly timeout: number;
  readonly waits: readonly number[];
  /** Dimensions of the batches before; null: the first says. */
  readonly size: number | null;
};

/** 64 vectors of 16,384 numbers, written out at length. */
const ANSWER_BYTES = 32 * 1024 * 1024;
const DIMENSIONS = 16_384;

const answerSchema = z.object({
  data: z.array(z.object({ index: z.int().min(0), embedding: z.array(z.number()).min(1).max(DIMENSIONS) })),
});

/** One batch, with as many more tries as there are waits, for faults that pass by themselves. */
export async function askVectors(texts: readonly string[], request: Request): Promise<Float32Array[]> {
  for (let tried = 0; ; tried += 1) {
    try {
      return read(await post(texts, request), texts.length, request.size);
    } catch (error) {
      const pause = request.waits[tried];
      if (!(error instanceof EmbeddingsFault) || !error.isPassing || pause === undefined) throw error;
      await wait(pause);
    }
  }
}

/** No redirect is followed: texts and key go to the address the operator wrote, and to no other. */
async function post(texts: readonly string[], { url, model, key, timeout }: Request): Promise<string> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify({ model, input: texts }),
      redirect: "manual",
      signal: AbortSignal.timeout(timeout),
    });
    const { status } = response;
    if (status !== 200) {
      await response.body?.cancel();
      const isPassing = status === 408 || status === 429 || status >= 500;
      throw new EmbeddingsFault(isPassing ? "busy" : "refused", `the server answered ${status}`, { isPassing });
    }
    return await readAll(response);
  } catch (error) {
    if (error instanceof EmbeddingsFault) throw error;
    if (error instanceof Error && error.name === "TimeoutError") {
      throw new EmbeddingsFault("timeout", `no answer within ${timeout / 1000} s`, { isPassing: true });
    }
    throw new EmbeddingsFault("unreachable", "the server cannot be reached", { isPassing: true });
  }
}

async function readAll(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > ANSWER_BYTES) throw new EmbeddingsFault("answer", "the answer is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** In the order of the texts, whatever the order of the answer. */
function read(text: string, count: number, size: number | null): Float32Array[] {
  const parsed = answerSchema.safeParse(parse(text));
  if (!parsed.success) throw new EmbeddingsFault("answer", "the answer is not a list of vectors");
  const { data } = parsed.data;
  const byIndex = new Map(data.map(({ index, embedding }) => [index, embedding]));
  if (data.length !== count || byIndex.size !== count) {
    throw new EmbeddingsFault("size", `${data.length} vectors for ${count} texts`);
  }
  const expected = size ?? data[0]?.embedding.length;
  return Array.from({ length: count }, (_, index) => {
    const vector = byIndex.get(index);
    if (!vector) throw new EmbeddingsFault("size", `no vector for text ${index}`);
    if (vector.length !== expected) {
      throw new EmbeddingsFault("size", `a vector of ${vector.length} numbers where ${expected} were expected`);
    }
    return unit(vector);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new EmbeddingsFault("answer", "the answer is not JSON");
  }
}

function unit(vector: readonly number[]): Float32Array {
  const length = Math.hypot(...vector);
  if (!Number.isFinite(length) || length === 0) throw new EmbeddingsFault("answer", "a vector without direction");
  return Float32Array.from(vector, (value) => value / length);
}
