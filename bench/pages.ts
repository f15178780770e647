// npm run bench -- pages: pages per second and p99, one server process on one core, PostgreSQL and the load on the other,
// beside (a) a bare server that sends the same bytes from memory, (b) a bare server that builds the same page from hand-made
// strings after one query. Ratios are taken in turn, so that a slower moment of the machine hits both.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { asId, type PersonId } from "../src/kernel/ids.ts";
import { urls } from "../src/kernel/urls.ts";
import { openSession } from "../src/rooms/accounts/session.actions.ts";
import { get, load } from "./load.ts";
import { freePort, onCore, type Product, startProduct, untilAnswers } from "./product.ts";
import { templateOf } from "./template.ts";

const SECONDS = Number(process.env.BENCH_SECONDS ?? 4);
const ROUNDS = 3;
const CONNECTIONS = 64;
const TARGET = 0.5;
const TARGET_P99 = 50;

type Peer = { readonly port: number; stop(): void };

async function startPeer(name: string, input: unknown, databaseUrl: string): Promise<Peer> {
  const port = await freePort();
  const [program = "", ...args] = onCore(0, [process.execPath, path.join(import.meta.dirname, "peers", `${name}.ts`)]);
  const child = spawn(program, args, {
    env: { ...process.env, PORT: String(port), DATABASE_URL: databaseUrl },
    stdio: ["pipe", "ignore", "inherit"],
  });
  child.stdin?.end(JSON.stringify(input));
  await untilAnswers(port, "/");
  return { port, stop: () => child.kill("SIGKILL") };
}

/** A roadmap whose first axis has 16 objectives, shown whole: the longest reading page of the budgets. */
function longRoadmap(): string {
  const objectives = Array.from({ length: 16 }, (_, index) => {
    const passages = Array.from(
      { length: 1 },
      (__, part) =>
        `          - "Passage ${part + 1} de l’objectif ${index + 1}: les professionnels, les établissements et les personnes disposent d’un service simple, sûr et expliqué, dont l’usage est mesuré chaque année par territoire."\n`,
    );
    return `      - type: objective\n        code: "B1-${index + 1}"\n        title: "Objectif numéro ${index + 1} de la page de mesure"\n        passages:\n${passages.join("")}`;
  });
  return `document: "texte-de-mesure"\nkind: "roadmap"\ntitle: "Texte de mesure"\nlanguage: "fr"\nedition: 1\nlabel: "Mesure"\npublished_on: "2026-01-01"\nnodes:\n  - type: axis\n    code: "1"\n    title: "Axe de mesure"\n    children:\n${objectives.join("")}`;
}

function importLongRoadmap(product: Product): void {
  const folder = mkdtempSync(path.join(tmpdir(), "jalon-bench-"));
  const file = path.join(folder, "texte-de-mesure.yaml");
  writeFileSync(file, longRoadmap());
  const jalon = path.resolve(import.meta.dirname, "../scripts/jalon.mjs");
  const done = spawnSync(process.execPath, [jalon, "import", file, "--publish"], {
    env: { ...process.env, DATABASE_URL: product.url, JALON_HOME: product.home },
    encoding: "utf8",
  });
  rmSync(folder, { recursive: true });
  if (done.status !== 0) throw new Error(`import: ${done.stderr || done.stdout}`);
}

type Measured = { readonly perSecond: number; readonly p99: number };
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function measure(port: number, request: Buffer): Promise<Measured> {
  const { perSecond, p99, failures } = await load({
    port,
    request: () => request,
    connections: CONNECTIONS,
    seconds: SECONDS,
  });
  if (failures > 0) throw new Error(`${failures} answers failed on port ${port}`);
  return { perSecond, p99 };
}

/** Both in turn, three times; the medians and the median of the ratios. */
async function compare(ours: () => Promise<Measured>, peers: () => Promise<Measured>) {
  const pairs: { ours: Measured; peer: Measured }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) pairs.push({ ours: await ours(), peer: await peers() });
  return {
    ours: median(pairs.map((pair) => pair.ours.perSecond)),
    peer: median(pairs.map((pair) => pair.peer.perSecond)),
    ratio: median(pairs.map((pair) => pair.ours.perSecond / pair.peer.perSecond)),
  };
}

