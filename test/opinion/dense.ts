// The method once more, plainly: whole matrices, one line per sentence of the design (its sections 3 to 7), nothing shared with the
// engine and no care for speed. Small sets only.

export type Line = {
  readonly statement: string;
  readonly participant: string;
  readonly vote: -1 | 0 | 1;
  readonly time: number | null;
};
export type Fact = { readonly moderated: -1 | 0 | 1 | null; readonly meta: boolean };
export type Facts = ReadonlyMap<string, Fact>;

export type Dense = {
  /** Columns and rows of the matrices, in order. */
  readonly statements: readonly string[];
  readonly participants: readonly string[];
  /** Last votes; null: not seen. */
  readonly x: readonly (readonly (number | null)[])[];
  /** The same with every column of Out at 0 for everybody. */
  readonly r: readonly (readonly (number | null)[])[];
  readonly isOut: readonly boolean[];
  readonly replacedVotes: number;
  /** Columns by time of their first vote, then id. */
  readonly walk: readonly number[];
  readonly placed: readonly boolean[];
  readonly mean: readonly number[];
  readonly eigenvalues: readonly number[];
  /** Loadings by component (all of them), largest eigenvalue first. */
  readonly components: readonly (readonly number[])[];
  /** Sum of the squares of the centred matrix. */
  readonly norm2: number;
};

const DIGITS = /^\d+$/;
export function byId(a: string, b: string): number {
  if (DIGITS.test(a) && DIGITS.test(b)) {
    const [x, y] = [BigInt(a), BigInt(b)];
    if (x !== y) return x < y ? -1 : 1;
  } else if (DIGITS.test(a) || DIGITS.test(b)) {
    return DIGITS.test(a) ? -1 : 1;
  }
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

export function dense(lines: readonly Line[], facts: Facts): Dense {
  const last = new Map<string, Map<string, Line>>();
  const firstVote = new Map<string, number>();
  let replacedVotes = 0;
  for (const line of lines) {
    const column = last.get(line.statement) ?? new Map<string, Line>();
    last.set(line.statement, column);
    firstVote.set(line.statement, Math.min(firstVote.get(line.statement) ?? Infinity, line.time ?? 0));
    const before = column.get(line.participant);
    if (before) replacedVotes += 1;
    if (!before || (line.time ?? 0) >= (before.time ?? 0)) column.set(line.participant, line);
  }
  const statements = [...last.keys()].sort(byId);
  // the order of a first reading of the votes sorted by statement, then participant
  const participants = [...new Set(statements.flatMap((id) => [...(last.get(id)?.keys() ?? [])].sort(byId)))];
  const isOut = statements.map((id) => facts.get(id)?.moderated === -1 || facts.get(id)?.meta === true);
  const x = participants.map((person) => statements.map((id) => last.get(id)?.get(person)?.vote ?? null));
  const r = x.map((row) => row.map((vote, j) => (isOut[j] ? 0 : vote)));
  const at = (j: number) => firstVote.get(statements[j] ?? "") ?? 0;
  const walk = [...statements.keys()].sort((a, b) => at(a) - at(b) || a - b);

  const mean = statements.map((_, j) => {
    const votes = r.map((row) => row[j] ?? null).filter((vote) => vote !== null);
    return isOut[j] ? 0 : sum(votes) / votes.length;
  });
  const centred = r.map((row) => row.map((vote, j) => (vote ?? mean[j] ?? 0) - (mean[j] ?? 0)));
  const norm2 = sum(centred.flat().map((value) => value * value));
  const gram = statements.map((_, a) =>
    statements.map((_, b) => sum(centred.map((row) => (row[a] ?? 0) * (row[b] ?? 0)))),
  );
  const { values, vectors } = eigen(gram);
  const kept = values.slice(0, participants.length).map((value) => Math.max(0, value));
  const components = kept.map((value, c) =>
    value <= 1e-12 * Math.max(1, norm2) ? statements.map(() => 0) : positive(vectors[c] ?? []),
  );
  return {
    statements,
    participants,
    x,
    r,
    isOut,
    replacedVotes,
    walk,
    placed: placedOf(
      x.map((row) => row.filter((vote) => vote !== null).length),
      statements.length,
    ),
    mean,
    eigenvalues: kept,
    components,
    norm2,
  };
}

/** At least 7 votes, or as many as there are statements; to 15 people with those who voted most, while there are any. */
function placedOf(counts: readonly number[], statementCount: number): readonly boolean[] {
  const placed = counts.map((count) => count >= Math.min(7, statementCount));
  const others = [...counts.keys()]
    .filter((i) => !placed[i])
    .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b);
  const missing = Math.max(0, 15 - placed.filter(Boolean).length);
  for (const i of others.slice(0, missing)) placed[i] = true;
  return placed;
}

