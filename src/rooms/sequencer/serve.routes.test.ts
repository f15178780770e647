import { createHash, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseBundle } from "#ledger/bundle.ts";
import { parseCheckpoint } from "#ledger/checkpoint.ts";
import { parseLeaf, shortCode } from "#ledger/leaf.ts";
import { openCheckpoint, parsePolicy } from "#ledger/policy.ts";
import { tilePath } from "#ledger/tile-path.ts";
import { rootFromTiles } from "#ledger/tiles.ts";
import { leafHash } from "#ledger/tree.ts";
import { metricsText } from "#platform/metrics.ts";
import { initJournal, integrateOnce, journalReadings, sequenceAll } from "#rooms/sequencer";
import { createTestHouse, type TestHouse } from "../../../test/house.ts";

let house: TestHouse;
const home = mkdtempSync(join(tmpdir(), "jalon-serve-"));
const ask = (target: string, headers: Record<string, string> = {}) => house.fetch(target, { headers });
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());
const sha = (text: string) => createHash("sha256").update(text).digest("base64url");

async function queue(count: number): Promise<void> {
  const leaves = Array.from({ length: count }, () =>
    JSON.stringify({
      c: randomUUID(),
      h: sha(randomUUID()),
      ha: sha(randomUUID()),
      k: "contribution.submitted",
      o: randomUUID(),
      r: 1,
      t: "2026-03-04T10:12Z",
      v: 1,
    }),
  );
  await house.sql`
    insert into journal.queue (event_id, data)
    select gen_random_uuid(), convert_to(leaf, 'UTF8')
    from unnest(${leaves}::text[]) as leaf
  `;
}
const sequence = () => sequenceAll(house.sql, house.app.world.config);

beforeAll(async () => {
  house = await createTestHouse({ empty: true, env: { JALON_HOME: home, JALON_KEYS: join(home, "keys") } });
});
afterAll(async () => {
  await house.close();
  rmSync(home, { recursive: true });
});

describe("before the log is begun", () => {
  test("nothing is there, and nobody keeps that answer", async () => {
    for (const target of ["/journal/checkpoint", "/journal/tile/0/000.p/1", "/journal/politique"]) {
      const response = await ask(target);
      expect([response.status, response.headers.get("cache-control")]).toEqual([404, "no-store"]);
    }
  });

  test("the pages say so", async () => {
    const visitor = house.visitor();
    expect(await visitor.get("/fr/journal/etat")).toContain("n’a pas encore commencé");
    expect(await visitor.get("/fr/journal/feuilles")).toContain("Aucune ligne n’est encore publiée");
  });
});

