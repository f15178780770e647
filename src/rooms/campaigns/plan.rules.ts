import { isClosedAnswer } from "#engine/text/closed-answers.ts";
import { groupPairs } from "#engine/text/groups.ts";
import type { GuardFlag } from "#engine/text/guard.ts";
import type { Pair } from "#engine/text/near-duplicates.ts";
import { compareTexts, NearIndex } from "#engine/text/near-index.ts";
import { prepareText } from "#engine/text/prepare.ts";

/** A published text to place. `order`: the lowest came first. */
export type Text = { readonly id: string; readonly order: number; readonly words: string };
export type Likeness = { readonly similarity: number; readonly flags: readonly GuardFlag[] };
/** A group that exists: texts are compared with the one it shows first. */
export type Round = { readonly id: string; readonly isRefused: boolean; readonly keptWords: string };
export type Joining = Likeness & { readonly roundId: string; readonly textId: string };
export type Proposal = {
  readonly id: string;
  readonly kept: Text;
  readonly members: readonly (Likeness & { readonly textId: string })[];
};
/** Proposals first: a joining may name one of them. */
export type Plan = { readonly proposals: readonly Proposal[]; readonly joinings: readonly Joining[] };

type Accepts = (likeness: Likeness) => boolean;
const isClear: Accepts = ({ flags }) => flags.length === 0;
/** Replaced words may be one text under several pens; a negation or a number is left to each text. */
const isSofter: Accepts = ({ flags }) => flags.every((flag) => flag === "wording");
const isAny: Accepts = () => true;
/** Alike in a chain only: a person looks. */
const FLAGGED: Likeness = { similarity: 0, flags: ["wording"] };

type Start = {
  /** Tells which trigrams are rare. */
  readonly sample: readonly string[];
  readonly rounds: readonly Round[];
  /** Texts compared before, that no group holds. */
  readonly loose: readonly Text[];
  readonly newId: () => string;
};

/**
 * Places texts, slice after slice: each joins a group whose first text it resembles, or founds one with others. Texts that
 * differ by a negation, a number or replaced words are proposed with these flags, for a person to decide one by one. A text
 * that joins is never compared with the other members, so a text sent 10,000 times takes linear time.
 */
export class Planner {
  readonly #rounds: Round[] = [];
  readonly #roundIndex: NearIndex;
  readonly #loose: Text[] = [];
  readonly #looseIndex: NearIndex;
  readonly #newId: () => string;
  #proposals: Proposal[] = [];
  #joinings: Joining[] = [];
  /** Slots of loose texts that found their group. */
  #placed = new Set<number>();

  constructor({ sample, rounds, loose, newId }: Start) {
    this.#roundIndex = new NearIndex(sample);
    this.#looseIndex = new NearIndex(sample);
    this.#newId = newId;
    for (const round of rounds) this.#addRound(round);
    for (const text of loose) if (isComparable(text)) this.#loosen(text);
  }

  /** Yields now and then, so that others may work. */
  *place(slice: readonly Text[]): Generator<void, Plan> {
    this.#proposals = [];
    this.#joinings = [];
    const { firsts, copies } = foldCopies(slice);
    const rest: Text[] = [];
    for (const text of firsts) {
      // a text under another pen would join in the end, alone or with those that resemble it
      const near = this.#roundNear(text.words, isClear) ?? this.#openRoundNear(text.words, isSofter);
      if (!near) rest.push(text);
      else if (!near.round.isRefused) this.#join(near.round, [text, ...(copies.get(text.id) ?? [])]);
      yield;
    }
    const { pairs, fresh } = yield* this.#compare(rest, copies);
    this.#placeGroups(pairs);
    this.#placeSingles(pairs, fresh);
    return { proposals: this.#proposals, joinings: this.#joinings };
  }

  #addRound(round: Round): void {
    this.#rounds.push(round);
    this.#roundIndex.add(round.keptWords);
  }

