// What outsiders see of a log that lies: a history rewritten whole, two views of one size, bundles and notes that are not right.
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll } from "vitest";
import { toBase64 } from "#ledger/bytes.ts";
import { parseCheckpoint } from "#ledger/checkpoint.ts";
import { cosign } from "#ledger/cosignature.ts";
import { openNote, parseVerifierKey } from "#ledger/note.ts";
import { judge } from "#ledger/witness.ts";
import {
  golden,
  hidden,
  LOG_KEY,
  many,
  ORIGIN,
  submitted,
  type Written,
  witnessSigner,
  writeLog,
} from "../verifier/golden.ts";
import { run } from "../verifier/run-verify.ts";
import { serveFolder } from "../verifier/serve-folder.ts";
import { fault } from "./fault.ts";

let root: string;
let policy: string;
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), "jalon-outside-"));
  policy = path.join(root, "politique");
  writeFileSync(policy, golden.policy);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const folderOf = (name: string): string => mkdtempSync(path.join(root, `${name}-`));
/** Ten contributions, and the same where the sixth says something else: leaves, tiles, root and signature all agree. */
const honest = many(10);
const rewritten = honest.map((leaf, n) => (n === 5 ? submitted(5, "A".repeat(43)) : leaf));
const longer = [...rewritten, hidden(3)];

fault(
  "J01",
  {
    attack: "the owner rewrites a leaf and all tiles, and signs again: somebody follows the log",
    expected: "exit 0, then exit 2 with 2 checkpoints kept as evidence",
  },
  async () => {
    const log = folderOf("log");
    const evidence = folderOf("evidence");
    const site = await serveFolder(log);
    const follow = () =>
      run("follow", site.address, "--state", path.join(evidence, "state"), "--policy", policy, "--evidence", evidence);
    writeLog(log, honest);
    const first = await follow();
    rmSync(path.join(log, "journal"), { recursive: true });
    writeLog(log, longer);
    const second = await follow();
    await site.close();
    const kept = readdirSync(evidence).filter((name) => name !== "state");
    return `exit ${first.exit}, then exit ${second.exit} with ${kept.length} checkpoints kept as evidence`;
  },
);

fault("J02", { attack: "the same, shown to a witness", expected: "200, then 422 with evidence" }, async () => {
  const before = writeLog(folderOf("log"), honest);
  const after = writeLog(folderOf("log"), longer);
  let state: { size: number; root: Buffer } | null = null;
  const ask = (old: number, { note }: Written) =>
    judge(
      Buffer.from(`old ${old}\n\n${note}`),
      () => state,
      [parseVerifierKey(LOG_KEY)],
      (text) => cosign(text, witnessSigner, 1_783_100_000),
    );
  const first = ask(0, before);
  if (first.next) state = { size: first.next.size, root: first.next.root };
  const proof = `${toBase64(Buffer.alloc(32, 7))}\n`;
  const second = judge(
    Buffer.from(`old 10\n${proof}\n${after.note}`),
    () => state,
    [parseVerifierKey(LOG_KEY)],
    (text) => cosign(text, witnessSigner, 1_783_100_000),
  );
  return `${first.status}, then ${second.status}${second.evidence ? " with evidence" : ""}`;
});

fault("J03", { attack: "two views of one size", expected: "exit 2, both kept" }, async () => {
  const [one, other, evidence] = [folderOf("one"), folderOf("other"), folderOf("evidence")];
  writeFileSync(path.join(one, "a"), writeLog(one, honest).note);
  writeFileSync(path.join(other, "b"), writeLog(other, rewritten).note);
  const { exit } = await run(
    "consistency",
    path.join(one, "a"),
    path.join(other, "b"),
    "--policy",
    policy,
    "--evidence",
    evidence,
  );
  return `exit ${exit}, ${readdirSync(evidence).length === 2 ? "both" : readdirSync(evidence).length} kept`;
});

