import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "#platform/root.ts";

const folder = mkdtempSync(join(tmpdir(), "jalon-package-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The package as npm would send it, in the folder of somebody who installed it. */
beforeAll(() => {
  execFileSync("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], { cwd: root, stdio: "pipe" });
  const archive = readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "";
  execFileSync("tar", ["-xzf", archive], { cwd: folder });
  mkdirSync(join(folder, "node_modules"));
  execFileSync("mv", ["package", "node_modules/jalon"], { cwd: folder });
});

function run(name: string, lines: string): string {
  writeFileSync(join(folder, name), lines);
  return execFileSync(process.execPath, [name], { cwd: folder, encoding: "utf8" });
}

/** The example of a page of the manual, in its own words. */
function exampleOf(page: string): string {
  return /```js\n([\s\S]*?)```/.exec(readFileSync(join(root, "docs/manual", page), "utf8"))?.[1] ?? "";
}

describe("the package, installed by a researcher", () => {
  test.each(["fr/recalculer.md", "en/recompute.md"])("runs the example of %s", (page) => {
    expect(run("example.mjs", exampleOf(page))).toMatch(/^2 \[ 6, 6 \]\n0\.\d+ \[ 0\.\d+, 0\.\d+ \]\n$/);
  });

  test("gives the command's result, from its modules alone", () => {
    mkdirSync(join(folder, "votes"));
    const votes = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((person) =>
      ["1", "2", "3"].map((statement, at) => `${statement},${person},${((person * (at + 1)) % 3) - 1}`),
    );
    writeFileSync(join(folder, "votes/votes.csv"), `comment-id,voter-id,vote\n${votes.join("\n")}\n`);
    const command = join(folder, "node_modules/jalon/scripts/jalon.mjs");
    const told = execFileSync(process.execPath, [command, "opinion", "votes", "--json"], {
      cwd: folder,
      encoding: "utf8",
    });
    const own = run(
      "own.mjs",
      `import { createHash } from "node:crypto";
      import { readFileSync } from "node:fs";
      import { analyse, resultText, voteTable } from "jalon/engine/opinion";
      const lines = readFileSync("votes/votes.csv", "utf8").trim().split("\\n").slice(1).map((line) => line.split(","));
      const votes = voteTable(lines.map(([statement, participant, vote]) => ({ statement, participant, vote: Number(vote) })));
      const sha256 = (chunks) => [...chunks].reduce((hash, chunk) => hash.update(chunk), createHash("sha256")).digest("hex");
      const { version } = JSON.parse(readFileSync("node_modules/jalon/package.json", "utf8"));
      console.log([...resultText(analyse(votes, new Map(), { mode: "improved", seed: 0, version, sha256 }))].join(""));`,
    );
    const untimed = (text: string) => text.trim().replace(/"timings":\{[^}]*\}/, "");
    expect(untimed(own)).toBe(untimed(told));
  });

  test("checks a receipt of a log, and refuses another text", () => {
    copyFileSync(join(root, "test/fixtures/ledger_golden.json"), join(folder, "golden.json"));
    const own = run(
      "receipt.mjs",
      `import { readFileSync } from "node:fs";
      import { checkReceipt, LedgerError, parsePolicy } from "jalon/ledger";
      const { policy, receipts } = JSON.parse(readFileSync("golden.json", "utf8"));
      const { exit, leaf, size } = checkReceipt(receipts[0].file, parsePolicy(policy));
      console.log(exit, leaf.k, size);
      try {
        checkReceipt(receipts[0].file.replace("index 2", "index 3"), parsePolicy(policy));
      } catch (error) {
        console.log(error instanceof LedgerError, error.message);
      }`,
    );
    expect(own).toBe("0 contribution.submitted 17\ntrue inclusion proof does not give the root\n");
  });

  /** What the compiler says of a program that imports the package; `types`: those of Node, where bytes are Node's. */
  function compiled(lines: string, types: "" | "node"): string {
    writeFileSync(join(folder, "typed.mts"), lines);
    const compiler = join(root, "node_modules/.bin/tsc");
    const target = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2022", "--lib", "es2023"];
    const words = [...target, "--types", types, "--typeRoots", join(root, "node_modules/@types"), "typed.mts"];
    return execFileSync(process.execPath, [compiler, ...words], { cwd: folder, encoding: "utf8" });
  }

  test("has types", () => {
    const engines = `import { type OpinionResult, openLive, voteTable } from "jalon/engine/opinion";
      import { wilsonInterval } from "jalon/engine/statistics";
      const votes = voteTable([{ statement: "1", participant: "a", vote: 1 }]);
      export const priorities: OpinionResult["priorities"] = openLive(votes, new Map(), { mode: "polis", seed: 0 }).result().priorities;
      // @ts-expect-error a vote is -1, 0 or 1
      voteTable([{ statement: "1", participant: "a", vote: 2 }]);
      export const share = wilsonInterval;`;
    expect(compiled(engines, "")).toBe("");
    const ledger = `import { type Leaf, parseLeaf, rootOf } from "jalon/ledger";
      export const kind: Leaf["k"] = parseLeaf("{}").k;
      // @ts-expect-error a leaf has no author
      export const author = parseLeaf("{}").author;
      export const root: Buffer = rootOf([]);`;
    expect(compiled(ledger, "node")).toBe("");
  });
});
