import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { inspectHome, lockHome, readHolder } from "./home-lock.ts";
import { startOf } from "./processes.ts";

const home = mkdtempSync(join(tmpdir(), "jalon-lock-"));
const path = join(home, "jalon.lock");
afterAll(() => rmSync(home, { recursive: true }));

test("one holder at a time; released, the folder is free and clean", async () => {
  const lock = await lockHome(home);
  await expect(inspectHome(home)).rejects.toThrow(/already runs/);
  await expect(lockHome(home)).rejects.toMatchObject({ kind: "alreadyStarted" });
  lock.release();
  expect(readdirSync(home)).toEqual([]);
});

test("who comes while the holder leaves waits for it", async () => {
  const lock = await lockHome(home);
  lock.leaving();
  expect(await inspectHome(home)).toBe("left");
  const next = lockHome(home);
  lock.release();
  (await next).release();
});

test("a dead holder holds nothing, nor does its number given to another program", async () => {
  const dead = spawn("true");
  const start = startOf(dead.pid ?? 0);
  await once(dead, "exit");
  writeFileSync(path, JSON.stringify({ pid: dead.pid, start, state: "running" }));
  (await lockHome(home)).release();
  writeFileSync(path, JSON.stringify({ pid: process.pid, start: "1", state: "running" }));
  expect(readHolder(path)).toBeNull();
  (await lockHome(home)).release();
});

test("a file cut short by a full disk holds nothing", async () => {
  writeFileSync(path, "");
  (await lockHome(home)).release();
});
