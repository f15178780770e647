// What may follow what, object by object: the log is replayed, and the first act that could not have happened is named.
import { contributionAfter } from "./contribution-chain.ts";
import { type Family, familyOf, type Leaf } from "./leaf-kinds.ts";
import { LedgerError } from "./ledger-error.ts";
import { secondsOf } from "./time-text.ts";

export type State =
  | "visible"
  | "hidden"
  | "merged"
  | "withdrawn"
  | "erased"
  | "published"
  | "open"
  | "closed"
  | "tallied";

/** Where an object stands after the leaves so far. */
export type ObjectState = {
  readonly family: Family;
  readonly state: State;
  /** Last revision; 0 for what has none. */
  readonly revision: number;
  /** Last `h` or `d`, or the root of a batch, base64url; "" for what has none. */
  readonly hash: string;
  /** process */
  readonly process: string;
  /** No author any more: nothing is edited or withdrawn after. */
  readonly isDetached: boolean;
};

/** A time that went back by more than ten minutes from one leaf to the next. */
export type LateLeaf = { readonly index: number; readonly seconds: number };

type ObjectLeaf = Extract<Leaf, { readonly o: string }>;
const TOLERANCE_SECONDS = 600;

/** Replays a log. One small record for each object; a million of them take a few hundred megabytes. */
export class Chains {
  readonly #objects = new Map<string, ObjectState>();
  /** One string for each process, whatever the number of its objects. */
  readonly #processes = new Map<string, string>();
  readonly #late: LateLeaf[] = [];
  #time = "";

  /** Takes the next leaf. Throws, and keeps the state before, when the act may not follow what was. */
  accept(leaf: Leaf, index: number): void {
    if ("o" in leaf) {
      const was = this.#objects.get(leaf.o) ?? null;
      try {
        if (was !== null && was.family !== familyOf(leaf.k)) throw new LedgerError(`identifier of a ${was.family}`);
        this.#objects.set(leaf.o, this.#after(leaf, was));
      } catch (error) {
        if (!(error instanceof LedgerError)) throw error;
        throw new LedgerError(`leaf ${index}, object ${leaf.o}, ${leaf.k}: ${error.message}`);
      }
    }
    this.#noteTime(leaf.t, index);
  }

  /** Null for an object that no leaf named. */
  stateOf(o: string): ObjectState | null {
    return this.#objects.get(o) ?? null;
  }

  objects(): IterableIterator<[string, ObjectState]> {
    return this.#objects.entries();
  }

  /** Leaves whose time is before that of the leaf before by more than ten minutes: a warning, never an error. */
  get late(): readonly LateLeaf[] {
    return this.#late;
  }

  #after(leaf: ObjectLeaf, was: ObjectState | null): ObjectState {
    if (leaf.k === "moderation.merged") this.#checkTarget(leaf);
    if (leaf.k === "ballot.batch" || leaf.k === "token.batch") this.#checkPoll(leaf.p);
    const next = familyOf(leaf.k) === "contribution" ? contributionAfter(leaf, was) : officialAfter(leaf, was);
    return { family: familyOf(leaf.k), process: was?.process ?? this.#process(leaf.c), isDetached: false, ...next };
  }

  #checkTarget({ o, to }: { readonly o: string; readonly to: string }): void {
    const target = this.#objects.get(to);
    if (to === o || target?.family !== "contribution")
      throw new LedgerError(`merged into ${to}, no other contribution`);
    if (target.state === "erased") throw new LedgerError(`merged into ${to}, which is erased`);
  }

  #checkPoll(p: string): void {
    const poll = this.#objects.get(p);
    if (poll?.family !== "poll" || poll.state !== "open") throw new LedgerError(`poll ${p} is not open`);
  }

  #process(c: string): string {
    const known = this.#processes.get(c);
    if (known === undefined) this.#processes.set(c, c);
    return known ?? c;
  }

  #noteTime(time: string, index: number): void {
    const before = this.#time;
    this.#time = time;
    if (before === "" || time.slice(0, 16) >= before.slice(0, 16)) return;
    const seconds = secondsOf(before) - secondsOf(time);
    if (seconds > TOLERANCE_SECONDS) this.#late.push({ index, seconds });
  }
}

type Next = Pick<ObjectState, "state" | "revision" | "hash">;

function officialAfter(leaf: ObjectLeaf, was: ObjectState | null): Next {
  switch (leaf.k) {
    case "answer.published":
    case "measure.published":
    case "answer.revised":
    case "measure.revised":
    case "roadmap.version":
      checkLink(leaf, was);
      return { state: "published", revision: leaf.r, hash: leaf.d };
    case "poll.opened":
      if (was !== null) throw new LedgerError("opened twice");
      return { state: "open", revision: 0, hash: leaf.d };
    case "poll.closed":
      if (was?.state !== "open") throw new LedgerError("closed though not open");
      return { state: "closed", revision: 0, hash: leaf.d };
    case "poll.tallied":
      if (was?.state !== "closed" && was?.state !== "tallied") throw new LedgerError("tallied though not closed");
      checkLink(leaf, was.state === "closed" ? null : was);
      return { state: "tallied", revision: leaf.r, hash: leaf.d };
    default: {
      if (was !== null) throw new LedgerError("published twice");
      const hash = "d" in leaf ? leaf.d : undefined;
      return { state: "published", revision: 0, hash: hash ?? ("root" in leaf ? leaf.root : "") };
    }
  }
}

/** Revisions go up by one from 1, each naming the document before it. */
function checkLink(leaf: { readonly r: number; readonly ph?: string }, was: ObjectState | null): void {
  const revision = (was?.revision ?? 0) + 1;
  if (leaf.r !== revision) throw new LedgerError(`revision ${leaf.r} where ${revision} is due`);
  if (was !== null && leaf.ph !== was.hash) throw new LedgerError("ph is not the d of the previous revision");
}
