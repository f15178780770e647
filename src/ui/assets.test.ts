import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { assetsFrom } from "./assets.ts";

let folder = "";
let run = { status: 0 as number | null, stderr: "" };
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "jalon-assets-"));
  run = spawnSync(process.execPath, ["scripts/assets.mjs", "--quiet", "--out", folder], { encoding: "utf8" });
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (name: string) => readFileSync(path.join(folder, path.basename(name)));
const manifest = () => assetsFrom(JSON.parse(read("manifest.json").toString()));

describe("built assets", () => {
  test("the build passes without a word", () => expect(run).toMatchObject({ status: 0, stderr: "" }));

  test("one style sheet of at most 14 kB and one font of at most 28 kB", () => {
    expect(read(`${manifest().css}.br`).length).toBeLessThanOrEqual(14_000);
    expect(read(manifest().font).length).toBeLessThanOrEqual(28_000);
    expect(readdirSync(folder).filter((name) => name.endsWith(".css") || name.endsWith(".woff2"))).toHaveLength(2);
  });

  test("each island is at most 8 kB", () => {
    for (const src of Object.values(manifest().islands)) expect(read(`${src}.br`).length).toBeLessThanOrEqual(8_000);
  });

  test("names carry the hash of the content, and the compressed siblings hold the same bytes", () => {
    const { css } = manifest();
    expect(css).toMatch(/^\/assets\/jalon\.[A-Za-z0-9]{10}\.css$/);
    expect(brotliDecompressSync(read(`${css}.br`)).equals(read(css))).toBe(true);
    expect(gunzipSync(read(`${css}.gz`)).equals(read(css))).toBe(true);
  });

  test("the style sheet asks nothing from elsewhere and carries no foreign brand", () => {
    const css = read(manifest().css).toString();
    expect(css.match(/url\([^)]*\)/g)).toEqual([`url(${manifest().font})`]);
    expect(css.match(/govuk-|GDS Transport|crown-|@import|\/\/[a-z]/gi)).toBeNull();
  });
});

test("a manifest with a hole says so", () => {
  expect(() => assetsFrom({ css: "/a.css" })).toThrow("font is missing");
});
