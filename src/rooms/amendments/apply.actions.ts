import { countCharacters } from "#engine/text/count.ts";
import { saysSomething } from "#engine/text/says-something.ts";
import { Conflict, Invalid, NotFound, Refused } from "#kernel/errors.ts";
import type { DecisionId, EditionId, PassageId } from "#kernel/ids.ts";
import { actingRole } from "#kernel/viewer.ts";
import type { Tx } from "#platform/db.ts";
import type { Actor } from "#platform/http/world.ts";
import { openArguments } from "#rooms/contributions";
import { addToDraftIn, draftDecisionIn, type Group, type Words } from "#rooms/decisions";
import { addDraftPassage, removeDraftPassage, saveDraftPassage } from "#rooms/documents";
import { tieChange } from "#rooms/editions";
import { type ApplicationRow, insertApplication, type Maker } from "./application.store.ts";
import type { Verdict } from "./list-filter.rules.ts";
import {
  type Choice,
  canApply,
  choicesFor,
  type Outcome,
  outcomeOf,
  type Plan,
  planOf,
  resultOf,
  verdictFits,
} from "./plan.rules.ts";
import {
  findDecisionFacts,
  findTeamAmendment,
  listTeamParts,
  lockDraft,
  type TeamAmendment,
  type TeamPart,
} from "./team-amendment.queries.ts";

const WORDS_LIMIT = 10_000;

/** What the editor chose for one passage, and what the page showed when choosing. */
export type PartChoice = {
  readonly position: number;
  readonly choice: Choice;
  /** The editor's own words, when those are chosen. */
  readonly words: string;
  /** The words of the draft, and what applying would have made of them; empty for none. */
  readonly seen: string;
  readonly result: string;
};

/** The decision that says it: a new draft, one that is being written, or the one that covers the amendment already. */
export type By =
  | { readonly kind: "new"; readonly id: DecisionId; readonly words: Words }
  | { readonly kind: "draft"; readonly batchId: string; readonly number: number }
  | { readonly kind: "covering" };

export type ApplyInput = {
  readonly number: number;
  readonly editionId: EditionId;
  readonly choices: readonly PartChoice[];
  readonly by: By;
  /** The arguments about it get the same decision. */
  readonly coversDiscussion: boolean;
};

export function editorOf(actor: Actor): Maker {
  const role = actingRole(actor.viewer, "editor", "administrator");
  if (!actor.viewer || !role) throw new Refused();
  return { personId: actor.viewer.personId, role };
}

/**
 * Takes what was chosen of an amendment into the draft of an edition: the decision, the words, the changes tied to it and the
 * record, all of it or nothing. Throws Conflict when the draft or the amendment is not as the page showed it.
 */
export async function applyAmendment(actor: Actor, input: ApplyInput): Promise<number> {
  const maker = editorOf(actor);
  return await actor.sql.begin(async (tx) => {
    // first the edition, then the decisions: in the order of who publishes both
    if (!(await lockDraft(tx, input.editionId))) throw new Conflict("amendments.error.published");
    const amendment = await findTeamAmendment(tx, input.number);
    if (!amendment) throw new NotFound();
    const before = await doneBefore(tx, amendment, input);
    if (before !== null) return before;
    const covers = await numbersCovered(tx, amendment, input);
    const decision = await decisionFor(tx, { amendment, input, covers }, maker);
    const parts = await listTeamParts(tx, amendment.id, input.editionId);
    if (parts.some(({ application }) => application !== null)) throw new Conflict("amendments.error.already");
    const chosen = parts.map((part) => chosenFor(part, input.choices));
    refuseOtherVerdict(decision.verdict, chosen);
    const at = { contributionId: amendment.id, editionId: input.editionId, decisionId: decision.id };
    for (const one of chosen) {
      const done = await takeIn(tx, input.editionId, one);
      await insertApplication(tx, { ...at, ...rowOf(one), ...done }, maker);
      const passageId = done.addedPassageId ?? one.part.passageId;
      if (one.outcome !== "declined") await tieChange(tx, { ...at, passageId }, maker);
    }
    return decision.number;
  });
}

/** The same form sent twice: the decision that the first one made; null when this is the first. */
async function doneBefore(
  tx: Tx,
  { id, decision }: TeamAmendment,
  { by, editionId }: ApplyInput,
): Promise<number | null> {
  const isOurs =
    (by.kind === "new" && decision?.id === by.id) || (by.kind === "draft" && decision?.number === by.number);
  if (!decision || !isOurs) return null;
  const parts = await listTeamParts(tx, id, editionId);
  return parts.every(({ application }) => application?.decisionId === decision.id) ? decision.number : null;
}

type Chosen = {
  readonly part: TeamPart;
  readonly outcome: Outcome;
  readonly text: string | null;
  readonly current: string | null;
};

