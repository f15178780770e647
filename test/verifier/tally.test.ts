import { hash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sealBatch, writeBatch } from "#ledger/ballot-batch.ts";
import { toBase64Url } from "#ledger/bytes.ts";
import { canonical } from "#ledger/canonical.ts";
import { authorContent, ballotContent, commit, textContent } from "#ledger/commitment.ts";
import { golden, identifier, PROCESS, submitted, writeLog } from "./golden.ts";
import { run } from "./run-verify.ts";
import { serveFolder } from "./serve-folder.ts";

let folder: string;
let policy: string;
let log: string;
const POLL = identifier(900);
const [ONE, TWO] = [identifier(901), identifier(902)];
const digest = (text: string): string => hash("sha256", text, "base64url");
const put = (file: string, text: string): void => {
  mkdirSync(path.dirname(path.join(log, file)), { recursive: true });
  writeFileSync(path.join(log, file), text);
};

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "jalon-tally-"));
  policy = path.join(folder, "politique");
  writeFileSync(policy, golden.policy);
});
beforeEach(() => {
  log = mkdtempSync(path.join(folder, "log-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Vote = { readonly question: string; readonly answer: readonly string[]; readonly replaces?: string };
const opened = ({ question, answer, replaces }: Vote, n: number) => {
  const nonce = Buffer.alloc(32, n);
  const content = ballotContent({ answer, poll: POLL, question, ...(replaces === undefined ? {} : { replaces }) });
  return { nonce: toBase64Url(nonce), content, commitment: commit(nonce, content) };
};

/** A poll of two questions in two lots, with one vote that was changed; `counts` is what the site publishes. */
function writePoll(questions: unknown = null, { areOpened = true } = {}): void {
  const first = Array.from({ length: 12 }, (_, n) =>
    opened({ question: ONE, answer: [n % 3 === 0 ? "pass" : "agree"] }, n),
  );
  const changed = toBase64Url(first[1]?.commitment ?? Buffer.alloc(0));
  const second = [
    ...Array.from({ length: 11 }, (_, n) => opened({ question: TWO, answer: n === 0 ? [] : ["disagree"] }, 50 + n)),
    opened({ question: ONE, answer: ["disagree"], replaces: changed }, 80),
  ];
  const lots = [first, second].map((ballots, at) => ({
    id: identifier(910 + at),
    ballots,
    ...sealBatch(ballots.map((one) => one.commitment)),
  }));
  const rules = canonical({ poll: POLL, closes: "2026-03-10T18:00:00Z" });
  const closing = canonical({ poll: POLL, closed: "2026-03-10T18:00:01Z" });
  const result = canonical({
    ballots: 24,
    lots: lots.map(({ id }) => id),
    openings: areOpened,
    poll: POLL,
    questions: (questions ?? [
      { question: ONE, agree: 7, blank: 0, disagree: 1, pass: 4 },
      { question: TWO, agree: 0, blank: 1, disagree: 10, pass: 0 },
    ]) as never,
    v: 1,
  });
  const t = "2026-03-10T18:00:01Z";
  writeLog(log, [
    canonical({ c: PROCESS, d: digest(rules), k: "poll.opened", o: POLL, t, v: 1 }),
    ...lots.map(({ id, root, ballots }) =>
      canonical({
        c: PROCESS,
        k: "ballot.batch",
        n: ballots.length,
        o: id,
        p: POLL,
        root: toBase64Url(root),
        t: "2026-03-10T18:00Z",
        v: 1,
      }),
    ),
    canonical({ c: PROCESS, d: digest(closing), k: "poll.closed", o: POLL, t, v: 1 }),
    canonical({ c: PROCESS, d: digest(result), k: "poll.tallied", o: POLL, r: 1, t, v: 1 }),
  ]);
  put(`journal/regles/${POLL}`, rules);
  put(`journal/cloture/${POLL}`, closing);
  put(`journal/depouillement/${POLL}`, result);
  for (const { id, sorted, ballots } of lots) {
    put(`journal/lot-${id}`, writeBatch(sorted));
    put(
      `journal/openings-${id}`,
      ballots.map(({ nonce, content }) => `${JSON.stringify({ content, nonce })}\n`).join(""),
    );
  }
}

/** A lot is a file and a folder of the same name at the addresses of a site. */
async function tally(change: (file: string, text: string) => string = (_, text) => text) {
  const { readFileSync } = await import("node:fs");
  const site = await serveFolder(log, (address) => {
    const [, id, openings] = /^\/journal\/lots\/([^/]+)(\/ouvertures)?$/.exec(address) ?? [];
    if (!id) return null;
    const file = openings ? `openings-${id}` : `lot-${id}`;
    return { status: 200, body: change(file, readFileSync(path.join(log, "journal", file), "utf8")) };
  });
  const ran = await run("tally", POLL, "--from", site.address, "--policy", policy);
  await site.close();
  return ran;
}

describe("verify tally", () => {
  it("recounts, with the votes that were changed", async () => {
    writePoll();
    expect(await tally()).toMatchObject({
      exit: 0,
      err: "",
      out: expect.stringContaining("24 ballots in 2 lots, recounted"),
    });
  });

  it("names the question whose published count is another", async () => {
    writePoll([
      { question: ONE, agree: 8, blank: 0, disagree: 0, pass: 4 },
      { question: TWO, agree: 0, blank: 1, disagree: 10, pass: 0 },
    ]);
    expect(await tally()).toMatchObject({ exit: 1, err: expect.stringContaining(ONE) });
  });

  it("refuses another list, another result, a ballot that is not opened or not there", async () => {
    writePoll();
    const dropLine = (text: string): string => text.slice(text.indexOf("\n") + 1);
    const lot = `lot-${identifier(910)}`;
    const openings = `openings-${identifier(911)}`;
    const changes: [(file: string, text: string) => string, RegExp][] = [
      [(file, text) => (file === lot ? dropLine(text) : text), /lot of 11 ballots instead of 12/],
      [(file, text) => (file === openings ? dropLine(text) : text), /does not open ballot/],
      [(file, text) => (file === openings ? text.replaceAll("disagree", "agree") : text), /of no ballot of its lot/],
      [(file, text) => (file === openings ? `${text}{}\n` : text), /without nonce/],
    ];
    for (const [change, err] of changes) {
      expect(await tally(change)).toMatchObject({ exit: 1, err: expect.stringMatching(err) });
    }
    put(`journal/cloture/${POLL}`, "{}");
    expect(await tally()).toMatchObject({ exit: 1, err: expect.stringContaining("is not the document") });
  });

  it("checks the lots alone where too few people voted, and knows no other poll", async () => {
    writePoll(null, { areOpened: false });
    expect(await tally()).toMatchObject({ exit: 0, err: expect.stringContaining("nothing was recounted") });
    expect(await run("tally", identifier(1), "--from", log, "--policy", policy)).toMatchObject({ exit: 1 });
    expect(await run("depouillement", "x", "--from", log, "--policy", policy)).toMatchObject({ exit: 64 });
    expect(await run("tally", POLL, "--policy", policy)).toMatchObject({ exit: 64 });
  });
});

describe("verify opening", () => {
  it("compares what is published with the leaf", async () => {
    const [o, nonce, authorNonce] = [identifier(5), Buffer.alloc(32, 3), Buffer.alloc(32, 4)];
    const content = textContent({ about: [], body: "Bonjour", category: "", choices: [], title: "", type: "comment" });
    const [h, ha] = [commit(nonce, content), commit(authorNonce, authorContent("Zoé"))].map(toBase64Url);
    writeLog(log, [submitted(4), submitted(5, h, ha)]);
    const opening = {
      o,
      r: 1,
      nonce: toBase64Url(nonce),
      content,
      authorNonce: toBase64Url(authorNonce),
      authorLabel: "Zoé",
    };
    const file = `journal/ouverture/${o}/1`;
    const ask = (...words: readonly string[]) => run("opening", o, "1", "--from", log, "--policy", policy, ...words);
    put(file, JSON.stringify(opening));
    expect(await ask()).toMatchObject({ exit: 0, out: expect.stringContaining("leaf 1 committed to") });
    put(file, JSON.stringify({ ...opening, authorNonce: null, authorLabel: null }));
    expect((await ask()).exit).toBe(0);
    put(file, JSON.stringify({ ...opening, content: content.replace("Bonjour", "Bonsoir") }));
    expect(await ask()).toMatchObject({ exit: 1, err: expect.stringContaining("text is not what was committed") });
    put(file, JSON.stringify({ ...opening, authorLabel: "Zoe" }));
    expect(await ask("--lang", "fr")).toMatchObject({ exit: 1, err: expect.stringContaining("la signature affichée") });
    rmSync(path.join(log, file));
    expect((await ask()).exit).toBe(3);
    expect((await run("ouverture", o, "2", "--from", log, "--policy", policy)).exit).toBe(1);
  });
});