  #loosen(text: Text): number {
    this.#loose.push(text);
    return this.#looseIndex.add(text.words);
  }

  /** Found through the text it repeats. */
  #loosenCopy(text: Text): number {
    this.#loose.push(text);
    return this.#looseIndex.add("");
  }

  #roundNear(words: string, accepts: Accepts): { readonly round: Round } | null {
    for (const likeness of this.#roundIndex.near(words)) {
      const round = this.#rounds[likeness.slot];
      if (round && accepts(likeness)) return { round };
    }
    return null;
  }

  /** None that was refused: what differs from it may still be something. */
  #openRoundNear(words: string, accepts: Accepts): { readonly round: Round } | null {
    const near = this.#roundNear(words, accepts);
    return near?.round.isRefused ? null : near;
  }

  /** Pairs among these texts, and with those that were loose, by slot. */
  *#compare(rest: readonly Text[], copies: ReadonlyMap<string, readonly Text[]>) {
    const pairs: Pair[] = [];
    const fresh: number[] = [];
    for (const text of rest) {
      const near = this.#looseIndex.near(text.words);
      const slot = this.#loosen(text);
      fresh.push(slot);
      for (const { slot: other, similarity, flags } of near) {
        pairs.push({ a: other, b: slot, similarity, isExact: false, flags });
      }
      for (const copy of copies.get(text.id) ?? []) {
        pairs.push({ a: slot, b: this.#loosenCopy(copy), similarity: 1, isExact: true, flags: [] });
      }
      yield;
    }
    return { pairs, fresh };
  }

  #placeGroups(pairs: readonly Pair[]): void {
    const groups = groupPairs(pairs).map(({ head, keep, members }) => ({ head, slots: [keep, ...members] }));
    groups.sort((x, y) => y.slots.length - x.slots.length || x.head - y.head);
    for (const { head, slots } of groups) {
      const kept = this.#keptOf(slots, head);
      const near = this.#openRoundNear(this.#textAt(kept).words, isSofter);
      const others = near ? this.#joinSlots(near.round, slots) : slots;
      if (others.length > 1) this.#found(others.includes(kept) ? kept : (others[0] ?? kept), others);
    }
  }

  /** The first that came, where each other is an unflagged neighbour of it too; else the head. */
  #keptOf(slots: readonly number[], head: number): number {
    const [first = head] = slots.toSorted((a, b) => this.#textAt(a).order - this.#textAt(b).order);
    const { words } = this.#textAt(first);
    const suits = slots.every(
      (slot) => slot === first || isClear(compareTexts(words, this.#textAt(slot).words) ?? FLAGGED),
    );
    return suits ? first : head;
  }

  /** What no group took: beside the group it resembles most, else with the others it resembles. */
  #placeSingles(pairs: readonly Pair[], fresh: readonly number[]): void {
    const neighbours = new Map<number, number[]>();
    for (const { a, b } of pairs) {
      listAt(neighbours, a).push(b);
      listAt(neighbours, b).push(a);
    }
    const weight = (slot: number): number => neighbours.get(slot)?.length ?? 0;
    for (const slot of fresh.toSorted((a, b) => weight(b) - weight(a) || a - b)) {
      if (this.#placed.has(slot)) continue;
      const near = this.#openRoundNear(this.#textAt(slot).words, isAny);
      const others = (neighbours.get(slot) ?? []).filter((other) => !this.#placed.has(other));
      if (near) this.#joinSlots(near.round, [slot]);
      else if (others.length > 0) this.#found(slot, [slot, ...others]);
    }
  }

  #textAt(slot: number): Text {
    const text = this.#loose[slot];
    if (!text) throw new RangeError("no text in this slot");
    return text;
  }

  #found(kept: number, slots: readonly number[]): void {
    const text = this.#textAt(kept);
    const id = this.#newId();
    this.#proposals.push({
      id,
      kept: text,
      members: slots
        .filter((slot) => slot !== kept)
        .map((slot) => ({
          textId: this.#textAt(slot).id,
          ...(compareTexts(text.words, this.#textAt(slot).words) ?? FLAGGED),
        })),
    });
    this.#addRound({ id, isRefused: false, keptWords: text.words });
    for (const slot of slots) this.#settle(slot);
  }

  /** Gives back those that do not resemble its first text. */
  #joinSlots(round: Round, slots: readonly number[]): readonly number[] {
    const texts = slots.map((slot) => this.#textAt(slot));
    const joined = new Set(this.#join(round, texts));
    const isJoined = (slot: number): boolean => joined.has(this.#textAt(slot).id);
    for (const slot of slots.filter(isJoined)) this.#settle(slot);
    return slots.filter((slot) => !isJoined(slot));
  }

  #settle(slot: number): void {
    this.#placed.add(slot);
    this.#looseIndex.remove(slot);
  }

  /** Ids of the texts that resemble the first one of the group. */
  #join(round: Round, texts: readonly Text[]): readonly string[] {
    const joined: string[] = [];
    for (const { id, words } of texts) {
      const likeness = compareTexts(round.keptWords, words);
      if (!likeness) continue;
      this.#joinings.push({ roundId: round.id, textId: id, ...likeness });
      joined.push(id);
    }
    return joined;
  }
}

function isComparable({ words }: Text): boolean {
  const prepared = prepareText(words);
  return prepared !== "" && !isClosedAnswer(prepared);
}

/** Equal texts follow the first of them; closed answers are set aside. */
function foldCopies(slice: readonly Text[]) {
  const byWords = new Map<string, Text>();
  const copies = new Map<string, Text[]>();
  for (const text of slice.filter(isComparable).toSorted((a, b) => a.order - b.order)) {
    const prepared = prepareText(text.words);
    const first = byWords.get(prepared);
    if (first) listAt(copies, first.id).push(text);
    else byWords.set(prepared, text);
  }
  return { firsts: [...byWords.values()], copies };
}

function listAt<Key, Item>(lists: Map<Key, Item[]>, key: Key): Item[] {
  const known = lists.get(key) ?? [];
  lists.set(key, known);
  return known;
}