const product = await startProduct();
const missed: string[] = [];
try {
  importLongRoadmap(product);
  const web = await product.startWeb();
  const base = `http://127.0.0.1:${web.port}`;
  const [contribution] = await product.sql<{ number: number }[]>`
    select number from contributions.public_contribution order by number limit 1
  `;
  const pages: Readonly<Record<string, string>> = {
    home: urls.home("fr"),
    plan: urls.edition("fr", { document: "feuille-de-route-2023-2027", edition: 2 }),
    priority: urls.editionNode("fr", { document: "texte-de-mesure", edition: 1, code: "1" }),
    contribution: urls.contribution("fr", { number: contribution?.number ?? 1 }),
  };
  const [person] = await product.sql<{ id: string }[]>`select id from accounts.person order by created_at limit 1`;
  const cookie = `jalon_session=${await openSession(product.sql, asId<PersonId>(person?.id ?? ""))}`;

  console.log(
    `visitors: kept pages beside (a) the same bytes from memory; ${CONNECTIONS} connections, ${ROUNDS} rounds of ${SECONDS} s`,
  );
  console.log("page          ours/s   peer/s   ratio   p99 at half rate (ms)   bytes");
  for (const [name, address] of Object.entries(pages)) {
    const answer = await fetch(base + address, { headers: { "accept-encoding": "br, gzip" } });
    const headers = Object.fromEntries(
      [...answer.headers].filter(
        ([header]) => !["date", "connection", "keep-alive", "content-encoding"].includes(header),
      ),
    );
    const raw = await rawBody(web.port, get(address));
    const peer = await startPeer(
      "memory",
      {
        headers: { ...headers, "content-encoding": "br", "content-length": String(raw.byteLength) },
        body: raw.toString("base64"),
      },
      product.url,
    );
    const request = get(address);
    const {
      ours,
      peer: theirs,
      ratio,
    } = await compare(
      () => measure(web.port, request),
      () => measure(peer.port, request),
    );
    peer.stop();
    const steady = await load({
      port: web.port,
      request: () => request,
      connections: CONNECTIONS,
      seconds: SECONDS,
      rate: ours / 2,
    });
    console.log(row(name, ours, theirs, ratio, steady.p99, raw.byteLength));
    if (ratio < TARGET) missed.push(`${name}: ${ratio.toFixed(2)} of (a), target ${TARGET}`);
    if (steady.p99 > TARGET_P99) missed.push(`${name}: p99 ${steady.p99.toFixed(1)} ms, target ${TARGET_P99}`);
  }

  console.log("\nsigned in: rendered at each request, beside (b) hand-made strings after one query");
  console.log("page          ours/s   peer/s   ratio   p99 at half rate (ms)   bytes");
  for (const [name, address] of Object.entries(pages)) {
    const request = get(address, { cookie });
    const raw = await rawBody(web.port, request);
    const html = brotliDecompressSync(raw).toString("utf8");
    const { edition, node, values } = await wordsOf(product, name);
    const headers = { "content-type": "text/html; charset=utf-8", "content-encoding": "br", vary: "accept-encoding" };
    const peer = await startPeer("strings", { headers, ...templateOf(html, values), edition, node }, product.url);
    const {
      ours,
      peer: theirs,
      ratio,
    } = await compare(
      () => measure(web.port, request),
      () => measure(peer.port, request),
    );
    peer.stop();
    const steady = await load({
      port: web.port,
      request: () => request,
      connections: CONNECTIONS,
      seconds: SECONDS,
      rate: ours / 2,
    });
    console.log(row(name, ours, theirs, ratio, steady.p99, raw.byteLength));
    if (ratio < TARGET) missed.push(`${name}, signed in: ${ratio.toFixed(2)} of (b), target ${TARGET}`);
    if (steady.p99 > TARGET_P99)
      missed.push(`${name}, signed in: p99 ${steady.p99.toFixed(1)} ms, target ${TARGET_P99}`);
  }
  await web.stop();
} finally {
  await product.stop();
}
console.log(
  missed.length === 0 ? "\nall targets reached" : `\ntargets missed:\n${missed.map((line) => `- ${line}`).join("\n")}`,
);

function row(name: string, ours: number, peer: number, ratio: number, p99: number, bytes: number): string {
  const cells = [
    ours.toFixed(0).padStart(8),
    peer.toFixed(0).padStart(8),
    ratio.toFixed(2).padStart(7),
    p99.toFixed(1).padStart(23),
    String(bytes).padStart(7),
  ];
  return `${name.padEnd(12)} ${cells.join(" ")}`;
}

/** The body of one answer as it is on the wire, after the page was asked often enough to be kept at its best. */
async function rawBody(port: number, request: Buffer): Promise<Buffer> {
  await load({ port, request: () => request, connections: 4, seconds: 1 });
  const { connect } = await import("node:net");
  const socket = connect({ port, host: "127.0.0.1" });
  socket.write(request);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.byteLength;
    const whole = Buffer.concat(chunks, size);
    const end = whole.indexOf("\r\n\r\n");
    const length = Number(
      /content-length: (\d+)/i.exec(whole.toString("latin1", 0, Math.max(end, 0)))?.[1] ?? Number.NaN,
    );
    if (end >= 0 && size >= end + 4 + length) {
      socket.destroy();
      return whole.subarray(end + 4, end + 4 + length);
    }
  }
  throw new Error("no answer");
}

/** The words that the page shows of a document: what peer (b) asks in its one query. */
async function wordsOf(product: Product, name: string): Promise<{ edition: string; node: string; values: string[] }> {
  const slug = name === "priority" ? "texte-de-mesure" : "feuille-de-route-2023-2027";
  const [edition] = await product.sql<{ id: string }[]>`
    select edition.id
    from documents.edition
    join documents.document on document.id = edition.document_id
    where document.slug = ${slug}
      and edition.state = 'published'
    order by edition.number desc
    limit 1
  `;
  const node = name === "plan" ? "" : "0001";
  const id = edition?.id ?? "";
  const rows = await product.sql<{ value: string }[]>`
    select value
    from (
      select sort_key || '/0' as place, title as value
      from documents.edition_node
      where edition_id = ${id}
        and sort_key like ${`${node}%`}
      union all
      select edition_node.sort_key || '/' || lpad(edition_passage.position::text, 4, '0'), edition_passage.text
      from documents.edition_passage
      join documents.edition_node using (edition_id, node_id)
      where edition_id = ${id}
        and edition_node.sort_key like ${`${node}%`}
    ) as words
    order by place
  `;
  return { edition: id, node, values: rows.map((found) => found.value) };
}
