import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path, { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { asId, type ContributionId, type EditionId, type ProcessId } from "#kernel/ids.ts";
import { writeBundle } from "#ledger/bundle.ts";
import { entriesPath, tilePath } from "#ledger/tile-path.ts";
import { TILE_WIDTH, tilesOf } from "#ledger/tiles.ts";
import { readConfig } from "#platform/config.ts";
import { connect, type Sql } from "#platform/db.ts";
import {
  adoptContributions,
  detachAuthor,
  eraseContribution,
  insertContribution,
  logContribution,
  setContributionState,
} from "#rooms/contributions";
import { replayLog } from "#rooms/moderation";
import { checkLog, initJournal, publishOnce, sequenceAll } from "#rooms/sequencer";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import { type ClonedDatabase, copyDatabase } from "../../../test/house-database.ts";
import { invariants } from "../../app.ts";
import { recoverLog } from "./recover.actions.ts";
import { findLeaves, findPublished, findTile } from "./serve.queries.ts";

let house: TestHouse;
/** The backup, put back; what happened meanwhile was on the house's own database. */
let backup: ClonedDatabase;
let restored: Sql;
const home = mkdtempSync(join(tmpdir(), "jalon-recover-"));
const mirror = join(home, "mirror");
const config = readConfig({ JALON_HOME: home, JALON_KEYS: join(home, "keys"), SITE_URL: "http://jalon.test" });
const ids = new Map<string, ContributionId>();
const idOf = (name: string) => ids.get(name) ?? asId<ContributionId>("");
const by = { actingRole: "author" } as const;

async function write(...names: readonly string[]): Promise<void> {
  await house.sql.begin(async (tx) => {
    for (const name of names) {
      const { id } = await insertContribution(tx, {
        processId: asId<ProcessId>(ESSAI.processId),
        kind: "comment",
        editionId: asId<EditionId>(ESSAI.editionId),
        body: `Texte de ${name}`,
        authorName: `Personne ${name}`,
        channel: "online",
        state: "published",
        submittedAt: new Date("2026-03-04T10:12:00Z"),
        publishedAt: new Date("2026-03-04T10:12:00Z"),
      });
      ids.set(name, id);
      await adoptContributions(tx, [id]);
    }
  });
}

/** What `jalon verify follow --mirror` leaves: the files that the site serves for its published size. */
async function fillMirror(sql: Sql, folder: string): Promise<void> {
  const published = await findPublished(sql);
  const size = published?.size ?? 0;
  const put = (name: string, bytes: Uint8Array | string): void => {
    const file = join(folder, "journal", name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  };
  for (const tile of tilesOf(size)) put(`tile/${tilePath(tile)}`, (await findTile(sql, tile)) ?? "");
  for (let from = 0; from < size; from += TILE_WIDTH) {
    const width = Math.min(TILE_WIDTH, size - from);
    put(`tile/${entriesPath(from / TILE_WIDTH, width)}`, writeBundle((await findLeaves(sql, from, width)) ?? []));
  }
  put("checkpoint", published?.note ?? "");
}

const recover = (folder = mirror) => recoverLog({ sql: restored, config, folder, replay: replayLog });
const stateOf = async (name: string) =>
  (
    await restored<{ state: string; body: string; author: string | null }[]>`
    select state, body, author_name as author from contributions.contribution where id = ${idOf(name)}
  `
  )[0];
const headOf = async (sql: Sql) => (await sql`select size, encode(root, 'hex') as root from journal.head`)[0];

beforeAll(async () => {
  house = await createTestHouse();
  await initJournal(house.sql, config);
  await write(
    ...Array.from({ length: 300 }, (_, n) => `ancienne${n}`),
    "cachée",
    "effacée",
    "détachée",
    "retirée",
    "corrigée",
    "masquée",
  );
  await sequenceAll(house.sql, config);
  await write("en attente");
  const [current] = await house.sql<{ name: string }[]>`select current_database() as name`;
  backup = await copyDatabase(current?.name ?? "");
  await house.sql.begin(async (tx) => {
    await setContributionState(tx, idOf("cachée"), "hidden");
    await tx`
      insert into moderation.act (contribution_id, verb, ground, reason, acting_role)
      values (${idOf("cachée")}, 'hide', 'insult', 'Insulte', 'moderator')
    `;
    await tx`
      insert into moderation.mask (contribution_id, version, body, acting_role, reason)
      values (${idOf("masquée")}, 1, 'Texte de […]', 'moderator', 'Un nom')
    `;
    await logContribution(tx, idOf("masquée"), {
      act: "masked",
      ground: "personal_data",
      by: { role: "moderator", personId: null },
    });
    await logContribution(tx, idOf("cachée"), {
      act: "hidden",
      ground: "insult",
      by: { role: "moderator", personId: null },
    });
    await eraseContribution(tx, { ...by, id: idOf("effacée"), basis: "rgpd-17" });
    await detachAuthor(tx, { ...by, id: idOf("détachée") });
    await setContributionState(tx, idOf("retirée"), "withdrawn");
    await logContribution(tx, idOf("retirée"), { act: "withdrawn" });
    await logContribution(tx, idOf("corrigée"), { act: "edited" });
  });
  await write("perdue");
  await sequenceAll(house.sql, config);
  await fillMirror(house.sql, mirror);
  restored = connect({ databaseUrl: backup.url }, { pool: 4, statementTimeout: 0 });
});
afterAll(async () => {
  await restored.end();
  await backup.drop();
  await house.close();
  rmSync(home, { recursive: true });
});

describe("an older backup was put back", () => {
  test("the sequencer freezes instead of signing a second history", async () => {
    expect(await publishOnce(restored, config)).toMatchObject({ kind: "frozen" });
  });

  describe("a copy that is not what was signed changes nothing", () => {
    const other = join(home, "other");
    beforeEach(() => {
      rmSync(other, { recursive: true, force: true });
      cpSync(mirror, other, { recursive: true });
    });
    const spoil = (name: string, at: number): void => {
      const file = join(other, "journal", name);
      const bytes = readFileSync(file);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      writeFileSync(file, bytes);
    };

    test.each<[string, () => void, string]>([
      ["a leaf", () => spoil("tile/entries/000", 100), "entries/000"],
      ["a tile", () => spoil("tile/0/000", 5), "tile/0/000 is not that of its leaves"],
      ["the checkpoint", () => spoil("checkpoint", 30), "checkpoint:"],
      ["a missing file", () => rmSync(join(other, "journal/tile/entries/000")), "cannot be read (ENOENT)"],
      ["no folder", () => rmSync(other, { recursive: true }), "cannot be read (ENOENT)"],
    ])("%s", async (_, damage, reason) => {
      damage();
      const before = await headOf(restored);
      await expect(recover(other)).rejects.toThrow(reason);
      expect(await headOf(restored)).toEqual(before);
      expect(await restored`select from journal.freeze`).toHaveLength(1);
    });

    test("one that does not reach the anchor", async () => {
      await fillMirror(restored, other);
      await expect(recover(other)).rejects.toThrow("look for a newer copy");
    });

    test("one that a witness is ahead of", async () => {
      const file = join(home, "anchor", "witnesses.json");
      writeFileSync(file, JSON.stringify({ "temoin.test/w+00000000+AA==": 999 }));
      await expect(recover()).rejects.toThrow("temoin.test");
      rmSync(file);
    });
  });

  test("from a good copy the same tree goes on", async () => {
    const { lost, ...recovered } = await recover();
    expect(recovered).toMatchObject({ from: 306, size: 314, dropped: 1, refused: 0 });
    expect(lost.map(({ o }) => o).sort()).toEqual(["corrigée", "perdue", "masquée"].map(idOf).sort());
    expect(await headOf(restored)).toEqual(await headOf(house.sql));
    expect(await restored`select from journal.freeze`).toHaveLength(0);
    const { size } = await sequenceAll(restored, config);
    // the incident, and what cannot be shown: the lost one, the one whose mask is lost
    expect(size).toBe(317);
    expect(await checkLog(restored, config)).toEqual({ size: 317, difference: null });
  });

  test("contributions stand as the log says, and what was erased does not come back", async () => {
    expect((await stateOf("cachée"))?.state).toBe("hidden");
    expect(await stateOf("effacée")).toEqual({ state: "erased", body: "…", author: null });
    expect(await stateOf("détachée")).toEqual({ state: "published", body: "Texte de détachée", author: null });
    expect((await stateOf("retirée"))?.state).toBe("withdrawn");
    expect((await stateOf("masquée"))?.state).toBe("hidden");
    expect((await stateOf("corrigée"))?.state).toBe("published");
    expect((await stateOf("en attente"))?.state).toBe("published");
    const openings = await restored`
      select o from journal.opening where o = ${idOf("effacée")} or (o = ${idOf("détachée")} and author_label is not null)
    `;
    expect(openings).toHaveLength(0);
  });

  test("the outbox knows where each object stands: the next acts follow it", async () => {
    const rows = await restored<{ o: string; r: number; state: string; hash: string; isDetached: boolean }[]>`
      select o, r, state, encode(hash, 'hex') as hash, is_detached as "isDetached" from journal.object order by o
    `;
    const live = await house.sql`
      select o, r, state, encode(hash, 'hex') as hash, is_detached as "isDetached" from journal.object order by o
    `;
    const after = live.map((row) => ({
      ...row,
      ...(row.o === idOf("perdue") || row.o === idOf("masquée") ? { state: "hidden" } : {}),
    }));
    expect(rows.map((row) => ({ ...row }))).toEqual(after);
  });

  test("the notice is public, and the log carries its digest", async () => {
    const [notice] = await restored<{ text: string }[]>`select text from journal.notice`;
    expect(notice?.text).toContain(`${idOf("perdue")} 1`);
    const digest = createHash("sha256")
      .update(notice?.text ?? "")
      .digest("base64url");
    const [leaf] = await restored<{ text: string }[]>`
      select convert_from(data, 'UTF8') as text from journal.leaf where kind = 'incident'
    `;
    expect(leaf?.text).toContain(digest);
  });

  test("nothing that always holds is broken by it", async () => {
    const broken: string[] = [];
    for (const { id, check } of invariants.filter(({ id }) =>
      /^(record|moderation|contributions|sequencer|data-rights)\./.test(id),
    )) {
      for (const offender of await check(restored)) broken.push(`${id}: ${offender}`);
    }
    // the fixture makes its consultation and its edition by hand
    expect(broken.filter((line) => !/: (edition texte-essai 1|process essai): no /.test(line))).toEqual([]);
  });

  test("done again, it has nothing to do and freezes nothing", async () => {
    await fillMirror(restored, mirror);
    await expect(recover()).rejects.toThrow("has all of its leaves");
    expect(await restored`select from journal.freeze`).toHaveLength(0);
  });
});
