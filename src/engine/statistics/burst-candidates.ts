/** What one voter did: the minute of the first vote (from any start), and each statement with its vote (+1, 0, −1). */
export type VoterBallot = {
  readonly firstMinute: number;
  readonly statements: readonly number[];
  readonly votes: readonly number[];
};

/** A ballot that several new voters cast within one window. */
export type Candidate = {
  readonly key: string;
  readonly statements: readonly number[];
  readonly votes: readonly number[];
};

export type BallotIndex = {
  readonly voters: readonly VoterBallot[];
  readonly minutes: readonly number[];
  readonly keyOf: (voter: number) => string;
  /** Voters by statement, and by statement and vote. */
  readonly byStatement: ReadonlyMap<number, readonly number[]>;
  readonly byVote: ReadonlyMap<string, readonly number[]>;
  /** New voters from one minute to another, both included. */
  readonly arrived: (from: number, to: number) => number;
};

/** Shorter ballots are alike by chance alone. */
const SHORTEST = 3;
/** Part of a ballot that may differ: one vote at least. */
const MAY_DIFFER = 0.15;
/** Copies of one ballot in a window that make it worth looking at, as a part of the least burst. */
const COPIES = 0.3;

export function indexBallots(voters: readonly VoterBallot[]): BallotIndex {
  const byStatement = new Map<number, number[]>();
  const byVote = new Map<string, number[]>();
  const add = <Key>(lists: Map<Key, number[]>, key: Key, voter: number) => {
    const list = lists.get(key);
    if (list) list.push(voter);
    else lists.set(key, [voter]);
  };
  const keys = voters.map(keyOfBallot);
  for (const [voter, { statements, votes }] of voters.entries()) {
    if (statements.length < SHORTEST) continue;
    for (const [place, statement] of statements.entries()) {
      add(byStatement, statement, voter);
      add(byVote, `${statement} ${votes[place]}`, voter);
    }
  }
  const minutes = voters.map(({ firstMinute }) => firstMinute);
  const sorted = Float64Array.from(minutes).sort();
  return {
    voters,
    minutes,
    keyOf: (voter) => keys[voter] ?? "",
    byStatement,
    byVote,
    arrived: (from, to) => countBelow(sorted, to, true) - countBelow(sorted, from, false),
  };
}

function keyOfBallot({ statements, votes }: VoterBallot): string {
  const order = [...statements.keys()].toSorted((a, b) => (statements[a] ?? 0) - (statements[b] ?? 0));
  return order.map((place) => `${statements[place]} ${votes[place]}`).join();
}

function countBelow(sorted: Float64Array, minute: number, included: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = sorted[middle] ?? 0;
    if (value < minute || (included && value === minute)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Ballots with several copies in one window, those with most copies first. */
export function candidatesIn(
  index: BallotIndex,
  { windowMinutes, least }: { readonly windowMinutes: number; readonly least: number },
): readonly Candidate[] {
  const groups = new Map<string, number[]>();
  for (const [voter, { statements }] of index.voters.entries()) {
    if (statements.length < SHORTEST) continue;
    const key = index.keyOf(voter);
    const group = groups.get(key);
    if (group) group.push(voter);
    else groups.set(key, [voter]);
  }
  return [...groups]
    .map(([key, group]) => {
      const [first, last] = densest(
        group.map((voter) => index.minutes[voter] ?? 0).toSorted((a, b) => a - b),
        windowMinutes,
      );
      const { statements = [], votes = [] } = index.voters[group[0] ?? 0] ?? {};
      return { key, statements, votes, copies: last - first + 1 };
    })
    .filter(({ copies }) => copies >= Math.max(2, Math.round(least * COPIES)))
    .toSorted((a, b) => b.copies - a.copies || (a.key < b.key ? -1 : 1));
}

export type Overlap = {
  /** The same statements with the same votes, up to the part that may differ. */
  readonly alike: readonly number[];
  /** The same statements, whatever the votes. */
  readonly sameStatements: readonly number[];
  /** Voted on all these statements at least, and of them those who voted so. */
  readonly exposed: readonly number[];
  readonly agreeing: ReadonlySet<number>;
};

/** Who voted like a candidate, who on the same statements, and who could have. */
export function overlapWith(
  { voters, byStatement, byVote }: BallotIndex,
  { statements, votes }: Candidate,
  without: ReadonlySet<number>,
): Overlap {
  const size = statements.length;
  const mayDiffer = Math.max(1, Math.floor(size * MAY_DIFFER));
  const seen = new Map<number, number>();
  const agreed = new Map<number, number>();
  const count = (counts: Map<number, number>, list: readonly number[] = []) => {
    for (const voter of list) counts.set(voter, (counts.get(voter) ?? 0) + 1);
  };
  for (const [place, statement] of statements.entries()) {
    count(seen, byStatement.get(statement));
    count(agreed, byVote.get(`${statement} ${votes[place]}`));
  }
  const alike: number[] = [];
  const sameStatements: number[] = [];
  const exposed: number[] = [];
  const agreeing = new Set<number>();
  for (const [voter, shared] of seen) {
    if (without.has(voter)) continue;
    const all = (voters[voter]?.statements.length ?? 0) + size;
    const same = agreed.get(voter) ?? 0;
    if (all - shared - same <= mayDiffer) alike.push(voter);
    if (all - 2 * shared <= mayDiffer) sameStatements.push(voter);
    if (shared < size - mayDiffer) continue;
    exposed.push(voter);
    if (size - same <= mayDiffer) agreeing.add(voter);
  }
  return { alike, sameStatements, exposed, agreeing };
}

/** First and last place of the window that holds most of the rising minutes; first > last when there are none. */
export function densest(minutes: readonly number[], width: number): readonly [first: number, last: number] {
  let best: readonly [number, number] = [0, -1];
  let first = 0;
  for (const [last, minute] of minutes.entries()) {
    while (minute - (minutes[first] ?? 0) > width) first += 1;
    if (last - first > best[1] - best[0]) best = [first, last];
  }
  return best;
}