/** The loading of largest absolute value is positive; ties: the lowest id. */
function positive(vector: readonly number[]): readonly number[] {
  const largest = Math.max(...vector.map(Math.abs));
  const leader = vector.find((value) => Math.abs(value) >= largest * (1 - 1e-9)) ?? 0;
  return leader < 0 ? vector.map((value) => -value) : vector;
}

/** Jacobi's rotations on a symmetric matrix until nothing is left beside the diagonal. */
function eigen(matrix: readonly (readonly number[])[]): { values: number[]; vectors: number[][] } {
  const n = matrix.length;
  const a = matrix.map((row) => [...row]);
  const v = a.map((_, i) => a.map((_, j) => (i === j ? 1 : 0)));
  const cell = (m: readonly (readonly number[])[], i: number, j: number): number => m[i]?.[j] ?? 0;
  const put = (m: number[][], i: number, j: number, value: number): void => {
    const row = m[i];
    if (row) row[j] = value;
  };
  const scale = Math.max(1e-300, ...a.flat().map(Math.abs));
  for (let sweep = 0; sweep < 100; sweep += 1) {
    let off = 0;
    for (let p = 0; p < n; p += 1) {
      for (let q = p + 1; q < n; q += 1) {
        const apq = cell(a, p, q);
        off = Math.max(off, Math.abs(apq));
        if (Math.abs(apq) <= 1e-18 * scale) continue;
        const theta = (cell(a, q, q) - cell(a, p, p)) / (2 * apq);
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(theta, 1));
        const c = 1 / Math.hypot(t, 1);
        const s = t * c;
        for (let i = 0; i < n; i += 1) {
          const [ip, iq] = [cell(a, i, p), cell(a, i, q)];
          put(a, i, p, c * ip - s * iq);
          put(a, i, q, s * ip + c * iq);
        }
        for (let i = 0; i < n; i += 1) {
          const [pi, qi] = [cell(a, p, i), cell(a, q, i)];
          put(a, p, i, c * pi - s * qi);
          put(a, q, i, s * pi + c * qi);
          const [ip, iq] = [cell(v, i, p), cell(v, i, q)];
          put(v, i, p, c * ip - s * iq);
          put(v, i, q, s * ip + c * iq);
        }
      }
    }
    if (off <= 1e-17 * scale) break;
  }
  const order = [...a.keys()].sort((i, j) => cell(a, j, j) - cell(a, i, i));
  return { values: order.map((i) => cell(a, i, i)), vectors: order.map((i) => v.map((row) => row[i] ?? 0)) };
}

/** Points on the given components (2, or 4 in mode improved) and what makes a statement one. */
export function mapOf(d: Dense, components: readonly (readonly number[])[]) {
  const count = d.statements.length;
  const points = d.r.map((row) => {
    const present = row.filter((vote) => vote !== null).length;
    const stretch = Math.sqrt(count / Math.max(1, present));
    return components.map(
      (loading) =>
        stretch * sum(row.map((vote, j) => (vote === null ? 0 : (vote - (d.mean[j] ?? 0)) * (loading[j] ?? 0)))),
    );
  });
  const statementPoints = d.statements.map((_, j) =>
    components.slice(0, 2).map((loading) => Math.sqrt(count) * (1 - (d.mean[j] ?? 0)) * (loading[j] ?? 0)),
  );
  return { points, statementPoints, extremity: statementPoints.map((point) => Math.hypot(...point)) };
}
