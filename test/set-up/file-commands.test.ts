import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { root } from "#platform/root.ts";

const folder = mkdtempSync(join(tmpdir(), "jalon-files-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const votes = join(folder, "votes.csv");
writeFileSync(votes, "comment-id,voter-id,vote\n1,a,1\n1,b,-1\n2,a,0\n2,b,1\n");

function jalon(...words: string[]) {
  // settings that stop the site are nothing to a command on files
  const env = { ...process.env, PORT: "none", LANG: "C", LC_ALL: "C" };
  const program = join(root, "scripts/jalon.mjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], { encoding: "utf8", env });
  return {
    status,
    stdout,
    stderr: stderr
      .trim()
      .split("\n")
      .filter((line) => line !== ""),
  };
}

describe("commands on files", () => {
  test.each(["duplicates", "opinion", "themes"])("jalon %s looks for no package when it starts", (name) => {
    const program = readFileSync(join(root, "dist", `${name}-cli.js`), "utf8");
    const named = [...program.matchAll(/\bfrom\s*"([^"./][^"]*)"|\bimport\s*"([^"./][^"]*)"/g)];
    const asked = named.map(([, from, alone]) => from ?? alone ?? "");
    expect(asked.filter((one) => !isBuiltin(one))).toEqual([]);
    expect(jalon(name, "--help")).toMatchObject({ status: 0, stderr: [] });
  });

  test("jalon opinion writes the result alone, with code 0", () => {
    const { status, stdout, stderr } = jalon("opinion", votes, "--json");
    expect([status, stderr]).toEqual([0, []]);
    expect(JSON.parse(stdout)).toMatchObject({ schema: "jalon.opinion/1", input: { participants: 2, votes: 4 } });
    expect(jalon("opinion", votes).stdout).toMatch(/^2 participants, 2 statements, 4 votes/);
  });

  test("wrong use is 2, a file that cannot be read is 3, each with one line", () => {
    const bad = join(folder, "bad.csv");
    writeFileSync(bad, "comment-id,voter-id,vote\n1,a,1\n1,b,yes\n");
    for (const words of [[], [votes, "--mode", "x"], [votes, "--wrong"], [votes, "--seed"]]) {
      const { status, stdout, stderr } = jalon("opinion", ...words);
      expect([status, stdout, stderr.length]).toEqual([2, "", 1]);
    }
    const { status, stdout, stderr } = jalon("opinion", bad, "--json");
    expect([status, stdout]).toEqual([3, ""]);
    expect(stderr).toEqual([
      `The file ${bad} cannot be read: line 3, column 3 (vote): 1 (agree), 0 (pass) or -1 (disagree) was expected; “yes” was found.`,
    ]);
    expect(jalon("opinion", join(folder, "absent")).status).toBe(3);
  });

  test("a reader who stops early is no failure", () => {
    const rows = Array.from({ length: 40_000 }, (_, n) => `${n % 40},${n},1\n`);
    const large = join(folder, "large.csv");
    writeFileSync(large, `comment-id,voter-id,vote\n${rows.join("")}`);
    const command = `"${process.execPath}" "${join(root, "scripts/jalon.mjs")}" opinion "${large}" --json`;
    const whole = spawnSync("sh", ["-c", `${command} | (sleep 0.5; cat)`], { encoding: "utf8", maxBuffer: 1e8 });
    expect(Object.keys(JSON.parse(whole.stdout).participants)).toHaveLength(40_000);
    const cut = spawnSync("sh", ["-c", `${command} | head -c 10`], { encoding: "utf8" });
    expect([cut.stdout, cut.stderr]).toEqual(['{"schema":', ""]);
  });
});
