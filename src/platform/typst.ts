import { createRequire } from "node:module";
import path from "node:path";
import { Worker } from "node:worker_threads";
import type { PdfMade, PdfWanted } from "./typst-worker.ts";

export type { PdfWanted };

/** PDFs that wait for their turn at most; each takes a fraction of a second. */
const WAITING_AT_MOST = 20;
const TIME_LIMIT_MS = 60_000;
/** Then the thread ends, and its 80 MB come back. */
const IDLE_MS = 60_000;

/** Too many PDFs wait already: to be asked for again in a minute. */
export class PdfBusy extends Error {}
/** This machine has no typesetter, or it refused the content. */
export class PdfFailed extends Error {}

let known: boolean | null = null;

/** Whether a typesetter is installed for this platform: the package brings one binary, as an optional dependency. */
export function canMakePdf(): boolean {
  known ??= hasBinary();
  return known;
}

function hasBinary(): boolean {
  const require = createRequire(import.meta.url);
  try {
    const manifest = require("@myriaddreamin/typst-ts-node-compiler/package.json") as {
      readonly optionalDependencies?: Readonly<Record<string, string>>;
    };
    return Object.keys(manifest.optionalDependencies ?? {}).some((name) => resolves(require, name));
  } catch {
    return false;
  }
}

function resolves(require: NodeJS.Require, name: string): boolean {
  try {
    require.resolve(name);
    return true;
  } catch {
    return false;
  }
}

let thread: Worker | null = null;
let idle: NodeJS.Timeout | undefined;
let waiting = 0;
let turn: Promise<unknown> = Promise.resolve();

/**
 * A PDF/UA-1 made by Typst in a thread of its own, one at a time: the event loop only waits. The same template, data and date
 * give the same bytes.
 */
export async function makePdf(wanted: PdfWanted): Promise<Uint8Array<ArrayBuffer>> {
  if (!canMakePdf()) throw new PdfFailed("no typesetter for this platform");
  if (waiting >= WAITING_AT_MOST) throw new PdfBusy(`${waiting} PDFs wait already`);
  waiting += 1;
  const made = turn.then(() => makeNow(wanted));
  turn = made.catch(() => {}).finally(() => (waiting -= 1));
  return await made;
}

async function makeNow(wanted: PdfWanted): Promise<Uint8Array<ArrayBuffer>> {
  clearTimeout(idle);
  const worker = thread ?? new Worker(program());
  thread = worker;
  worker.ref();
  try {
    const answer = await answerOf(worker, wanted);
    if ("error" in answer) throw new PdfFailed(answer.error);
    return answer.pdf;
  } finally {
    worker.unref();
    idle = setTimeout(endThread, IDLE_MS).unref();
  }
}

function answerOf(worker: Worker, wanted: PdfWanted): Promise<PdfMade> {
  return new Promise((resolve, reject) => {
    const settled = (): void => {
      clearTimeout(limit);
      worker.off("message", answered).off("error", failed).off("exit", ended);
    };
    const answered = (answer: PdfMade): void => {
      settled();
      resolve(answer);
    };
    const failed = (error: Error): void => {
      settled();
      endThread();
      reject(new PdfFailed(error.message, { cause: error }));
    };
    const ended = (): void => failed(new Error("the thread ended"));
    const limit = setTimeout(() => failed(new Error("too long")), TIME_LIMIT_MS);
    worker.on("message", answered).on("error", failed).on("exit", ended);
    worker.postMessage(wanted);
  });
}

function endThread(): void {
  void thread?.terminate();
  thread = null;
}

/** In the sources this file's neighbour; in dist, where programs are bundled, a program of its own. */
function program(): string {
  const isSource = import.meta.filename.endsWith(".ts");
  return path.join(import.meta.dirname, isSource ? "typst-worker.ts" : "platform/typst-worker.js");
}