/** The choice for a passage, checked against the draft as it is now. */
function chosenFor(part: TeamPart, choices: readonly PartChoice[]): Chosen {
  const { position } = part;
  const chosen = choices.find((choice) => choice.position === position);
  if (!chosen) throw new Invalid({ [`choice${position}`]: "amendments.error.choice" });
  const current = part.draft?.text ?? null;
  const plan = planOf(part, current);
  const isAsShown = isSentBack(current ?? "", chosen.seen) && isSentBack(resultOf(plan), chosen.result);
  if (!isAsShown) throw new Conflict("amendments.error.changed");
  if (!choicesFor(plan).includes(chosen.choice)) {
    throw new Invalid({ [`choice${position}`]: "amendments.error.cannotApply" });
  }
  return { part, outcome: outcomeOf(chosen.choice, plan), text: textFor(chosen, plan), current };
}

/** Texts of a form come back with other line ends than they went out. */
const unixLines = (words: string) => words.replace(/\r\n?/g, "\n");
const isSentBack = (shown: string, sent: string) => unixLines(shown) === unixLines(sent);

function textFor({ choice, words, position }: PartChoice, plan: Plan): string | null {
  if (choice === "decline") return null;
  if (choice === "apply") return canApply(plan) ? plan.text : null;
  if (!saysSomething(words)) throw new Invalid({ [`words${position}`]: "amendments.error.words" });
  if (countCharacters(words) > WORDS_LIMIT)
    throw new Invalid({ [`words${position}`]: "amendments.error.wordsTooLong" });
  return unixLines(words).trim();
}

function refuseOtherVerdict(verdict: Verdict, chosen: readonly Chosen[]): void {
  const outcomes = chosen.map(({ outcome }) => outcome);
  if (!verdictFits(verdict, outcomes)) throw new Invalid({ verdict: "amendments.error.verdict" });
}

const rowOf = ({
  part,
  outcome,
  text,
  current,
}: Chosen): Omit<ApplicationRow, "contributionId" | "editionId" | "decisionId" | "addedPassageId"> => ({
  position: part.position,
  passageId: part.passageId,
  outcome,
  beforeText: part.operation === "add" ? null : current,
  appliedText: outcome === "declined" ? null : text,
});

/** Writes the draft; gives the new passage when one was added. */
async function takeIn(
  tx: Tx,
  editionId: EditionId,
  { part, outcome, text, current }: Chosen,
): Promise<{ readonly addedPassageId: PassageId | null }> {
  const nothing = { addedPassageId: null };
  if (outcome === "declined") return nothing;
  const { passageId, draft } = part;
  if (part.operation === "add") {
    if (!draft || text === null) throw new Conflict("amendments.error.changed");
    const place = { nodeId: draft.nodeId, position: draft.position + 1 };
    const added = await addDraftPassage(tx, { editionId, ...place, text });
    return { addedPassageId: added.passageId };
  }
  if (current === null) return nothing;
  if (text === null) await removeDraftPassage(tx, { editionId, passageId, seen: current });
  else if (text !== current) await saveDraftPassage(tx, { editionId, passageId, text, seen: current });
  return nothing;
}

type Deciding = { readonly amendment: TeamAmendment; readonly input: ApplyInput; readonly covers: readonly number[] };
type Decided = { readonly id: DecisionId; readonly number: number; readonly verdict: Verdict };

async function decisionFor(tx: Tx, { amendment, input, covers }: Deciding, maker: Maker): Promise<Decided> {
  const { by } = input;
  if (by.kind === "covering") {
    if (!amendment.decision) throw new Conflict("amendments.error.decisionGone");
    return amendment.decision;
  }
  if (amendment.decision) throw new Conflict("amendments.error.decided");
  const group = groupOf(amendment, by.kind === "new" ? by.id : by.batchId, covers);
  const number =
    by.kind === "new"
      ? await draftDecisionIn(tx, { id: by.id, processId: amendment.processId, words: by.words, group }, maker)
      : (await addToDraftIn(tx, by.number, group, maker)).number;
  const facts = await findDecisionFacts(tx, number);
  if (!facts) throw new NotFound();
  return { ...facts, number };
}

async function numbersCovered(tx: Tx, { id, number }: TeamAmendment, input: ApplyInput): Promise<readonly number[]> {
  return input.coversDiscussion ? [number, ...(await openArguments(tx, id))] : [number];
}

function groupOf({ number }: TeamAmendment, batchId: string, numbers: readonly number[]): Group {
  const words = `n° ${number}`;
  const basis = { kind: "amendment", reference: String(number), words } as const;
  return { by: "numbers", batchId, words, basis, claim: null, numbers };
}
