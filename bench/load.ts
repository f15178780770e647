// A load on one address over kept connections, at full speed or at a steady pace. Loopback only, bounded in time.
import { connect, type Socket } from "node:net";

export type LoadOptions = {
  readonly port: number;
  /** The whole request: head and, for POST, body. Called once a request. */
  readonly request: () => Buffer;
  readonly connections: number;
  readonly seconds: number;
  /** Requests a second, sent on schedule whatever the answers do; left out: as fast as answers come. */
  readonly rate?: number;
  /** Told of each answer: its status, its head as text, and the request it answers. */
  readonly onAnswer?: (status: number, head: string, request: Buffer) => void;
};

export type LoadResult = {
  readonly answers: number;
  readonly perSecond: number;
  /** Milliseconds, from the moment the request was due. */
  readonly p50: number;
  readonly p99: number;
  readonly failures: number;
  readonly bytes: number;
};

const HEAD_END = Buffer.from("\r\n\r\n");

type Sent = { readonly request: Buffer; readonly dueAt: number };
type OnAnswer = (status: number, bytes: number, sent: Sent, head: string) => void;
const UNASKED: Sent = { request: Buffer.alloc(0), dueAt: 0 };

/** Counts answers on one socket by their Content-Length; answers without one are failures. */
class Connection {
  readonly #socket: Socket;
  readonly #onAnswer: OnAnswer;
  readonly #due: Sent[] = [];
  #buffer: Buffer = Buffer.alloc(0);
  broken = false;

  constructor(port: number, onAnswer: OnAnswer, onBroken: () => void) {
    this.#onAnswer = onAnswer;
    this.#socket = connect({ port, host: "127.0.0.1", noDelay: true });
    this.#socket.on("data", (chunk: Buffer) => this.#read(chunk));
    const fail = () => {
      if (this.broken) return;
      this.broken = true;
      onBroken();
    };
    this.#socket.on("error", fail);
    this.#socket.on("close", fail);
  }

  get waiting(): number {
    return this.#due.length;
  }

  send(request: Buffer, dueAt: number): void {
    this.#due.push({ request, dueAt });
    this.#socket.write(request);
  }

  close(): void {
    this.broken = true;
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const end = this.#buffer.indexOf(HEAD_END);
      if (end < 0) return;
      const head = this.#buffer.toString("latin1", 0, end);
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      const total = end + 4 + length;
      if (this.#buffer.length < total) return;
      this.#buffer = this.#buffer.subarray(total);
      this.#onAnswer(Number(head.slice(9, 12)), total, this.#due.shift() ?? UNASKED, head);
    }
  }
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Runs the load and resolves with what was seen. */
export async function load(options: LoadOptions): Promise<LoadResult> {
  const { port, request, connections, seconds, rate, onAnswer } = options;
  const times: number[] = [];
  let bytes = 0;
  let failures = 0;
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1_000;
  const { promise, resolve } = Promise.withResolvers<void>();
  const open: Connection[] = [];

  const answered = (connection: () => Connection) => (status: number, size: number, sent: Sent, head: string) => {
    const now = performance.now();
    times.push(now - sent.dueAt);
    bytes += size;
    if (status >= 400) failures += 1;
    onAnswer?.(status, head, sent.request);
    if (rate === undefined && now < endsAt) connection().send(request(), now);
  };
  for (let index = 0; index < connections; index += 1) {
    const connection: Connection = new Connection(
      port,
      answered(() => connection),
      () => {
        failures += connection.waiting;
      },
    );
    open.push(connection);
  }

  let sent = 0;
  if (rate === undefined) for (const connection of open) connection.send(request(), performance.now());
  const tick = setInterval(() => {
    const now = performance.now();
    if (now >= endsAt + (rate === undefined ? 0 : 200)) {
      clearInterval(tick);
      resolve();
      return;
    }
    if (rate === undefined || now >= endsAt) return;
    const due = Math.floor(((now - startedAt) / 1_000) * rate);
    for (; sent < due; sent += 1) {
      const dueAt = startedAt + (sent / rate) * 1_000;
      open[sent % open.length]?.send(request(), dueAt);
    }
  }, 1);
  await promise;
  for (const connection of open) connection.close();
  const sorted = times.sort((a, b) => a - b);
  const elapsed = (performance.now() - startedAt) / 1_000;
  return {
    answers: times.length,
    perSecond: times.length / elapsed,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
    failures,
    bytes,
  };
}

/** A GET as a browser sends it, on a kept connection. */
export function get(path: string, headers: Readonly<Record<string, string>> = {}): Buffer {
  const lines = Object.entries({ host: "127.0.0.1", "accept-encoding": "br, gzip", accept: "text/html", ...headers });
  return Buffer.from(`GET ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`);
}

/** A form as a browser posts it. */
export function post(path: string, form: string, headers: Readonly<Record<string, string>> = {}): Buffer {
  const lines = Object.entries({
    host: "127.0.0.1",
    "content-type": "application/x-www-form-urlencoded",
    "content-length": String(Buffer.byteLength(form)),
    ...headers,
  });
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${form}`,
  );
}
