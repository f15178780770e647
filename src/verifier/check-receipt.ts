import { dueBy, parseAcknowledgement } from "#ledger/acknowledgement.ts";
import { decodeUtf8, toBase64 } from "#ledger/bytes.ts";
import { shortCode } from "#ledger/leaf.ts";
import { LedgerError } from "#ledger/ledger-error.ts";
import { checkReceipt, MissingContentError } from "#ledger/receipt.ts";
import { asFault, EXIT, Fault, judged } from "./fault.ts";
import { openJournal } from "./open-journal.ts";
import { findPromised } from "./promise.ts";
import type { Report, Run } from "./run.ts";
import { acknowledgementKeys, givenFile, givenPolicy } from "./trust.ts";

const MAX_RECEIPT = 4 * 1024 * 1024;

/** `receipt FILE`: a proof file, checked without any network; or an acknowledgement, which `--from` compares with the log. */
export async function checkReceiptFile(run: Run): Promise<Report> {
  const [file = ""] = run.words;
  const bytes = await givenFile(file, MAX_RECEIPT);
  return bytes.subarray(0, 10).toString("latin1") === "jalon/ack/"
    ? await acknowledgement(run, file, bytes)
    : await proofFile(run, file, bytes);
}

async function proofFile(run: Run, file: string, bytes: Buffer): Promise<Report> {
  const policy = await givenPolicy(run.options);
  if (policy === null) throw new Fault(EXIT.usage, "policyNeeded");
  const contents: string[] = [];
  for (const name of run.options.content ?? []) {
    const content = await givenFile(name, MAX_RECEIPT);
    contents.push(judged("badReceipt", { file: name }, () => decodeUtf8(content)));
  }
  const checked = (() => {
    try {
      return checkReceipt(bytes, policy, contents);
    } catch (error) {
      if (error instanceof MissingContentError) throw new Fault(EXIT.unreachable, "contentNeeded", { file });
      throw asFault(error, "badReceipt", { file });
    }
  })();
  const { leaf, leafHash, index, size, cosignatures, texts, exit } = checked;
  if (exit === EXIT.policyNotMet) {
    run.faults.push(new Fault(EXIT.policyNotMet, "quorum", { count: cosignatures.length, size }));
  }
  const code = shortCode(leafHash);
  return {
    lines: [
      { key: "receiptPassed", params: { code, index, size } },
      { key: "receiptLeaf", params: { kind: leaf.k, t: leaf.t } },
      ...texts.map((content) => ({ key: "receiptText", params: { content: readable(content) } }) as const),
      { key: "cosigned", params: { count: cosignatures.length } },
    ],
    facts: {
      what: "receipt",
      code,
      index,
      size,
      leaf: { ...leaf },
      texts,
      cosignatures: cosignatures.map(({ witness, time }) => ({ witness, time })),
    },
  };
}

async function acknowledgement(run: Run, file: string, bytes: Buffer): Promise<Report> {
  const { key: _, from, ...options } = run.options;
  const keys = await acknowledgementKeys(run.options);
  if (keys.length === 0) throw new Fault(EXIT.usage, "ackKeyNeeded");
  const given = judged("badAcknowledgement", { file }, () => {
    const read = parseAcknowledgement(bytes, keys);
    // jalon.example/journal promises by jalon.example/accuse
    if (read.key.name.replace(/\/accuse$/, "/journal") !== read.origin) {
      throw new LedgerError("its key is not that of its origin");
    }
    return read;
  });
  const due = new Date(dueBy(given) * 1000).toISOString();
  const common = { what: "acknowledgement", origin: given.origin, time: given.time, due } as const;
  const what =
    "leaf" in given ? { leaf: toBase64(given.leaf) } : { poll: given.poll, ballots: given.ballots.map(toBase64) };
  const code = "leaf" in given ? shortCode(given.leaf) : given.poll;
  const passed = { key: "ackPassed", params: { code, origin: given.origin, time: given.time } } as const;
  if (from === undefined) {
    return { lines: [passed, { key: "ackDue", params: { due } }], facts: { ...common, ...what, kept: null } };
  }
  const journal = await openJournal({ ...run, options }, from);
  const kept = await findPromised(run, given, journal);
  return {
    lines: [passed, kept ? { key: "ackKept", params: { code } } : { key: "ackPending", params: { due } }],
    facts: { ...common, ...what, kept },
  };
}

/** The words of a text first: the rest of what was committed to stands around them in the file. */
function readable(content: string): string {
  let text = content;
  try {
    const { title = "", body, answer } = JSON.parse(content) as { title?: string; body?: string; answer?: unknown };
    text = body === undefined ? JSON.stringify(answer) : [title, body].filter((part) => part !== "").join(" — ");
  } catch {
    // no text of ours: shown as it is
  }
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
