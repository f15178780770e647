// How long `jalon verify journal` takes on a large log in a folder, and how much memory: npm run bench -- verify [leaves]
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeBundle } from "#ledger/bundle.ts";
import { writeCheckpoint } from "#ledger/checkpoint.ts";
import { ED25519, signerFromSeed, signNote } from "#ledger/note.ts";
import { entriesPath, tilePath } from "#ledger/tile-path.ts";
import { Frontier, TILE_WIDTH, type WrittenTile } from "#ledger/tiles.ts";
import { leafHash } from "#ledger/tree.ts";

const TARGET_SECONDS = 60;
const ORIGIN = "bench.example/journal";
const count = Number(process.argv[2] ?? 1_000_000);
const folder = mkdtempSync(path.join(tmpdir(), "jalon-bench-verify-"));
try {
  const started = performance.now();
  const key = writeLog();
  console.log(`log of ${count} leaves written in ${seconds(started)} s`);
  const begun = performance.now();
  const words = ["journal", folder, "--key", key, "--json"];
  const program = path.resolve("dist/jalon-verify.mjs");
  const measured = spawnSync("/usr/bin/time", ["-f", "%M", process.execPath, program, ...words], { encoding: "utf8" });
  const isTimed = measured.error === undefined;
  const ran = isTimed ? measured : spawnSync(process.execPath, [program, ...words], { encoding: "utf8" });
  const took = seconds(begun);
  const megabytes = isTimed ? Math.round(Number(ran.stderr.trim().split("\n").at(-1)) / 1024) : null;
  const { exit, size } = JSON.parse(ran.stdout) as { exit: number; size: number };
  console.log(JSON.stringify({ exit, size, seconds: took, leavesPerSecond: Math.round(size / took), megabytes }));
  const isGood = exit === 0 && size === count && (count < 1_000_000 || took < TARGET_SECONDS);
  console.log(isGood ? "ok" : `NOT ok: exit 0 and less than ${TARGET_SECONDS} s wanted`);
  process.exitCode = isGood ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function seconds(from: number): number {
  return Math.round((performance.now() - from) / 100) / 10;
}

/** One object in thirteen is hidden by rule, restored by a person and edited, as in a consultation that is moderated before publication. */
function* leaves(): Generator<string> {
  const c = randomUUID();
  const t = "2026-03-04T10:12Z";
  const h = Buffer.alloc(32, 1).toString("base64url");
  const ha = Buffer.alloc(32, 2).toString("base64url");
  for (let made = 0; made < count; ) {
    const o = randomUUID();
    const acts = [
      `{"c":"${c}","h":"${h}","ha":"${ha}","k":"contribution.submitted","o":"${o}","r":1,"t":"${t}","v":1}`,
      `{"c":"${c}","k":"moderation.hidden","o":"${o}","r":1,"role":"rule","t":"${t}","v":1,"why":"awaiting-review"}`,
      `{"ah":"${h}","c":"${c}","k":"moderation.restored","o":"${o}","r":1,"role":"moderator","t":"${t}","v":1,"why":"review-passed"}`,
      `{"c":"${c}","h":"${ha}","ha":"${ha}","k":"contribution.edited","o":"${o}","ph":"${h}","r":2,"t":"${t}","v":1}`,
    ];
    const taken = acts.slice(0, Math.min(made % 16 === 0 ? 4 : 1, count - made));
    yield* taken;
    made += taken.length;
  }
}

function put(file: string, bytes: Uint8Array | string): void {
  const name = path.join(folder, "journal", file);
  mkdirSync(path.dirname(name), { recursive: true });
  writeFileSync(name, bytes);
}

function writeLog(): string {
  const signer = signerFromSeed(ORIGIN, ED25519, Buffer.alloc(32, 7));
  const frontier = Frontier.empty();
  const open = new Map<string, WrittenTile>();
  let bundle: Buffer[] = [];
  const flush = (): void => {
    if (bundle.length === 0) return;
    put(`tile/${entriesPath(Math.floor((frontier.size - 1) / TILE_WIDTH), bundle.length)}`, writeBundle(bundle));
    bundle = [];
    for (const tile of frontier.takeChangedTiles()) {
      open.delete(`${tile.level}`);
      if (tile.width < TILE_WIDTH) open.set(`${tile.level}`, tile);
      else put(`tile/${tilePath(tile)}`, tile.hashes);
    }
  };
  for (const leaf of leaves()) {
    const bytes = Buffer.from(leaf, "latin1");
    frontier.append(leafHash(bytes));
    bundle.push(bytes);
    if (bundle.length === TILE_WIDTH) flush();
  }
  flush();
  for (const tile of open.values()) put(`tile/${tilePath(tile)}`, tile.hashes);
  const text = writeCheckpoint({ origin: ORIGIN, size: frontier.size, root: frontier.root() });
  put("checkpoint", signNote(text, [signer]));
  return signer.vkey;
}
