// What outsiders get is one file: copied alone into an empty folder, it runs on the plain Node of the machine.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { golden, many, writeLog } from "./golden.ts";

let folder: string;
let built: string;
/** Node 20 when the machine has it, else the one that runs the tests. */
const node = (process.env.PATH ?? "")
  .split(path.delimiter)
  .filter((one) => !one.includes("node_modules"))
  .map((one) => path.join(one, "node"))
  .find((one) => existsSync(one) && /^v2\d/.test(spawnSync(one, ["-v"], { encoding: "utf8" }).stdout ?? ""));

function alone(program: "verify" | "witness", ...words: readonly string[]) {
  const cwd = mkdtempSync(path.join(folder, "alone-"));
  copyFileSync(path.join(built, `jalon-${program}.mjs`), path.join(cwd, "program.mjs"));
  return spawnSync(node ?? process.execPath, ["program.mjs", ...words], {
    cwd,
    encoding: "utf8",
    env: { PATH: "/nowhere", LANG: "C" },
  });
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "jalon-one-file-"));
  built = path.join(folder, "built");
  mkdirSync(built);
  const { buildForOutsiders } = (await import(path.resolve("scripts/build.mjs"))) as {
    buildForOutsiders: (outdir: string) => Promise<void>;
  };
  await buildForOutsiders(built);
  writeFileSync(path.join(folder, "politique"), golden.policy);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("jalon-verify.mjs", () => {
  it("imports nothing but Node", () => {
    for (const program of ["verify", "witness"]) {
      const text = readFileSync(path.join(built, `jalon-${program}.mjs`), "utf8");
      const imports = [...text.matchAll(/^import .*?from "([^"]+)"/gms)].map(([, name]) => name ?? "");
      expect(imports.filter((name) => !name.startsWith("node:"))).toEqual([]);
      expect(text).not.toContain("require(");
    }
  });

  it("checks receipts with the exit codes of the specification", () => {
    const all = [
      ...golden.receipts.filter(({ content }) => content === undefined).map(({ file, exit }) => ({ file, exit })),
      ...golden.refused_receipts
        .slice(-3)
        .map(({ file_b64, exit }) => ({ file: Buffer.from(file_b64, "base64"), exit })),
    ];
    for (const { file, exit } of all) {
      const name = path.join(folder, "one.tlog-proof");
      writeFileSync(name, file);
      const ran = alone("verify", "receipt", name, "--policy", path.join(folder, "politique"));
      expect(ran.status, ran.stderr).toBe(exit);
    }
  });

  it("checks a log in a folder, says how it is used, and refuses what it does not know", () => {
    writeLog(path.join(folder, "log"), many(300));
    expect(alone("verify", "journal", path.join(folder, "log")).status).toBe(0);
    expect(alone("verify", "--help").stdout).toContain("jalon verify receipt <file>");
    expect(alone("verify", "receipt", "--help", "--lang", "fr").stdout).toContain("jalon verify recu <file>");
    expect(alone("verify").status).toBe(64);
    expect(alone("verify", "journal", "x", "--force")).toMatchObject({
      status: 64,
      stderr: "Unknown option here: --force.\n",
    });
    expect(alone("verify", "journal")).toMatchObject({ status: 64 });
  });
});

describe("jalon-witness.mjs", () => {
  it("makes a key once", () => {
    const words = [
      "--key",
      path.join(folder, "w.key"),
      "--state",
      path.join(folder, "w.json"),
      "--name",
      "w.example/1",
    ];
    expect(alone("witness", "init", ...words).stdout).toMatch(/^w\.example\/1\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+\n$/);
    expect(alone("witness", "init", ...words).status).toBe(64);
    expect(alone("witness", "--key", "x").status).toBe(64);
  });
});
