import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { freePort, onlyLine, StartedJalon } from "./started-jalon.ts";

const isRoot = process.getuid?.() === 0;
/** A small disk of one's own: a tmpfs in a mount namespace, in a user namespace too when we are not root. */
const UNSHARE = ["unshare", isRoot ? "-m" : "-Urm"] as const;
const canMount = spawnSync(UNSHARE[0], [UNSHARE[1], "mount", "-t", "tmpfs", "tmpfs", "/mnt"]).status === 0;

class SmallDisk {
  readonly #folder = mkdtempSync(join(tmpdir(), "jalon-disk-"));
  readonly #holder: ChildProcess;
  readonly #ready: Promise<unknown>;

  /** `options` as mount takes them. The disk lives as long as the process that holds its namespace. */
  constructor(options: string) {
    const script = `mount -t tmpfs -o ${options} tmpfs ${this.#folder} && echo mounted && exec cat`;
    this.#holder = spawn(UNSHARE[0], [UNSHARE[1], "sh", "-c", script]);
    this.#ready = this.#holder.stdout ? once(this.#holder.stdout, "data") : Promise.reject(new Error("no output"));
  }

  async start(): Promise<StartedJalon> {
    await this.#ready;
    const user = isRoot ? [] : ["-U", "--preserve-credentials"];
    const prefix = ["nsenter", "-t", String(this.#holder.pid), "-m", ...user];
    return new StartedJalon({ JALON_HOME: join(this.#folder, "var"), PORT: String(await freePort()) }, { prefix });
  }

  /** The same file seen from here. */
  path(name: string): string {
    return join(`/proc/${this.#holder.pid}/root`, this.#folder, name);
  }

  fill(): void {
    try {
      for (let part = 0; ; part += 1) writeFileSync(this.path(`ballast-${part}`), Buffer.alloc(2 ** 20, 1));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
    }
  }

  empty(): void {
    for (let part = 0; existsSync(this.path(`ballast-${part}`)); part += 1) rmSync(this.path(`ballast-${part}`));
  }

  async remove(): Promise<void> {
    this.#holder.kill();
    await once(this.#holder, "exit");
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

async function failureOn(disk: SmallDisk): Promise<{ readonly code: number | null; readonly line: string }> {
  const { code, stderr } = await (await disk.start()).ended;
  return { code, line: onlyLine(stderr) };
}

describe.skipIf(!canMount)("a full disk gives one line and code 7", () => {
  test("when there is no room for a new database: nothing is begun", async () => {
    const disk = new SmallDisk("size=20m");
    expect(await failureOn(disk)).toEqual({
      code: 7,
      line: expect.stringMatching(/^No space left on the disk of .*var: free some \(\d+ MB free, 96 MB needed\)/),
    });
    expect(existsSync(disk.path("var/postgres"))).toBe(false);
    await disk.remove();
  });

  test("when the folder itself cannot be made", async () => {
    const disk = new SmallDisk("size=200m,nr_inodes=1");
    expect(await failureOn(disk)).toEqual({ code: 7, line: expect.stringContaining("No space left on the disk") });
    await disk.remove();
  });

  test("when PostgreSQL meets it while it makes its files: nothing half-made stays", async () => {
    // Room in bytes, none in files: initdb makes some 900.
    const disk = new SmallDisk("size=200m,nr_inodes=300");
    expect(await failureOn(disk)).toEqual({ code: 7, line: expect.stringContaining("No space left on the disk") });
    expect(existsSync(disk.path("var/postgres.new"))).toBe(false);
    await disk.remove();
  });

  test("on a later start; once some is freed the same folder starts", async () => {
    const disk = new SmallDisk("size=200m");
    const first = await disk.start();
    await first.ready();
    expect((await first.stop()).code).toBe(0);
    disk.fill();
    expect(await failureOn(disk)).toEqual({ code: 7, line: expect.stringContaining("24 MB needed") });
    disk.empty();
    const again = await disk.start();
    await again.ready();
    expect((await again.stop()).code).toBe(0);
    await disk.remove();
  });
});
