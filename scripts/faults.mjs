// npm run faults -- [NAME] [--planted]: one line per case, number, expected, seen. --planted breaks a copy of the program, one
// defect after the other (test/faults/planted.json), and says whether a case saw it.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { onOwnNode, root } from "./own-node.mjs";
import { projectEnv } from "./run-all.mjs";

const FOLDER = "test/faults";
/** What a copy of the program needs to run its tests. */
const COPIED = [
  "src",
  "db",
  "test",
  "scripts",
  "package.json",
  "tsconfig.json",
  "tsconfig.base.json",
  "vitest.config.ts",
];

/** Runs test files, a part of their cases where `only` says so; gives the cases with what was seen. */
function run(folder, files, { only, env = projectEnv } = {}) {
  const out = path.join(mkdtempSync(path.join(os.tmpdir(), "jalon-faults-")), "out.json");
  const args = ["run", ...files, "--reporter=json", `--outputFile=${out}`, ...(only ? ["-t", only] : [])];
  const done = spawnSync("vitest", args, { cwd: folder, env, encoding: "utf8", maxBuffer: 64_000_000 });
  try {
    const { testResults } = JSON.parse(readFileSync(out, "utf8"));
    return testResults.flatMap(({ name, message, assertionResults }) =>
      assertionResults.length === 0
        ? [{ file: path.basename(name), title: message.split("\n")[0], status: "failed", meta: {} }]
        : assertionResults.map((result) => ({ file: path.basename(name), ...result })),
    );
  } catch {
    process.stderr.write(done.stdout + done.stderr);
    return [];
  } finally {
    rmSync(path.dirname(out), { recursive: true, force: true });
  }
}

function tell({ title, status, meta, failureMessages = [] }) {
  const { number = "-", attack = title, expected = "passes", seen = failureMessages[0] ?? status } = meta?.fault ?? {};
  const isGood = status === "passed";
  const result = isGood && !meta?.fault ? "" : `  seen: ${seen.split("\n")[0]}`;
  console.log(`${isGood ? "ok    " : "FAILED"} ${number.padEnd(4)} ${attack}  expected: ${expected}${result}`);
}

async function attack(names) {
  const files = readdirSync(path.join(root, FOLDER)).filter((file) => file.endsWith(".test.ts"));
  const wanted = names.length === 0 ? files : files.filter((file) => names.some((name) => file.startsWith(name)));
  if (wanted.length === 0) {
    console.error(
      `faults: name one of ${files.map((file) => file.replace(".test.ts", "")).join(", ")}, or none for all`,
    );
    return 2;
  }
  const { buildIfNeeded } = await import("./build.mjs");
  await buildIfNeeded();
  const results = run(
    root,
    wanted.map((file) => `${FOLDER}/${file}`),
    { env: { ...projectEnv, JALON_FAULTS: "whole" } },
  );
  for (const result of results) tell(result);
  const failed = results.filter(({ status }) => status === "failed").length;
  console.log(`\n${results.length} cases, ${failed} FAILED`);
  return failed === 0 && results.length > 0 ? 0 : 1;
}

/** True when the cases that pass on the program fail on a copy with this defect. */
function isSeen(copy, { in: file, break: from, into, file: test, cases }) {
  const target = path.join(copy, file);
  const whole = readFileSync(target, "utf8");
  if (whole.split(from).length !== 2) return `NOT PLANTED: the words to break are not there once in ${file}`;
  writeFileSync(
    target,
    whole.replace(from, () => into),
  );
  try {
    const results = run(copy, [`${FOLDER}/${test}.test.ts`], { only: cases }).filter(
      ({ status }) => status !== "skipped" && status !== "pending",
    );
    const failed = results.filter(({ status }) => status === "failed");
    if (results.length === 0) return "NO CASE of that name";
    return failed.length > 0 ? null : `NOT SEEN by ${results.length} cases`;
  } finally {
    writeFileSync(target, whole);
  }
}

function plant(names) {
  const all = JSON.parse(readFileSync(path.join(root, FOLDER, "planted.json"), "utf8"));
  const wanted =
    names.length === 0 ? all : all.filter(({ number, file }) => names.includes(number) || names.includes(file));
  const copy = mkdtempSync(path.join(os.tmpdir(), "jalon-planted-"));
  let missed = 0;
  try {
    for (const name of COPIED) cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
    symlinkSync(path.join(root, "node_modules"), path.join(copy, "node_modules"));
    for (const defect of wanted) {
      const problem = isSeen(copy, defect);
      if (problem) missed += 1;
      console.log(`${problem ? "FAILED" : "ok    "} ${defect.number.padEnd(4)} ${defect.defect}: ${problem ?? "seen"}`);
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  console.log(`\n${wanted.length} defects planted, ${missed} not seen`);
  return missed === 0 && wanted.length > 0 ? 0 : 1;
}

await onOwnNode(import.meta.url, async () => {
  const names = process.argv.slice(2).filter((word) => !word.startsWith("--"));
  return process.argv.includes("--planted") ? plant(names) : await attack(names);
});
