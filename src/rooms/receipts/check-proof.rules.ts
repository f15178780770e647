import { type Acknowledgement, dueBy, parseAcknowledgement } from "#ledger/acknowledgement.ts";
import { LedgerError } from "#ledger/ledger-error.ts";
import { openCheckpoint, type Policy } from "#ledger/policy.ts";
import { type CheckedReceipt, checkReceipt, MissingContentError, parseReceipt } from "#ledger/receipt.ts";
import { shortCode } from "#ledger/short-code.ts";
import { checkInclusion } from "#ledger/tree.ts";
import type { VerifierKey } from "#ledger/verifier-key.ts";
import { STEPS, type Step, type StepResult, type WrittenText } from "./verdict.rules.ts";

export type ProofVerdict = {
  readonly steps: readonly StepResult[];
  /** Null: something is false. */
  readonly proved: {
    readonly code: string;
    readonly kind: string;
    readonly time: string;
    readonly index: number;
    readonly size: number;
    readonly witnesses: readonly { readonly name: string; readonly time: number }[];
    readonly isQuorumMet: boolean;
    readonly texts: readonly WrittenText[];
  } | null;
  /** The text is kept apart, and was not given. */
  readonly lacksText: boolean;
};

/** Each check in its order, up to the first that fails; the verdict itself is the one of the ledger. */
export function checkProof(file: Uint8Array | string, policy: Policy, apart: readonly string[]): ProofVerdict {
  try {
    const checked = checkReceipt(file, policy, apart);
    return { steps: resultsUpTo("witnesses", witnessed(checked, policy)), proved: provedBy(checked), lacksText: false };
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    return {
      steps: resultsUpTo(failedStep(file, policy), "wrong"),
      proved: null,
      lacksText: error instanceof MissingContentError,
    };
  }
}

function witnessed({ exit }: CheckedReceipt, { quorum }: Policy): StepResult["result"] {
  if (quorum === null) return "unasked";
  return exit === 0 ? "right" : "waiting";
}

/** Everything before a step is right; what comes after it was not looked at. */
function resultsUpTo(last: Step, result: StepResult["result"]): readonly StepResult[] {
  const at = STEPS.indexOf(last);
  const resultAt = (place: number) => (place < at ? "right" : "unseen");
  return STEPS.map((step, place) => ({ step, result: place === at ? result : resultAt(place) }));
}

function failedStep(file: Uint8Array | string, policy: Policy): Step {
  const refused = <T>(check: () => T): T | null => {
    try {
      return check();
    } catch (error) {
      if (error instanceof LedgerError) return null;
      throw error;
    }
  };
  const receipt = refused(() => parseReceipt(file));
  if (!receipt) return "file";
  const opened = refused(() => openCheckpoint(receipt.checkpoint, policy));
  if (!opened) return "signature";
  const { size, root } = opened.checkpoint;
  const isInside = refused(() => {
    checkInclusion(receipt.index, size, receipt.leafHash, receipt.proof, root);
    return true;
  });
  return isInside ? "text" : "place";
}

function provedBy({ leaf, leafHash, index, size, cosignatures, exit, texts }: CheckedReceipt): ProofVerdict["proved"] {
  return {
    code: shortCode(leafHash),
    kind: leaf.k,
    time: leaf.t,
    index,
    size,
    witnesses: cosignatures.map(({ key, time }) => ({ name: key.name, time })),
    isQuorumMet: exit === 0,
    texts: texts.map(writtenText),
  };
}

/** The words inside a committed text; as it is when it is not one of ours. */
function writtenText(content: string): WrittenText {
  const value = parsed(content);
  const textOf = (name: string) => (typeof value[name] === "string" ? String(value[name]) : "");
  const { answer } = value;
  return {
    title: textOf("title"),
    body: textOf("body") || (Array.isArray(answer) ? answer.map(String).join(", ") : ""),
    content,
  };
}

function parsed(content: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

export function looksLikeAcknowledgement(file: string): boolean {
  return file.startsWith("jalon/ack/v1\n");
}

export type Promised = { readonly said: Acknowledgement; readonly dueAt: number };

/** What the site promised and signed; null when no known key signed it. */
export function openPromise(note: string, keys: readonly VerifierKey[]): Promised | null {
  try {
    const said = parseAcknowledgement(note, keys);
    return { said, dueAt: dueBy(said) };
  } catch (error) {
    if (error instanceof LedgerError) return null;
    throw error;
  }
}

/** As it was copied: line ends as the file has them, no blank line before or after. */
export function pasted(text: string): string {
  return `${text.replaceAll("\r\n", "\n").trim()}\n`;
}
