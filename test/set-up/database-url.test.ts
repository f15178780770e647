import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, withDatabase } from "#platform/db.ts";
import { type Cluster, startCluster } from "#platform/embedded/cluster.ts";
import { freePort, onlyLine, StartedJalon } from "./started-jalon.ts";

/** A real server that asks one of its users for a password. */
let cluster: Cluster;
const home = mkdtempSync(join(tmpdir(), "jalon-set-up-"));

beforeAll(async () => {
  const rules = join(home, "pg_hba.conf");
  writeFileSync(rules, "local all guarded scram-sha-256\nlocal all all trust\n", { mode: 0o644 });
  cluster = await startCluster({ home, settings: { hba_file: rules, fsync: "off" } });
  const sql = connect(
    { databaseUrl: withDatabase(cluster.url.replace("jalon@", "postgres@"), "postgres") },
    { pool: 1 },
  );
  await sql`create role guarded login password 'secret'`;
  await sql`create database guarded owner guarded`;
  await sql.end();
});

afterAll(async () => {
  await cluster.stop();
  rmSync(home, { recursive: true, force: true });
});

async function startWith(databaseUrl: string, words: string[] = []): Promise<StartedJalon> {
  return new StartedJalon({ DATABASE_URL: databaseUrl, PORT: String(await freePort()) }, { words });
}

describe("DATABASE_URL", () => {
  test("of a server that answers is used, and nothing is embedded", async () => {
    const jalon = await startWith(guardedUrl("secret"));
    await jalon.ready();
    const sql = connect({ databaseUrl: guardedUrl("secret") }, { pool: 1 });
    expect((await sql`select count(*) as count from platform.migration`)[0]?.count).toBeGreaterThan(0);
    await sql.end();
    expect((await jalon.stop()).code).toBe(0);
  });

  test("web and worker start apart on it, once it is migrated", async () => {
    const web = await startWith(guardedUrl("secret"), ["--role", "web"]);
    await web.ready();
    expect((await web.stop()).code).toBe(0);
    const { code, stderr } = await (await startWith(withDatabase(cluster.url, "jalon"), ["--role", "web"])).ended;
    expect(code).toBe(8);
    expect(onlyLine(stderr)).toContain("jalon migrate");
  });

  const wrong: readonly { readonly what: string; readonly url: () => string; readonly line: RegExp }[] = [
    { what: "that is no address", url: () => "not an address", line: /DATABASE_URL is not a PostgreSQL address/ },
    { what: "of another kind", url: () => "mysql://u@localhost/d", line: /DATABASE_URL is not a PostgreSQL address/ },
    {
      what: "where nothing listens",
      url: () => "postgres://u@127.0.0.1:1/d",
      line: /No PostgreSQL answers at 127\.0\.0\.1:1\/d/,
    },
    {
      what: "of an unknown host",
      url: () => "postgres://u@no-such-host.invalid/d",
      line: /No PostgreSQL answers at no-such-host/,
    },
    { what: "with a wrong password", url: () => guardedUrl("guess"), line: /refuses user “guarded”/ },
    { what: "of a missing database", url: () => withDatabase(cluster.url, "absent"), line: /has no database “absent”/ },
    {
      what: "whose user may not write",
      url: () => withDatabase(cluster.url, "postgres"),
      line: /does not let this user work/,
    },
  ];
  test.for(wrong)("$what: one line, code 5", async ({ url, line }) => {
    const { code, stderr } = await (await startWith(url())).ended;
    expect({ code, line: onlyLine(stderr) }).toEqual({ code: 5, line: expect.stringMatching(line) });
    expect(stderr).not.toContain("guess");
  });

  test("of a server older than 15: one line with its version, code 6", async () => {
    const old = await oldServer("13.4", 130_004);
    const { code, stderr } = await (await startWith(`postgres://u@127.0.0.1:${old.port}/d`)).ended;
    await old.close();
    expect(code).toBe(6);
    expect(onlyLine(stderr)).toMatch(/is version 13\.4; Jalon needs 15 or later/);
  });
});

function guardedUrl(password: string): string {
  const url = new URL(withDatabase(cluster.url, "guarded"));
  url.username = "guarded";
  url.password = password;
  return url.href;
}

/** Enough of PostgreSQL's protocol to say a version: greets, and answers every query with one row. */
async function oldServer(version: string, number: number): Promise<{ readonly port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    let greeted = false;
    socket.on("error", () => {});
    socket.on("data", (bytes) => {
      if (!greeted) {
        greeted = true;
        socket.write(
          Buffer.concat([
            packet("R", int32(0)),
            packet("S", text("server_version"), text(version)),
            packet("Z", Buffer.from("I")),
          ]),
        );
      } else if (bytes[0] === "Q".charCodeAt(0)) {
        const fields = [field("version", 23), field("text", 25)];
        const values = [String(number), version].map((value) =>
          Buffer.concat([int32(value.length), Buffer.from(value)]),
        );
        socket.write(
          Buffer.concat([
            packet("T", int16(2), ...fields),
            packet("D", int16(2), ...values),
            packet("C", text("SELECT 1")),
            packet("Z", Buffer.from("I")),
          ]),
        );
      }
    });
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    port,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function packet(kind: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(kind), int32(body.length + 4), body]);
}

function field(name: string, type: number): Buffer {
  return Buffer.concat([text(name), int32(0), int16(0), int32(type), int16(-1), int32(-1), int16(0)]);
}

function text(value: string): Buffer {
  return Buffer.from(`${value}\0`);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}
