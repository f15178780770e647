import path from "node:path";
import { Worker } from "node:worker_threads";
import type { Text, ThemesDraft, ThemesOptions } from "#engine/themes/themes-draft.ts";
import type { DraftMade } from "./themes-worker.ts";

/** A hundred thousand texts take minutes. */
const TIME_LIMIT_MS = 30 * 60_000;

/** The engine in a thread of its own: mails and other jobs do not wait for minutes of sums. */
export async function draftInThread(texts: readonly Text[], options: ThemesOptions): Promise<ThemesDraft> {
  const worker = new Worker(program(), { workerData: { texts, options } });
  try {
    const made = await answerOf(worker);
    if ("error" in made) throw new Error(made.error);
    return made.draft;
  } finally {
    await worker.terminate();
  }
}

function answerOf(worker: Worker): Promise<DraftMade> {
  const { promise, resolve, reject } = Promise.withResolvers<DraftMade>();
  const limit = setTimeout(() => reject(new Error("the draft took too long")), TIME_LIMIT_MS);
  worker.once("message", resolve).once("error", reject);
  worker.once("exit", (code) => reject(new Error(`the thread ended (${code})`)));
  return promise.finally(() => clearTimeout(limit));
}

/** In the sources this file's neighbour; in dist, where programs are bundled, a program of its own. */
function program(): string {
  const isSource = import.meta.filename.endsWith(".ts");
  return path.join(import.meta.dirname, isSource ? "themes-worker.ts" : "platform/themes-worker.js");
}