fault("J04", { attack: "a truncated bundle", expected: "exit 1, the bundle is named" }, async () => {
  const log = folderOf("log");
  writeLog(log, honest);
  truncateSync(path.join(log, "journal/tile/entries/000.p/10"), 500);
  const { exit, err } = await run("journal", log, "--policy", policy);
  return `exit ${exit}, ${err.includes("entries/000") ? "the bundle is named" : err}`;
});

fault(
  "J05",
  { attack: "a leaf of more than 1,024 bytes in the tree", expected: "exit 1, leaf 10 is named" },
  async () => {
    const log = folderOf("log");
    writeLog(log, [...honest, `{"v":1,"x":"${"y".repeat(1_100)}"}`]);
    const { exit, err } = await run("journal", log, "--policy", policy);
    return `exit ${exit}, ${/\b10\b/.test(err) ? "leaf 10 is named" : err}`;
  },
);

fault(
  "J06",
  {
    attack: "a receipt whose index is beyond the tree, and 20 others that are not right",
    expected: "each with the exit code wanted",
  },
  async () => {
    const wrong: string[] = [];
    for (const [place, { why, exit, file_b64 }] of golden.refused_receipts.entries()) {
      const file = path.join(root, `refused-${place}`);
      writeFileSync(file, Buffer.from(file_b64, "base64"));
      const ran = await run("receipt", file, "--policy", policy);
      if (ran.exit !== exit) wrong.push(`${why}: ${ran.exit}`);
    }
    return wrong.length === 0 ? "each with the exit code wanted" : wrong;
  },
);

const opened = (note: string): string => {
  try {
    return `read, ${openNote(note, [parseVerifierKey(LOG_KEY)]).verified.length} verified`;
  } catch {
    return "refused";
  }
};
const line = (note: string): string => note.split("\n").find((text) => text.startsWith(`— ${ORIGIN} `)) ?? "";
const unknown = `— nobody.example/x ${Buffer.alloc(68, 3).toString("base64")}\n`;

type NoteCase = readonly [attack: string, expected: string, change: (note: string) => string];
const notes: readonly NoteCase[] = [
  ["101 signature lines", "refused", (note) => note + unknown.repeat(101)],
  ["a line by an unknown key", "read, 1 verified", (note) => note + unknown],
  ["the line of the log twice", "read, 1 verified", (note) => `${note}${line(note)}\n`],
  [
    "a false line of the log before the true one",
    "refused",
    (note) => note.replace(line(note), `${line(note).replace(/.{8}$/, "AAAAAAA=")}\n${line(note)}`),
  ],
  ["CRLF line ends", "refused", (note) => note.replaceAll("\n", "\r\n")],
  ["a byte order mark", "refused", (note) => `\ufeff${note}`],
  ["a control character", "refused", (note) => note.replace("\n10\n", "\n10\u0007\n")],
];
for (const [attack, expected, change] of notes) {
  fault("J07", { attack: `checkpoint with ${attack}`, expected }, async () =>
    opened(change(writeLog(folderOf("log"), honest).note)),
  );
}

fault(
  "J08",
  { attack: "a log that goes back to fewer leaves", expected: "exit 0, then exit 1, the state still at 10" },
  async () => {
    const log = folderOf("log");
    const evidence = folderOf("evidence");
    const state = path.join(evidence, "state");
    const site = await serveFolder(log);
    const follow = () => run("follow", site.address, "--state", state, "--policy", policy, "--evidence", evidence);
    writeLog(log, honest);
    const first = await follow();
    rmSync(path.join(log, "journal"), { recursive: true });
    writeLog(log, honest.slice(0, 7));
    const second = await follow();
    await site.close();
    const { size } = parseCheckpoint(openNote(readFileSync(state, "utf8"), [parseVerifierKey(LOG_KEY)]).text, {
      own: true,
    });
    return `exit ${first.exit}, then exit ${second.exit}, the state still at ${size}`;
  },
);
