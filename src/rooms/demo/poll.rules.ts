import { seededNumbers } from "#engine/seeded-numbers.ts";

export type SeedView = "nearby" | "users" | "field";

/** A statement of db/seed/poll.yaml: what each way of seeing thinks of it, +1 or -1. */
export type SeedStatement = {
  readonly text: string;
  readonly nodes: readonly string[];
  readonly positions: Readonly<Record<SeedView, 1 | -1>>;
};

export type SeedPoll = {
  readonly title: string;
  readonly introduction: string;
  readonly nodes: readonly string[];
  readonly stages: readonly {
    readonly code: string;
    readonly name: string;
    readonly heldOn: string;
    readonly territory: string;
  }[];
  readonly statements: readonly SeedStatement[];
  readonly followUp: string;
  /** Drawn from a contribution while people were voting. */
  readonly later: SeedStatement & { readonly contribution: string; readonly since: Date };
  readonly titles: Readonly<Record<SeedView, { readonly title: string; readonly reason: string }>>;
  readonly hidden: { readonly text: string; readonly reason: string };
  readonly waiting: string;
};

export type SeedVote = { readonly statement: number; readonly value: -1 | 0 | 1; readonly at: Date };

export type SeedVoter = {
  readonly view: SeedView;
  readonly isVerified: boolean;
  readonly territory: string | null;
  readonly category: string | null;
  /** Rank of a stage of the poll; null: on the site. */
  readonly stage: number | null;
  readonly votes: readonly SeedVote[];
};

type Drawing = {
  readonly seed: string;
  readonly people: number;
  readonly opens: Date;
  readonly closes: Date;
  readonly territories: readonly string[];
  readonly categories: Readonly<Record<SeedView, readonly string[]>>;
  readonly withStages: boolean;
  readonly withLater: boolean;
};

const VIEWS: readonly (readonly [SeedView, number])[] = [
  ["nearby", 0.36],
  ["users", 0.74],
  ["field", 1],
];
const STAGES: readonly (readonly [number | null, number])[] = [
  [null, 0.4],
  [0, 0.64],
  [1, 0.84],
  [2, 1],
];
const AGREES_WITH_ITS_VIEW = 0.8;
const PASSES = 0.1;
const HALF_MINUTE = 30_000;
const AFTERNOON = 14.5 * 3_600_000;

/** Fictitious voters around three ways of seeing: the same for the same seed. Each votes on 8 statements or more. */
export function seedVoters(poll: SeedPoll, drawing: Drawing): readonly SeedVoter[] {
  const random = seededNumbers(drawing.seed);
  const pick = <T>(among: readonly T[]): T | null => among[Math.floor(random() * among.length)] ?? null;
  const by = <T>(limits: readonly (readonly [T, number])[]): T => {
    const drawn = random();
    const [found] = limits.find(([, limit]) => drawn < limit) ?? limits[limits.length - 1] ?? [];
    if (found === undefined) throw new Error("no choice to draw from");
    return found;
  };
  const asked = drawing.withLater ? [...poll.statements, poll.later] : poll.statements;
  return Array.from({ length: drawing.people }, () => {
    const view = by(VIEWS);
    const stage = drawing.withStages ? by(STAGES) : null;
    const heldOn = stage === null ? undefined : poll.stages[stage];
    const span = drawing.closes.getTime() - drawing.opens.getTime();
    const begins = heldOn
      ? new Date(`${heldOn.heldOn}T00:00:00+01:00`).getTime() + AFTERNOON + random() * 1_800_000
      : drawing.opens.getTime() + random() * (span - 40 * HALF_MINUTE);
    const wanted = 8 + Math.floor(random() ** 0.6 * (poll.statements.length - 7));
    const order = asked
      .map((_, index) => ({ index, draw: random() }))
      .filter(({ index }) => index < poll.statements.length || begins >= poll.later.since.getTime())
      .toSorted((a, b) => a.draw - b.draw)
      .slice(0, wanted);
    return {
      view,
      isVerified: random() < 0.4,
      territory: heldOn?.territory ?? (random() < 0.7 ? pick(drawing.territories) : null),
      category: random() < 0.75 ? pick(drawing.categories[view]) : null,
      stage,
      votes: order.map(({ index }, rank) => ({
        statement: index,
        value: voteOf(asked[index]?.positions[view] ?? 1, random()),
        at: new Date(begins + rank * HALF_MINUTE),
      })),
    };
  });
}

function voteOf(position: 1 | -1, drawn: number): -1 | 0 | 1 {
  if (drawn < PASSES) return 0;
  if (drawn < PASSES + AGREES_WITH_ITS_VIEW) return position;
  return position === 1 ? -1 : 1;
}

/** The name that the computation gave to the group where most people of each way of seeing are. */
export function groupOfViews(
  voters: readonly SeedVoter[],
  groups: ReadonlyMap<number, string>,
): ReadonlyMap<SeedView, string> {
  const counts = new Map<SeedView, Map<string, number>>();
  for (const [index, group] of groups) {
    const view = voters[index]?.view;
    if (view === undefined) continue;
    const of = counts.get(view) ?? new Map<string, number>();
    counts.set(view, of.set(group, (of.get(group) ?? 0) + 1));
  }
  return new Map(
    [...counts].map(([view, of]) => [view, [...of].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? ""] as const),
  );
}
