import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { toBase64 } from "#ledger/bytes.ts";
import { openNote, parseVerifierKey } from "#ledger/note.ts";
import { consistencyProof } from "#ledger/proof-ranges.ts";
import { leafHash, rootOf } from "#ledger/tree.ts";
import { golden, many, noteOf, ORIGIN, submitted } from "./golden.ts";

let folder: string;
let program: string;
let files: { key: string; state: string; policy: string };
let vkey: string;
let child: ChildProcess | null = null;
let address = "";

const hashes = (leaves: readonly string[]): Buffer[] => leaves.map((leaf) => leafHash(Buffer.from(leaf)));
const plain = (leaves: readonly string[]): string =>
  noteOf(leaves.length, rootOf(hashes(leaves)), { isCosigned: false });
const bodyOf = (old: number, leaves: readonly string[], note = plain(leaves)): string =>
  [`old ${old}`, ...consistencyProof(old, hashes(leaves)).map(toBase64), "", note].join("\n");
const post = async (body: string, to = "/add-checkpoint") => await fetch(`${address}${to}`, { method: "POST", body });
const add = async (old: number, leaves: readonly string[], note?: string) => await post(bodyOf(old, leaves, note));

async function start(...more: readonly string[]): Promise<void> {
  const words = ["--key", files.key, "--state", files.state, "--policy", files.policy, "--port", "0", ...more];
  const started = spawn(process.execPath, [program, ...words], { stdio: ["ignore", "pipe", "pipe"] });
  child = started;
  address = await new Promise<string>((resolve, reject) => {
    let text = "";
    started.stdout.on("data", (piece: Buffer) => {
      text += piece.toString();
      const [, found] = /^ready (\S+) /.exec(text) ?? [];
      if (found) resolve(found);
    });
    started.stderr.on("data", (piece: Buffer) => {
      text += piece.toString();
    });
    started.on("exit", (code) => reject(new Error(`exit ${code}: ${text}`)));
  });
}
async function stop(signal: NodeJS.Signals): Promise<number | null> {
  const stopped = child;
  child = null;
  if (!stopped || stopped.exitCode !== null) return stopped?.exitCode ?? null;
  const exit = new Promise<number | null>((resolve) => stopped.once("exit", (code) => resolve(code)));
  stopped.kill(signal);
  return await exit;
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "jalon-witness-"));
  const built = path.join(folder, "built");
  mkdirSync(built);
  const { buildForOutsiders } = (await import(path.resolve("scripts/build.mjs"))) as {
    buildForOutsiders: (outdir: string) => Promise<void>;
  };
  await buildForOutsiders(built);
  program = path.join(built, "jalon-witness.mjs");
});
beforeEach(async () => {
  const home = mkdtempSync(path.join(folder, "home-"));
  files = { key: path.join(home, "key"), state: path.join(home, "state"), policy: path.join(home, "politique") };
  writeFileSync(files.policy, golden.policy);
  const made = spawn(process.execPath, [
    program,
    "init",
    "--key",
    files.key,
    "--state",
    files.state,
    "--name",
    "w.example/1",
  ]);
  vkey = "";
  made.stdout.on("data", (piece: Buffer) => {
    vkey += piece.toString().trim();
  });
  await new Promise((resolve) => made.once("close", resolve));
});
afterEach(async () => await stop("SIGKILL"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("jalon witness", () => {
  it("keeps its key for its owner", () => {
    expect(statSync(files.key).mode & 0o777).toBe(0o400);
    expect(readFileSync(files.key, "utf8")).toMatch(/^w\.example\/1 [0-9a-f]{64}\n$/);
    expect(parseVerifierKey(vkey).name).toBe("w.example/1");
  });

  it("cosigns what continues, and shows it with the line of the log and its own", async () => {
    await start();
    const key = parseVerifierKey(vkey);
    const place = `${address}/${createHash("sha256").update(ORIGIN).digest("hex")}/checkpoint`;
    expect((await fetch(place)).status).toBe(404);
    let old = 0;
    for (const size of [0, 1, 5, 5, 300]) {
      const leaves = many(size);
      const response = await add(old, leaves);
      expect([size, response.status]).toEqual([size, 200]);
      expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
      const opened = openNote(`${plain(leaves)}${await response.text()}`, [key]);
      expect(Math.abs((opened.verified[0]?.time ?? 0) - Date.now() / 1000)).toBeLessThan(60);
      const shown = await (await fetch(place)).text();
      expect(openNote(shown, [key, parseVerifierKey(golden.keys.log.vkey)]).verified).toHaveLength(2);
      old = size;
    }
  });

  it("answers each refusal with its status, in the order of the specification", async () => {
    await start();
    await add(0, many(10));
    const foreign = plain(many(12)).replaceAll(ORIGIN, "other.example/journal");
    const spoilt = plain(many(12)).replace(/.{6}\n$/, "AAAA==\n");
    const nobody = plain(many(12)).replace(/— .*/su, "— nobody.example/x AAAAAAAAAAAA\n");
    const cases: [string, number, string][] = [
      ["no form", 400, "nothing"],
      ["64 hashes", 400, `old 1\n${`${toBase64(Buffer.alloc(32))}\n`.repeat(64)}\n${plain(many(12))}`],
      ["loose base64", 400, `old 10\nAAAA\n\n${plain(many(12))}`],
      ["unknown origin", 404, bodyOf(10, many(12), foreign)],
      ["bad signature", 403, bodyOf(10, many(12), spoilt)],
      ["unknown key", 403, bodyOf(10, many(12), nobody)],
      ["old above the checkpoint", 400, `old 13\n\n${plain(many(12))}`],
      ["another old size", 409, bodyOf(9, many(12))],
      ["same size, another root", 422, bodyOf(10, [...many(9), submitted(99)])],
      ["a proof that is not one", 422, `old 10\n${toBase64(Buffer.alloc(32))}\n\n${plain(many(12))}`],
      [
        "old size 0 and a proof, once something is cosigned",
        409,
        `old 0\n${toBase64(Buffer.alloc(32))}\n\n${plain(many(12))}`,
      ],
    ];
    for (const [what, status, body] of cases) {
      const response = await post(body);
      expect([what, response.status]).toEqual([what, status]);
      if (status !== 409) continue;
      expect(await response.text()).toBe("10\n");
      expect(response.headers.get("content-type")).toBe("text/x.tlog.size");
    }
    expect((await add(10, many(12))).status).toBe(200);
  });

  it("refuses a rewritten past with 422, and keeps the signed checkpoint as evidence", async () => {
    await start();
    await add(0, many(300));
    const rewritten = [...many(300), submitted(300)];
    rewritten[7] = submitted(7777);
    expect((await add(300, rewritten)).status).toBe(422);
    const [kept = ""] = readdirSync(`${files.state}.refused`);
    expect(readFileSync(path.join(`${files.state}.refused`, kept), "utf8")).toBe(plain(rewritten));
    expect((await add(300, [...many(300), submitted(300)])).status).toBe(200);
  });

  it("refuses what is too large, other methods and other addresses", async () => {
    await start("--prefix", "/w1");
    expect((await post(bodyOf(0, many(3)))).status).toBe(200);
    expect((await post("a".repeat(600 * 1024))).status).toBe(413);
    expect((await fetch(`${address}/add-checkpoint`)).status).toBe(405);
    expect((await fetch(`${address}/else`)).status).toBe(404);
    expect((await fetch(address.replace("/w1", "/add-checkpoint"), { method: "POST", body: "x" })).status).toBe(404);
  });

  it("lets one of two requests in flight through, never both back", async () => {
    await start();
    await add(0, many(5));
    const sizes = [6, 7, 8, 9, 10, 11, 12, 13];
    const answers = await Promise.all(sizes.map(async (size) => (await add(5, many(size))).status));
    expect(answers.filter((status) => status === 200)).toHaveLength(1);
    expect(answers.filter((status) => status === 409)).toHaveLength(7);
  });

  it("stops cleanly, and remembers", async () => {
    await start();
    await add(0, many(5));
    expect(await stop("SIGTERM")).toBe(0);
    await start();
    const response = await add(0, many(6));
    expect([response.status, await response.text()]).toEqual([409, "5\n"]);
  });

  it("does not begin again by itself: no record, another process on the record", async () => {
    await start();
    await add(0, many(5));
    writeFileSync(files.state, readFileSync(files.state, "utf8").replace('"size": 5', '"size": 4'));
    expect((await add(5, many(6))).status).toBe(500);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await stop("SIGKILL")).toBe(1);
    rmSync(files.state);
    await expect(start()).rejects.toThrow(/exit 3: .*cosign a fork/s);
  });

  it("never forgets what it cosigned, killed at any instant", async () => {
    let old = 0;
    for (let round = 0; round < 12; round += 1) {
      await start();
      // what it says it has is at least what it last said
      const asked = await add(0, many(1));
      const known = asked.status === 200 ? 1 : Number(await asked.text());
      expect(known).toBeGreaterThanOrEqual(old);
      old = Math.max(known, 1);
      const killed = new Promise<void>((resolve) => setTimeout(resolve, 5 + round * 7)).then(() => stop("SIGKILL"));
      try {
        for (let size = old + 1; ; size += 1) {
          const { status } = await add(old, many(size));
          if (status !== 200) break;
          old = size;
        }
      } catch {
        // it was killed in the middle of a request
      }
      await killed;
      expect(existsSync(files.state)).toBe(true);
    }
    await start();
    expect(Number(await (await add(0, many(1))).text())).toBeGreaterThanOrEqual(old);
  }, 60_000);
});
