import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { replaceFile } from "./durable-file.ts";
import { destroyKey, makeKey, readKey } from "./keys.ts";

let keys: string;
beforeEach(() => {
  keys = join(mkdtempSync(join(tmpdir(), "jalon-keys-")), "keys");
});
afterEach(() => rmSync(join(keys, ".."), { recursive: true, force: true }));

test("a key is 32 bytes that differ each time, in a file and a folder of its user alone", () => {
  const seed = makeKey({ keys }, "journal");
  expect(seed).toHaveLength(32);
  expect(readKey({ keys }, "journal")).toEqual(seed);
  expect(makeKey({ keys }, "accuse")).not.toEqual(seed);
  expect(statSync(join(keys, "journal.key")).mode & 0o777).toBe(0o400);
  expect(statSync(keys).mode & 0o777).toBe(0o700);
});

test("a key is never written over, and a destroyed one is gone", () => {
  const poll = "polls/00000000-0000-4000-8000-0000000000b1";
  const seed = makeKey({ keys }, poll);
  expect(() => makeKey({ keys }, poll)).toThrow("EEXIST");
  expect(readKey({ keys }, poll)).toEqual(seed);
  destroyKey({ keys }, poll);
  expect(readKey({ keys }, poll)).toBeNull();
  destroyKey({ keys }, poll);
});

test("a file that others may read, or that is no key, is refused by its path and never by its content", () => {
  makeKey({ keys }, "journal");
  const path = join(keys, "journal.key");
  const seed = readFileSync(path, "latin1").trim();
  chmodSync(path, 0o604);
  expect(() => readKey({ keys }, "journal")).toThrow(path);
  for (const text of [seed.slice(1), `${seed}00`, seed.toUpperCase().replace(/\d/g, "A"), `${seed} `, ""]) {
    chmodSync(path, 0o600);
    writeFileSync(path, text);
    expect(() => readKey({ keys }, "journal"), text).toThrow(expect.objectContaining({ kind: "keyRefused" }));
    expect(() => readKey({ keys }, "journal")).not.toThrow(new RegExp(seed.slice(1, 20)));
  }
});

test("a file is replaced whole or not at all, and nothing is left beside it", () => {
  makeKey({ keys }, "journal");
  const file = join(keys, "anchor.json");
  replaceFile(file, "one");
  replaceFile(file, "two");
  expect(readFileSync(file, "utf8")).toBe("two");
  const folder = join(keys, "gone", "anchor.json");
  expect(() => replaceFile(folder, "three")).toThrow("ENOENT");
  expect(existsSync(folder)).toBe(false);
  expect(readdirSync(keys).sort()).toEqual(["anchor.json", "journal.key"]);
});
