// Votes whose groups are known, made from a seed (section 14 of the design).
import type { VoteTable } from "#engine/opinion/index.ts";
import { seededNumbers } from "#engine/seeded-numbers.ts";

export type Plan = {
  readonly people: number;
  readonly statements: number;
  readonly groups: number;
  /** Share of the statements that a person votes on, about; people differ. */
  readonly density: number;
  readonly seed: number;
};
export type Planted = { readonly votes: VoteTable; readonly truth: ReadonlyMap<string, number> };

/** The standard set: k should be found from 2 to 5 groups, and nothing clear in the last. */
export const STANDARD: readonly Omit<Plan, "seed">[] = [
  { people: 200, statements: 40, groups: 2, density: 0.5 },
  { people: 1000, statements: 150, groups: 3, density: 0.2 },
  { people: 2000, statements: 300, groups: 4, density: 0.1 },
  { people: 1000, statements: 150, groups: 5, density: 0.2 },
  { people: 500, statements: 100, groups: 1, density: 0.2 },
];

const [SHARED, SHARED_AGREED] = [0.3, 0.7];
const [PASS, POSITION] = [0.12, 0.73];
const SPREAD = 0.7;

export function plantedVotes({ people, statements, groups, density, seed }: Plan): Planted {
  const random = seededNumbers(`planted ${people} ${statements} ${groups} ${density} ${seed}`);
  const coin = (share: number): 1 | -1 => (random() < share ? 1 : -1);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const positions = Array.from({ length: statements }, () => {
    if (random() >= SHARED) return Array.from({ length: groups }, () => coin(0.5));
    const all = coin(SHARED_AGREED);
    return Array.from({ length: groups }, () => all);
  });
  const truth = new Map<string, number>();
  const columns = { statement: [] as number[], participant: [] as number[], vote: [] as number[] };
  const order = Int32Array.from({ length: statements }, (_, j) => j);
  for (let person = 0; person < people; person += 1) {
    const group = Math.floor(random() * groups);
    truth.set(String(person), group);
    const wanted = Math.floor(density * statements * Math.exp(SPREAD * normal()));
    const count = Math.min(statements, Math.max(1, wanted));
    for (let drawn = 0; drawn < count; drawn += 1) {
      const other = drawn + Math.floor(random() * (statements - drawn));
      const statement = order[other] ?? 0;
      order[other] = order[drawn] ?? 0;
      order[drawn] = statement;
      const chance = random();
      const position = positions[statement]?.[group] ?? 1;
      columns.statement.push(statement);
      columns.participant.push(person);
      columns.vote.push(voteFor(chance, position));
    }
  }
  return {
    votes: {
      kind: "matrix",
      statements: Array.from({ length: statements }, (_, j) => String(j)),
      participants: Array.from({ length: people }, (_, i) => String(i)),
      statement: Int32Array.from(columns.statement),
      participant: Int32Array.from(columns.participant),
      vote: Int8Array.from(columns.vote),
      time: null,
    },
    truth,
  };
}

function voteFor(chance: number, position: 1 | -1): number {
  if (chance < PASS) return 0;
  return chance < PASS + POSITION ? position : -position;
}

/** The votes as lines of a log, `comment-id,voter-id,vote`, in their order. */
export function* logLines({ statements, participants, statement, participant, vote }: VoteTable): Generator<string> {
  yield "comment-id,voter-id,vote\n";
  for (let at = 0; at < vote.length; at += 1) {
    yield `${statements[statement[at] ?? 0]},${participants[participant[at] ?? 0]},${vote[at]}\n`;
  }
}
