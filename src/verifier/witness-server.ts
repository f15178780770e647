// The addresses of a witness: C2SP tlog-witness v1.0.0. One request is judged at a time: reading the record and replacing it are one step.
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { cosign } from "#ledger/cosignature.ts";
import type { Signer, VerifierKey } from "#ledger/note.ts";
import { type Judgement, judge } from "#ledger/witness.ts";
import type { WitnessState } from "./witness-state.ts";

/** 63 hashes and a checkpoint with a hundred signatures are far below. */
const MAX_BODY = 512 * 1024;
const TEXT = "text/plain; charset=utf-8";

export type WitnessParts = {
  readonly signer: Signer;
  readonly state: WitnessState;
  readonly logs: readonly VerifierKey[];
  /** Before `/add-checkpoint`: "" or "/w1". */
  readonly prefix: string;
  readonly seconds: () => number;
  /** The record cannot be kept: nothing may be signed any more. */
  readonly onBroken: (error: unknown) => void;
};

type Answer = { readonly status: number; readonly body: string; readonly type?: string };

export function createWitness(parts: WitnessParts): { readonly server: Server; readonly idle: () => Promise<void> } {
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work);
    queue = turn.catch(() => {});
    return await turn;
  };
  const server = createServer((request, response) => {
    answer(parts, request, inTurn).then(
      (given) => send(response, given),
      (error: unknown) => {
        send(response, { status: 500, body: "the record could not be kept\n" });
        parts.onBroken(error);
      },
    );
  });
  server.requestTimeout = 10_000;
  server.headersTimeout = 5_000;
  server.keepAliveTimeout = 5_000;
  server.maxConnections = 256;
  return { server, idle: async () => void (await queue) };
}

async function answer(
  parts: WitnessParts,
  request: IncomingMessage,
  inTurn: (work: () => Promise<Answer>) => Promise<Answer>,
): Promise<Answer> {
  const address = (request.url ?? "").split("?")[0] ?? "";
  if (!address.startsWith(`${parts.prefix}/`)) return { status: 404, body: "not found\n" };
  const rest = address.slice(parts.prefix.length);
  if (rest === "/add-checkpoint") {
    if (request.method !== "POST") return { status: 405, body: "POST only\n" };
    const body = await bodyOf(request);
    return body === null ? { status: 413, body: "too large\n" } : await inTurn(async () => await add(parts, body));
  }
  const [, hex] = /^\/([0-9a-f]{64})\/checkpoint$/.exec(rest) ?? [];
  if (hex === undefined) return { status: 404, body: "not found\n" };
  if (request.method !== "GET" && request.method !== "HEAD") return { status: 405, body: "GET only\n" };
  const found = parts.state.byPath(hex);
  return found === null ? { status: 404, body: "nothing cosigned\n" } : { status: 200, body: found.note };
}

/** Judge, keep, then answer. */
async function add({ signer, state, logs, seconds }: WitnessParts, body: Buffer): Promise<Answer> {
  const judged: Judgement = judge(
    body,
    (origin) => state.of(origin),
    logs,
    (text) => cosign(text, signer, seconds()),
  );
  if (judged.evidence !== undefined) {
    await state.keepEvidence(judged.evidence, createHash("sha256").update(judged.evidence).digest("hex"));
  }
  if (judged.status === 200 && judged.next) {
    const { origin, size, root, note } = judged.next;
    await state.keep(origin, { size, root, note: `${note}${judged.body}` });
  }
  return judged;
}

/** Null when there is too much of it. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length <= MAX_BODY) parts.push(part);
    else if (length > 4 * MAX_BODY) return null;
  }
  return length > MAX_BODY ? null : Buffer.concat(parts);
}

function send(response: ServerResponse, { status, body, type = TEXT }: Answer): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, {
    "content-type": type,
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...(status === 413 ? { connection: "close" } : {}),
  });
  response.end(body);
}
