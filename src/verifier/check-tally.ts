import { hash } from "node:crypto";
import { type Opening, recount } from "#ledger/ballot-batch.ts";
import { isIdentifier } from "#ledger/bytes.ts";
import { canonical, type Json } from "#ledger/canonical.ts";
import type { Leaf } from "#ledger/leaf.ts";
import { LedgerError } from "#ledger/ledger-error.ts";
import { EXIT, Fault, judged } from "./fault.ts";
import { judgedText, type Lot, readLot, readOpenings } from "./lots.ts";
import { openFrom } from "./open-journal.ts";
import { parsedObject } from "./opening.ts";
import { mustRead, type Place } from "./place.ts";
import type { Report, Run } from "./run.ts";
import { walkLog } from "./walk.ts";

const MAX_PAPER = 64 * 1024 * 1024;

type Papers = { rules: string; closing: string; result: string };
/** What the result file says, checked field by field where it is compared. */
type Result = {
  readonly lots: readonly string[];
  readonly ballots: number;
  readonly openings: boolean;
  readonly questions: Json;
};

/** `tally POLL --from PLACE`: lots, openings, and the recount against the published result. */
export async function checkTally(run: Run): Promise<Report> {
  const [poll = ""] = run.words;
  if (!isIdentifier(poll)) throw new Fault(EXIT.usage, "badIdentifier", { text: poll });
  const { place, checkpoint, reader } = await openFrom(run);
  const lots: Lot[] = [];
  const papers: Papers = { rules: "", closing: "", result: "" };
  await walkLog(run, reader, checkpoint, { leaf: (leaf, index) => notePollLeaf(poll, leaf, index, lots, papers) });
  if (papers.rules === "") throw new Fault(EXIT.wrong, "noPoll", { poll });
  if (papers.result === "") throw new Fault(EXIT.unreachable, "notTallied", { poll });
  await readPaper(place, `journal/regles/${poll}`, papers.rules);
  await readPaper(place, `journal/cloture/${poll}`, papers.closing);
  const file = `journal/depouillement/${poll}`;
  const result = judgedResult(await readPaper(place, file, papers.result), file, poll);
  const ballots = lots.reduce((sum, { n }) => sum + n, 0);
  if (result.ballots !== ballots || result.lots.join() !== lots.map(({ o }) => o).join()) {
    throw new Fault(EXIT.wrong, "otherLots", { file });
  }
  const openings = await countLots(run, place, lots, result.openings);
  if (result.openings) compareCounts(file, poll, openings, result.questions);
  else run.warnings.push({ key: "openingsKept", params: {} });
  return {
    lines: [
      result.openings
        ? { key: "tallyPassed", params: { poll, ballots, lots: lots.length } }
        : { key: "lotsPassed", params: { poll, ballots, lots: lots.length } },
    ],
    facts: { poll, ballots, lots: lots.length, recounted: result.openings, questions: result.questions },
  };
}

function notePollLeaf(poll: string, leaf: Leaf, index: number, lots: Lot[], papers: Papers): void {
  if (leaf.k === "ballot.batch") {
    if (leaf.p === poll) lots.push({ o: leaf.o, n: leaf.n, root: leaf.root, index });
    return;
  }
  if (!("o" in leaf) || leaf.o !== poll) return;
  if (leaf.k === "poll.opened") papers.rules = leaf.d;
  if (leaf.k === "poll.closed") papers.closing = leaf.d;
  if (leaf.k === "poll.tallied") papers.result = leaf.d;
}

/** A document whose digest is in the log. */
async function readPaper(place: Place, file: string, digest: string): Promise<Buffer> {
  const bytes = await mustRead(place, file, MAX_PAPER);
  if (hash("sha256", bytes, "base64url") !== digest) throw new Fault(EXIT.wrong, "otherDocument", { file });
  return bytes;
}

function judgedResult(bytes: Buffer, file: string, poll: string): Result {
  const text = judgedText(bytes, file);
  return judged("badFile", { file }, () => {
    const value = parsedObject(text);
    const { lots, ballots, openings, questions } = value;
    if (value.poll !== poll || value.v !== 1) throw new LedgerError("result of another poll");
    const isWhole = Array.isArray(lots) && typeof ballots === "number" && Array.isArray(questions);
    if (!isWhole || typeof openings !== "boolean") throw new LedgerError("result file has not its keys");
    return { lots: lots.map(String), ballots, openings, questions: questions as Json };
  });
}

async function countLots(run: Run, place: Place, lots: readonly Lot[], areOpened: boolean): Promise<Opening[]> {
  const openings: Opening[] = [];
  for (const [at, lot] of lots.entries()) {
    const commitments = await readLot(place, lot);
    if (areOpened) for (const one of await readOpenings(place, lot, commitments)) openings.push(one);
    run.progress({ key: "progressLots", params: {} }, at + 1, lots.length);
  }
  return openings;
}

/** Counts each statement again, in the form of the result file: agree, blank, disagree, pass. */
function compareCounts(file: string, poll: string, openings: readonly Opening[], published: Json): void {
  const counted = judged("badRecount", { file }, () => recount(openings));
  const again = counted.map(({ question, blank, counts }) => {
    const of = Object.fromEntries(counts.map(({ option, count }) => [String(option), count]));
    const { agree = 0, disagree = 0, pass = 0, ...strange } = of;
    const [unknown] = Object.keys(strange);
    if (unknown !== undefined) throw new Fault(EXIT.wrong, "strangeOption", { question, option: unknown });
    return { agree, blank, disagree, pass, question };
  });
  const [first] = openings;
  if (first !== undefined && (JSON.parse(first.content) as { poll: string }).poll !== poll) {
    throw new Fault(EXIT.wrong, "otherDocument", { file });
  }
  const told = published as readonly Json[];
  for (const [at, one] of again.entries()) {
    if (told[at] === undefined || canonical(told[at]) !== canonical(one)) {
      throw new Fault(EXIT.wrong, "countDiffers", { question: one.question, counted: canonical(one) });
    }
  }
  if (told.length !== again.length) throw new Fault(EXIT.wrong, "questionsDiffer", { file });
}