describe("a log of 600 leaves", () => {
  beforeAll(async () => {
    await initJournal(house.sql, house.app.world.config);
    await queue(600);
    await sequence();
  });

  test("the checkpoint is signed by the log of the policy, kept two seconds, open to any site", async () => {
    const response = await ask("/journal/checkpoint", { cookie: "jalon_notice=accounts.signedOut" });
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("public, max-age=2");
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.get("set-cookie")).toBeNull();
    const policy = await ask("/journal/politique");
    expect(policy.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    const { checkpoint } = openCheckpoint(await response.text(), parsePolicy(await policy.text()));
    expect(checkpoint.size).toBe(600);
  });

  test("its root comes from the tiles that are served, at this size and at past ones", async () => {
    const read = async (tile: { level: number; n: number; width: number }) =>
      await bytesOf(await ask(`/journal/tile/${tilePath(tile)}`));
    const text = await (await ask("/journal/checkpoint")).text();
    const { root } = parseCheckpoint(text.slice(0, text.indexOf("\n\n") + 1), { own: true });
    expect((await rootFromTiles(600, read)).equals(root)).toBe(true);
    for (const size of [1, 2, 255, 256, 257, 512, 599]) await expect(rootFromTiles(size, read)).resolves.toBeDefined();
  });

  test("a full tile is 8,192 bytes, a partial one its beginning; both never change", async () => {
    const full = await ask("/journal/tile/0/001");
    expect(full.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(full.headers.get("content-type")).toBe("application/octet-stream");
    const whole = await bytesOf(full);
    expect(whole.length).toBe(8_192);
    const part = await bytesOf(await ask("/journal/tile/0/001.p/7"));
    expect(part.equals(whole.subarray(0, 7 * 32))).toBe(true);
  });

  test("bundles hold the leaves of the tiles, in gzip where it is accepted", async () => {
    const plain = await ask("/journal/tile/entries/002.p/88");
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect(plain.headers.get("vary")).toBe("accept-encoding");
    const bundle = await bytesOf(plain);
    const tile = await bytesOf(await ask("/journal/tile/0/002.p/88"));
    const leaves = parseBundle(bundle, 88);
    expect(leaves.map((leaf) => leafHash(leaf).toString("hex"))).toEqual(
      Array.from({ length: 88 }, (_, i) => tile.subarray(32 * i, 32 * i + 32).toString("hex")),
    );
    expect(leaves.map((leaf) => parseLeaf(leaf).k)).toContain("contribution.submitted");
    const zipped = await ask("/journal/tile/entries/002.p/88", { "accept-encoding": "br, gzip" });
    expect(zipped.headers.get("content-encoding")).toBe("gzip");
    expect(gunzipSync(await bytesOf(zipped)).equals(bundle)).toBe(true);
  });

  test("HEAD gives the headers alone", async () => {
    const response = await house.fetch("/journal/tile/0/000", { method: "HEAD" });
    expect([response.status, response.headers.get("content-length")]).toEqual([200, "8192"]);
    expect((await bytesOf(response)).length).toBe(0);
  });

  test.each([
    "0/002",
    "0/002.p/89",
    "0/000.p/256",
    "0/000.p/0",
    "0/000.p/01",
    "0/0",
    "0/x000/000",
    "00/000",
    "1/000",
    "1/000.p/3",
    "2/000.p/1",
    "63/000.p/1",
    "64/000",
    "entries/002",
    "entries/003.p/1",
    "0/000%2Ep/5",
    "0/000.p/5/",
    "%30/000",
    "0/999/999",
    "0/x999/x999/x999/x999/x999/999",
    "",
    "x+",
  ])("%s is not there", async (path) => {
    const response = await ask(`/journal/tile/${path}`);
    expect([response.status, response.headers.get("cache-control")]).toEqual([
      404,
      expect.stringContaining("no-store"),
    ]);
  });

  test("nothing beyond the published size is served, and what is published later is", async () => {
    await queue(1);
    await integrateOnce(house.sql, house.app.world.config);
    expect((await ask("/journal/tile/0/002.p/89")).status).toBe(404);
    expect((await ask("/journal/tile/entries/002.p/89")).status).toBe(404);
    await sequence();
    expect((await ask("/journal/tile/0/002.p/89")).status).toBe(200);
  });

  test("the list shows the newest first, and a fingerprint finds its leaf", async () => {
    const visitor = house.visitor();
    const first = await visitor.get("/fr/journal/feuilles");
    expect(first).toContain("601 lignes, de la plus récente à la plus ancienne");
    expect(first).toContain("avant=571");
    expect(await visitor.get("/fr/journal/feuilles?avant=10")).toContain("avant=40");
    const [row] = await house.sql<{ hash: Buffer; text: string }[]>`
      select leaf_hash as hash, convert_from(data, 'UTF8') as text from journal.leaf where idx = 300
    `;
    const code = shortCode(row?.hash ?? Buffer.alloc(32));
    const found = await visitor.get(`/fr/journal/feuilles?empreinte=${encodeURIComponent(` ${code.toUpperCase()} `)}`);
    expect(found).toContain(code);
    expect(found).toContain(row?.text.slice(6, 40));
    expect(await visitor.get("/fr/journal/feuilles?empreinte=aaaa-aaaa-aaaa-aaaa")).toContain("Aucune ligne publiée");
    expect(await visitor.get("/fr/journal/feuilles?empreinte=nord")).toContain("seize lettres");
  });

  test("its health is said to people and to programs", async () => {
    const health = (await (await ask("/journal/etat")).json()) as Record<string, unknown>;
    expect(health).toMatchObject({ ok: true, alarms: [], size: 601, queue: { depth: 0 }, frozen: null, refused: 0 });
    const policy = parsePolicy(await (await ask("/journal/politique")).text());
    expect(health.origin).toBe(policy.logs[0]?.key.name);
    expect(await house.visitor().get("/fr/journal/etat")).toContain("Le journal est en ordre");
  });

  test("its health is read by the collector of measures", async () => {
    await house.sql`insert into journal.witness (vkey, size, failure) values ('t.test/w+00000000+AA==', 600, 'unreachable')`;
    const { body } = await metricsText(await journalReadings(house.sql));
    expect(body).toContain("jalon_journal_leaves 601\n");
    expect(body).toContain("jalon_journal_queue_rows 0\n");
    expect(body).toContain('jalon_journal_witness_failing{witness="t.test/w"} 1\n');
    expect(body).toContain("jalon_journal_ok 0\n");
    await house.sql`delete from journal.witness`;
  });

  test("a row that waits for more than 30 seconds is an alarm", async () => {
    await queue(1);
    await house.sql`update journal.queue set at = now() - interval '31 seconds'`;
    expect(await (await ask("/journal/etat")).json()).toMatchObject({ ok: false, alarms: ["late"] });
    expect(await house.visitor().get("/fr/journal/etat")).toContain("Le journal a du retard");
    await sequence();
  });

  test("while it is frozen every page says so, kept ones and errors included; not a page longer", async () => {
    const visitor = house.visitor();
    const team = await house.as("administrator");
    const banner = "Journal en pause";
    expect(await visitor.get("/fr")).not.toContain(banner);
    await house.sql`insert into journal.freeze (reason) values ('the anchor /var/lib/jalon/anchor.json is missing')`;
    for (const path of ["/fr", "/fr/journal", "/fr/journal/etat", "/fr/inconnu", "/fr/connexion"]) {
      expect(await visitor.get(path)).toContain(banner);
    }
    expect(await team.get("/fr/equipe")).toContain(banner);
    const state = await visitor.get("/fr/journal/etat");
    expect(state).not.toContain("/var/lib");
    expect(state).toContain("rien n’est perdu");
    expect(await (await ask("/journal/etat")).json()).toMatchObject({ ok: false, alarms: ["frozen"] });
    await house.sql`delete from journal.freeze`;
    for (const path of ["/fr", "/fr/connexion"]) expect(await visitor.get(path)).not.toContain(banner);
  });
});
