import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { isRunning } from "#platform/embedded/processes.ts";
import { until } from "#platform/until.ts";
import { freePort, onlyLine, StartedJalon, TestHome } from "./started-jalon.ts";

const homes: TestHome[] = [];
const started: StartedJalon[] = [];

async function startOn(
  home: TestHome,
  port?: number,
  env: Readonly<Record<string, string>> = {},
): Promise<StartedJalon> {
  const jalon = new StartedJalon({ JALON_HOME: home.path, PORT: String(port ?? (await freePort())), ...env });
  started.push(jalon);
  return jalon;
}

function newHome(): TestHome {
  const home = new TestHome();
  homes.push(home);
  return home;
}

afterEach(async () => {
  for (const jalon of started.splice(0)) await jalon.stop("SIGTERM");
  for (const home of homes.splice(0)) home.remove();
});

/** Any table of the house does: what matters is that the commit was acknowledged. */
async function writeRow(home: TestHome, name: string): Promise<void> {
  const sql = home.connect();
  await sql`insert into platform.setting (name, value) values (${name}, 'kept')`;
  await sql.end();
}

async function hasRow(home: TestHome, name: string): Promise<boolean> {
  const sql = home.connect();
  try {
    return (await sql`select 1 from platform.setting where name = ${name}`).length === 1;
  } finally {
    await sql.end();
  }
}

/** What a program says of itself that was taken from the site, with the digest that its page shows, and lies alone. */
async function helpOf(address: string, name: string): Promise<string> {
  const program = Buffer.from(await (await fetch(`${address}/journal/jalon-${name}.mjs`)).arrayBuffer());
  const page = await (await fetch(`${address}/fr/journal/etat`)).text();
  expect(page).toContain(createHash("sha256").update(program).digest("hex"));
  const home = newHome();
  writeFileSync(join(home.path, `jalon-${name}.mjs`), program);
  const { stdout, stderr } = spawnSync(process.execPath, [`jalon-${name}.mjs`, "--help"], {
    cwd: home.path,
    encoding: "utf8",
    env: { LANG: "C" },
  });
  return stdout + stderr;
}

/** The child process that runs a program, as ps shows it. */
function childOf(parent: number, program: string): number {
  const children = execFileSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
  const found = children
    .map((line) => line.trim().split(/\s+/))
    .find(([, ppid, ...args]) => {
      return Number(ppid) === parent && args.some((word) => word.endsWith(program));
    });
  return Number(found?.[0]);
}

describe("npm start", () => {
  test("is ready in less than a minute on an empty folder, answers, and stops cleanly on Ctrl-C", async () => {
    const home = newHome();
    const before = performance.now();
    const jalon = await startOn(home);
    const address = await jalon.ready();
    expect(performance.now() - before).toBeLessThan(60_000);
    expect((await fetch(address)).status).toBeLessThan(500);
    for (const name of ["verify", "witness"]) expect(await helpOf(address, name)).toContain(`jalon ${name}`);
    const postmaster = home.postmaster() ?? 0;
    const { code, stderr } = await jalon.stop("SIGINT");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(isRunning(postmaster)).toBe(false);
    expect(home.log()).toContain("database system is shut down");
  });

  test("stops cleanly on SIGTERM too, also when told twice", async () => {
    const home = newHome();
    const jalon = await startOn(home);
    await jalon.ready();
    jalon.child.kill("SIGTERM");
    expect((await jalon.stop("SIGTERM")).code).toBe(0);
    expect(home.log()).toContain("database system is shut down");
  });

  test("refuses a second start on the same folder with one line and code 4", async () => {
    const home = newHome();
    await (await startOn(home)).ready();
    const { code, stderr } = await (await startOn(home)).ended;
    expect(code).toBe(4);
    expect(onlyLine(stderr)).toMatch(/^Jalon already runs on the folder .* \(process \d+\)/);
  });

  test("refuses a used port with one line and code 3, before it writes anything", async () => {
    const port = await freePort();
    const other = createServer().listen(port, "127.0.0.1");
    const home = newHome();
    const { code, stderr } = await (await startOn(home, port)).ended;
    other.close();
    expect(code).toBe(3);
    expect(onlyLine(stderr)).toContain(`Port ${port} is already in use on 127.0.0.1`);
    expect(home.postmaster()).toBeNull();
  });

  test("speaks French to a French system", async () => {
    const port = await freePort();
    const other = createServer().listen(port, "127.0.0.1");
    const { stderr } = await (await startOn(newHome(), port, { LANG: "fr_FR.UTF-8" })).ended;
    other.close();
    expect(onlyLine(stderr)).toContain(`Le port ${port} est déjà pris`);
  });

  test("says all wrong settings at once, code 2", async () => {
    const { code, stderr } = await (await startOn(newHome(), 1, { PORT: "abc", SMTP_URL: "nowhere" })).ended;
    expect(code).toBe(2);
    expect(onlyLine(stderr)).toMatch(/PORT .*; SMTP_URL .*docs\/manual\/settings\.md/);
  });

  test("works in a folder whose path is too long for a Unix socket", async () => {
    const home = newHome();
    const long = join(home.path, "d".repeat(120));
    mkdirSync(long);
    const jalon = await startOn(home, undefined, { JALON_HOME: long });
    await jalon.ready();
    expect((await jalon.stop()).code).toBe(0);
  });
});

