// npm run bench -- serving: requests a second at the addresses of the verifiable log, one server process on one core, PostgreSQL and
// the load on the other, beside a bare server that sends the same bytes from memory. Ratios are taken in turn.
import { spawn } from "node:child_process";
import path from "node:path";
import { get, load } from "./load.ts";
import { freePort, onCore, startProduct, untilAnswers } from "./product.ts";

const SECONDS = Number(process.env.BENCH_SECONDS ?? 4);
const ROUNDS = 3;
const CONNECTIONS = 64;
const LEAVES = 3_000;
/** Of the requests a second of a server that does nothing else. */
const TARGET = 0.3;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function startPeer(answer: Response): Promise<{ readonly port: number; stop(): void }> {
  const port = await freePort();
  const [program = "", ...args] = onCore(0, [process.execPath, path.join(import.meta.dirname, "peers/memory.ts")]);
  const child = spawn(program, args, {
    env: { ...process.env, PORT: String(port) },
    stdio: ["pipe", "ignore", "inherit"],
  });
  const body = Buffer.from(await answer.arrayBuffer());
  const headers = Object.fromEntries(
    [...answer.headers].filter(([name]) => !["date", "connection", "keep-alive", "transfer-encoding"].includes(name)),
  );
  headers["content-length"] = String(body.byteLength);
  child.stdin?.end(JSON.stringify({ headers, body: body.toString("base64") }));
  await untilAnswers(port, "/");
  return { port, stop: () => child.kill("SIGKILL") };
}

async function perSecond(port: number, request: Buffer): Promise<number> {
  const result = await load({ port, request: () => request, connections: CONNECTIONS, seconds: SECONDS });
  if (result.failures > 0) throw new Error(`${result.failures} answers failed on port ${port}`);
  return result.perSecond;
}

const product = await startProduct();
try {
  await product.sql`
    insert into journal.queue (event_id, data)
    select gen_random_uuid(), convert_to('{"d":"' || translate(encode(sha256(convert_to(n::text, 'UTF8')), 'base64'), '+/=', '-_')
      || '","k":"incident","t":"2026-01-01T00:00:00Z","v":1}', 'UTF8')
    from generate_series(1, ${LEAVES}) as n
  `;
  const sequencer = await product.startSequencer();
  const web = await product.startWeb();
  const base = `http://127.0.0.1:${web.port}`;
  const published = async (): Promise<number> =>
    ((await (await fetch(`${base}/journal/etat`)).json()) as { size: number | null }).size ?? 0;
  while ((await published()) < LEAVES) await new Promise((resolve) => setImmediate(resolve));
  sequencer.kill("SIGTERM");
  console.log(`the verifiable log; ${CONNECTIONS} connections, ${ROUNDS} rounds of ${SECONDS} s`);
  console.log("address                       ours/s   bare/s   ratio   bytes");
  let isReached = true;
  for (const address of [
    "/journal/checkpoint",
    "/journal/tile/0/001",
    "/journal/tile/0/001.p/200",
    "/journal/tile/entries/001",
  ]) {
    const answer = await fetch(base + address, { headers: { "accept-encoding": "identity" } });
    if (answer.status !== 200) throw new Error(`${address}: ${answer.status}`);
    const bytes = Number(answer.headers.get("content-length") ?? 0);
    const peer = await startPeer(answer);
    const request = Buffer.from(
      get(address)
        .toString()
        .replace(/accept-encoding:[^\r]*\r\n/i, ""),
    );
    const pairs: { ours: number; bare: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      pairs.push({ ours: await perSecond(web.port, request), bare: await perSecond(peer.port, request) });
    }
    peer.stop();
    const ratio = median(pairs.map(({ ours, bare }) => ours / bare));
    isReached &&= ratio >= TARGET;
    const figures = [median(pairs.map(({ ours }) => ours)), median(pairs.map(({ bare }) => bare))];
    console.log(
      `${address.padEnd(28)} ${figures.map((figure) => figure.toFixed(0).padStart(8)).join(" ")} ${ratio.toFixed(2).padStart(7)} ${String(bytes).padStart(7)}`,
    );
  }
  console.log(`target, a ratio of ${TARGET} at each: ${isReached ? "reached" : "missed"}`);
  process.exitCode = isReached ? 0 : 1;
  await web.stop();
} finally {
  await product.stop();
}
