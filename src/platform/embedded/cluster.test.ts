import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { connect } from "../db.ts";
import { hydrateLinks, packagedBinaries } from "./binaries.ts";
import { type Cluster, startCluster } from "./cluster.ts";
import { isRunning } from "./processes.ts";
import { chooseRunAs } from "./run-as.ts";

const folders: string[] = [];
const clusters: Cluster[] = [];

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "jalon-cluster-"));
  folders.push(folder);
  return folder;
}

async function startIn(home: string): Promise<Cluster> {
  const cluster = await startCluster({ home, settings: { fsync: "off" } });
  clusters.push(cluster);
  return cluster;
}

afterEach(async () => {
  for (const cluster of clusters.splice(0)) await cluster.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function ask<T>(cluster: Cluster, question: (sql: ReturnType<typeof connect>) => Promise<T>): Promise<T> {
  const sql = connect({ databaseUrl: cluster.url }, { pool: 1 });
  return await question(sql).finally(() => sql.end());
}

describe("the embedded cluster", () => {
  test("knows French letters, and its user is no superuser", async () => {
    const cluster = await startIn(newFolder());
    const row = await ask(cluster, async (sql) => {
      await sql`create extension unaccent`;
      await sql`create extension pg_trgm`;
      const [found] = await sql`
        select
          lower('ÉÀŒ') as lowered,
          unaccent('Éœ') as plain,
          similarity('santé', 'sante') > 0.4 as close,
          array(select word from unnest(array['zèbre', 'éclair', 'Eau']) as word order by word collate "fr-x-icu") as sorted,
          to_tsvector('french', 'des chevaux')::text as stems,
          (select rolsuper from pg_roles where rolname = current_user) as super`;
      return found;
    });
    expect(row).toEqual({
      lowered: "éàœ",
      plain: "Eoe",
      close: true,
      sorted: ["Eau", "éclair", "zèbre"],
      stems: "'cheval':2",
      super: false,
    });
  });

  test("keeps everything to itself: no network, a private socket, a private folder", async () => {
    const home = newFolder();
    const cluster = await startIn(home);
    const listens = await ask(cluster, async (sql) => (await sql`show listen_addresses`)[0]);
    expect(listens).toEqual({ listen_addresses: "" });
    expect(statSync(join(home, "socket")).mode & 0o077).toBe(0);
    expect(statSync(join(home, "postgres")).mode & 0o077).toBe(0);
  });

  test("stops a postmaster that a killed parent left alive, and keeps its data", async () => {
    const home = newFolder();
    const first = await startIn(home);
    await ask(first, (sql) => sql`create table kept as select 1 as one`.then(() => {}));
    await first.stop();
    // Started by hand, without the tie to its parent: what kill -9 leaves where setpriv is missing.
    const dataFolder = join(home, "postgres");
    const { postgres } = packagedBinaries();
    const { prefix } = chooseRunAs(dataFolder, postgres);
    const words = [...prefix, postgres, "-D", dataFolder, "-k", join(home, "socket"), "-c", "listen_addresses="];
    const orphan = spawn(words[0] ?? postgres, words.slice(1), { stdio: "ignore", detached: true, cwd: dataFolder });
    while (!existsSync(join(dataFolder, "postmaster.pid"))) await new Promise(setImmediate);
    const second = await startIn(home);
    expect(isRunning(orphan.pid ?? 0)).toBe(false);
    expect(await ask(second, async (sql) => (await sql`select one from kept`)[0])).toEqual({ one: 1 });
  });

  test("is not fooled by the file of a dead postmaster whose number another program has now", async () => {
    const home = newFolder();
    await (await startIn(home)).stop();
    writeFileSync(join(home, "postgres", "postmaster.pid"), `${process.pid}\n${home}/postgres\n1\n5432\n`);
    const cluster = await startIn(home);
    expect(isRunning(cluster.pid())).toBe(true);
    expect(isRunning(process.pid)).toBe(true);
  });

  test("begins again when it was killed while making its files", async () => {
    const home = newFolder();
    mkdirSync(join(home, "postgres.new", "base"), { recursive: true });
    const cluster = await startIn(home);
    expect(await ask(cluster, async (sql) => (await sql`select 1 as one`)[0])).toEqual({ one: 1 });
    expect(existsSync(join(home, "postgres.new"))).toBe(false);
  });

  test("refuses data of another major version, and says where the way is described", async () => {
    const home = newFolder();
    mkdirSync(join(home, "postgres"), { mode: 0o700 });
    writeFileSync(join(home, "postgres", "PG_VERSION"), "16\n");
    await expect(startIn(home)).rejects.toMatchObject({
      kind: "embeddedVersion",
      message: expect.stringContaining("16"),
    });
  });

  test("says in one line why PostgreSQL did not start", async () => {
    const home = newFolder();
    await expect(startCluster({ home, settings: { shared_buffers: "no size" } })).rejects.toMatchObject({
      kind: "embeddedFailed",
      message: expect.stringContaining("shared_buffers"),
    });
  });
});

describe("the package without its install script", () => {
  test("gets the links it lists, again and again", () => {
    const folder = newFolder();
    mkdirSync(join(folder, "native", "bin"), { recursive: true });
    mkdirSync(join(folder, "native", "lib"));
    for (const name of ["initdb", "postgres"]) writeFileSync(join(folder, "native", "bin", name), "", { mode: 0o644 });
    writeFileSync(join(folder, "native", "lib", "libpq.so.5.18"), "");
    const links = [{ source: "native/lib/libpq.so.5.18", target: "native/lib/libpq.so.5" }];
    writeFileSync(join(folder, "native", "pg-symlinks.json"), JSON.stringify(links));
    hydrateLinks(folder);
    hydrateLinks(folder);
    expect(readlinkSync(join(folder, "native", "lib", "libpq.so.5"))).toBe("libpq.so.5.18");
    expect(statSync(join(folder, "native", "bin", "initdb")).mode & 0o111).not.toBe(0);
  });
});

describe.skipIf(process.getuid?.() !== 0)("as root", () => {
  test("runs unprivileged, also inside a folder closed to others", async () => {
    const home = join(newFolder(), "closed");
    mkdirSync(home, { mode: 0o700 });
    const cluster = await startIn(home);
    expect(await ask(cluster, async (sql) => (await sql`select 1 as one`)[0])).toEqual({ one: 1 });
  });

  test("without user namespaces, becomes a user that exists and gives it the data", async () => {
    const home = newFolder();
    // The temporary folder of a test is closed to others; where root has no namespace the way must be open.
    chmodSync(home, 0o755);
    const path = process.env.PATH;
    process.env.PATH = emptyPath();
    try {
      const cluster = await startIn(join(home, "var"));
      process.env.PATH = path;
      expect(await ask(cluster, async (sql) => (await sql`select 1 as one`)[0])).toEqual({ one: 1 });
      expect(statSync(`/proc/${cluster.pid()}`).uid).not.toBe(0);
      await cluster.stop();
      // Later with namespaces again: the data has an owner, who keeps it.
      expect(chooseRunAs(join(home, "var", "postgres"), "").user?.uid).toBe(
        statSync(join(home, "var", "postgres")).uid,
      );
    } finally {
      process.env.PATH = path;
    }
  });
});

/** A PATH with `test` and nothing of util-linux. */
function emptyPath(): string {
  const folder = newFolder();
  chmodSync(folder, 0o755);
  const program = ["/usr/bin/test", "/bin/test"].find(existsSync);
  if (program) writeFileSync(join(folder, "test"), `#!/bin/sh\nexec ${program} "$@"\n`, { mode: 0o755 });
  expect(readdirSync(folder)).toEqual(["test"]);
  return folder;
}
