import { type Change, changesIn, contests, isSameChange, writtenOut } from "./changes.ts";
import { compare } from "./compare.ts";
import { type Token, type Tokens, tokenise } from "./tokens.ts";

/** The same words of the base, as each of the three texts has them now. */
export type ContestedWords = { readonly base: string; readonly current: string; readonly proposed: string };

export type Merge =
  /** The words are still those it was made from: the proposal as it is. */
  | { readonly kind: "applied"; readonly text: string }
  /** Others changed other words meanwhile: both changes together. */
  | { readonly kind: "merged"; readonly text: string }
  /** Everything it asks for is there already. */
  | { readonly kind: "already"; readonly text: string }
  /** Both want other words in the same place: nobody but a person can say which. */
  | { readonly kind: "conflict"; readonly contested: readonly ContestedWords[] };

/**
 * Takes a proposal made from `base` into `current`, which was made from `base` too. Each word that either side added is in the
 * result, each word that neither removed too; where both changed the same words differently nothing is chosen.
 */
export function merge(base: string, proposed: string, current: string): Merge {
  const [theirs, ours] = [readSide(base, proposed), readSide(base, current)];
  const contested = contests(ours.changes, theirs.changes);
  const tokens = theirs.base.tokens;
  if (contested.length > 0) {
    const words = (side: readonly Change[], from: number, to: number) => writtenOut(changed(tokens, side, from, to));
    return {
      kind: "conflict",
      contested: contested.map(({ from, to, left, right }) => ({
        base: writtenOut(tokens.slice(from, to)),
        current: words(left, from, to),
        proposed: words(right, from, to),
      })),
    };
  }
  const wanted = theirs.changes.filter((change) => !ours.changes.some((own) => isSameChange(own, change)));
  if (wanted.length === 0 && ours.changes.length > 0) return { kind: "already", text: current };
  return { kind: ours.changes.length === 0 ? "applied" : "merged", text: joined(theirs, ours, wanted) };
}

type Side = {
  readonly base: Tokens;
  readonly next: Tokens;
  readonly changes: readonly Change[];
  /** For each token of the base, its place in the other text; -1 when it is not there. */
  readonly places: Int32Array;
};

function readSide(base: string, next: string): Side {
  const comparison = compare(base, next);
  const { a, b, runs } = comparison;
  const places = new Int32Array(a.tokens.length).fill(-1);
  for (const { isSame, aFrom, aTo, bFrom } of runs) {
    if (isSame) for (let at = aFrom; at < aTo; at += 1) places[at] = bFrom + at - aFrom;
  }
  return { base: a, next: b, changes: changesIn(comparison), places };
}

function changed(base: readonly Token[], changes: readonly Change[], from: number, to: number): Token[] {
  const words: Token[] = [];
  let at = from;
  for (const change of changes) {
    words.push(...base.slice(at, change.from), ...change.tokens);
    at = change.to;
  }
  return [...words, ...base.slice(at, to)];
}

function joined(theirs: Side, ours: Side, wanted: readonly Change[]): string {
  // an insertion stands before what replaces the words after it
  const all = [
    ...ours.changes.map((change) => ({ change, isOurs: true })),
    ...wanted.map((change) => ({ change, isOurs: false })),
  ].sort((x, y) => x.change.from - y.change.from || x.change.to - y.change.to);
  const writer = new Writer();
  let at = 0;
  for (const { change, isOurs } of all) {
    writer.addSame(theirs, ours, { from: at, to: change.from });
    const [origin, other] = isOurs ? (["ours", theirs] as const) : (["theirs", ours] as const);
    for (const [index, { lead, text }] of change.tokens.entries()) {
      // the blank before a replaced word is no part of the replacement
      const replaced = index === 0 && change.from < change.to ? theirs.base.tokens[change.from] : undefined;
      const kept = replaced && other.next.tokens[other.places[change.from] ?? NOWHERE];
      const isKept = replaced !== undefined && kept !== undefined && lead === replaced.lead;
      const place = { ...BEFORE_ALL, [origin]: change.at + index };
      writer.add({ lead: isKept ? kept.lead : lead, text }, place, origin);
    }
    at = change.to;
  }
  writer.addSame(theirs, ours, { from: at, to: theirs.base.tokens.length });
  return writer.text + chosen(theirs.base.tail, theirs.next.tail, ours.next.tail);
}

/** What the current text changed wins, then what the proposal changed: for blanks and typography, which are no conflict. */
const chosen = (base: string, proposed: string, current: string) => (current === base ? proposed : current);

type Origin = "ours" | "theirs";
type Place = Readonly<Record<Origin, number>>;
const NOWHERE = -2;
const BEFORE_ALL: Place = { ours: NOWHERE, theirs: NOWHERE };

class Writer {
  text = "";
  #last = "";
  #place: Place = { ours: -1, theirs: -1 };

  addSame(theirs: Side, ours: Side, { from, to }: { readonly from: number; readonly to: number }): void {
    for (let at = from; at < to; at += 1) {
      const place = { ours: ours.places[at] ?? NOWHERE, theirs: theirs.places[at] ?? NOWHERE };
      const [base, proposed, current] = [
        theirs.base.tokens[at],
        theirs.next.tokens[place.theirs],
        ours.next.tokens[place.ours],
      ];
      if (!base || !proposed || !current) continue;
      const lead = chosen(base.lead, proposed.lead, current.lead);
      const text = chosen(base.text, proposed.text, current.text);
      const origins = (["ours", "theirs"] as const).filter(
        (side) => (side === "ours" ? current : proposed).lead === lead,
      );
      this.add({ lead, text }, place, ...origins);
    }
  }

  /**
   * Where a word follows the one that it follows in a text its blank comes from, the blank is as there. Elsewhere words of two
   * texts meet: they never stick together, and none begins with a blank.
   */
  add({ lead, text }: Pick<Token, "lead" | "text">, place: Place, ...origins: Origin[]): void {
    const follows = origins.some((side) => place[side] === this.#place[side] + 1);
    if (follows) this.text += lead;
    else if (this.text !== "") this.text += lead === "" && !standApart(this.#last, text) ? " " : lead;
    this.text += text;
    this.#last = text;
    this.#place = place;
  }
}

function standApart(before: string, after: string): boolean {
  if (/[.,;:!?…)»]$/u.test(before) && /^[\p{L}\p{N}]/u.test(after)) return false;
  const { tokens } = tokenise(before + after);
  return tokens.length === 2 && tokens[0]?.text === before;
}