test("a copy of the stopped folder, as docs/manual/backup.md says, starts elsewhere with what it held", async () => {
  const home = newHome();
  const first = await startOn(home);
  await first.ready();
  await writeRow(home, "before-backup");
  expect((await first.stop()).code).toBe(0);
  const archive = join(newHome().path, "jalon.tar.gz");
  execFileSync("tar", ["-C", home.path, "-czf", archive, "."]);
  const elsewhere = newHome();
  execFileSync("tar", ["-C", elsewhere.path, "-xzpf", archive]);
  await (await startOn(elsewhere)).ready();
  expect(await hasRow(elsewhere, "before-backup")).toBe(true);
});

/** A Node of the machine that is too old to run the program itself. */
const oldNode = ["/usr/local/bin/node", "/usr/bin/node"].filter(existsSync).find((node) => {
  const version = execFileSync(node, ["-p", "process.versions.node"], { encoding: "utf8" });
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major < 22 || (major === 22 && minor < 18);
});

describe.skipIf(oldNode === undefined)("on a machine with Node 20 alone", () => {
  test("goes on by itself on its own Node, stops on SIGTERM, and does not outlive kill -9", async () => {
    const home = newHome();
    const env = { JALON_HOME: home.path, PORT: String(await freePort()) };
    const first = new StartedJalon(env, { node: oldNode ?? "" });
    started.push(first);
    await first.ready();
    expect((await first.stop("SIGTERM")).code).toBe(0);
    const second = new StartedJalon(env, { node: oldNode ?? "" });
    started.push(second);
    await second.ready();
    const postmaster = home.postmaster() ?? 0;
    second.child.kill("SIGKILL");
    expect(await until(() => !isRunning(postmaster), { seconds: 20 })).toBe(true);
    const third = new StartedJalon(env, { node: oldNode ?? "" });
    started.push(third);
    await third.ready();
  });
});

describe("through npm, which passes no signal on to the children of its shell", () => {
  test.for(["SIGTERM", "SIGINT", "SIGKILL"] as const)("%s of npm leaves nothing running", async (signal) => {
    const home = newHome();
    const port = await freePort();
    const jalon = new StartedJalon({ JALON_HOME: home.path, PORT: String(port) }, { npm: true });
    started.push(jalon);
    await jalon.ready();
    const postmaster = home.postmaster() ?? 0;
    jalon.child.kill(signal);
    expect(await until(() => !isRunning(postmaster), { seconds: 20 })).toBe(true);
    expect(home.log()).toContain("database system is shut down");
    await (await startOn(home, port)).ready();
  });
});

describe("kill -9", () => {
  test("of Jalon, then a start on the same folder and port: what was acknowledged is there", async () => {
    const home = newHome();
    const port = await freePort();
    const first = await startOn(home, port);
    await first.ready();
    await writeRow(home, "before-kill");
    await first.stop("SIGKILL");
    await (await startOn(home, port)).ready();
    expect(await hasRow(home, "before-kill")).toBe(true);
  });

  test("of PostgreSQL: it is started again, what was acknowledged is there, and so it is after a restart", async () => {
    const home = newHome();
    const port = await freePort();
    const first = await startOn(home, port);
    const address = await first.ready();
    await writeRow(home, "before-crash");
    const postmaster = home.postmaster() ?? 0;
    process.kill(postmaster, "SIGKILL");
    const isBack = await until(async () => await hasRow(home, "before-crash").catch(() => false), { seconds: 30 });
    expect(isBack).toBe(true);
    expect(home.postmaster()).not.toBe(postmaster);
    expect((await fetch(address)).status).toBeLessThan(500);
    expect((await first.stop()).code).toBe(0);
    await (await startOn(home, port)).ready();
    expect(await hasRow(home, "before-crash")).toBe(true);
  });

  test("of PostgreSQL and Jalon together", async () => {
    const home = newHome();
    const port = await freePort();
    const first = await startOn(home, port);
    await first.ready();
    await writeRow(home, "before-both");
    first.child.kill("SIGKILL");
    process.kill(home.postmaster() ?? 0, "SIGKILL");
    await first.ended;
    await (await startOn(home, port)).ready();
    expect(await hasRow(home, "before-both")).toBe(true);
  });

  test("of the web process: it is started again", async () => {
    const home = newHome();
    const jalon = await startOn(home);
    const address = await jalon.ready();
    const web = childOf(jalon.child.pid ?? 0, "server.js");
    process.kill(web, "SIGKILL");
    const isBack = await until(
      async () => {
        const answers = await fetch(address).then(
          (response) => response.status < 500,
          () => false,
        );
        return answers && !isRunning(web);
      },
      { seconds: 20 },
    );
    expect(isBack).toBe(true);
    expect((await jalon.stop()).code).toBe(0);
  });
});
