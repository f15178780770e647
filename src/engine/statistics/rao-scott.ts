import { chiSquareTails, fTails } from "./distributions.ts";
import { type Matrix, multiply, solve, trace, transpose } from "./linear.ts";
import { sum } from "./sums.ts";
import { sumsByCluster } from "./weights.ts";

/** One entry per person: what they answered to two questions, their weight, and their cluster (a stage, a room) if any. */
export type WeightedAnswers = {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly weights: readonly number[];
  readonly clusters?: readonly string[];
};

export type RaoScott = {
  /** Pearson's X² of the weighted shares scaled to n: the uncorrected statistic, not to be looked up in a χ² table. */
  readonly statistic: number;
  readonly f: number;
  readonly numeratorDf: number;
  readonly denominatorDf: number;
  readonly p: number;
  readonly traceDelta: number;
  /** First-order correction: statistic/mean design effect on a χ². For comparison only. */
  readonly firstOrderP: number;
  /** Weighted shares of the cells, rows and columns in alphabetical order. */
  readonly shares: Matrix;
};

/**
 * Rao and Scott's second-order test of a crossed table with weights, with or without clusters: what Pearson's test on
 * weighted counts pretends to be.
 *
 *     z = w(x − p̂)/Σw by cluster, V̂ = m/(m − 1)·Σ(z − z̄)(z − z̄)ᵀ, D = diag(p̂)
 *     Δ = (Cᵀ D⁻¹ C/n)⁻¹ Cᵀ D⁻¹ V̂ D⁻¹ C; F = X²/tr Δ on d₀ = (tr Δ)²/tr Δ² and d₀(m − 1) degrees
 *
 * C: interaction contrasts, residuals after the main effects. Null when a question has one answer only, or fewer than two
 * clusters.
 * Source: J. Rao, A. Scott, Annals of Statistics 12:46, 1984; the same figures as `svychisq` of R's survey package.
 */
export function raoScottTest({ rows, columns, weights, clusters }: WeightedAnswers): RaoScott | null {
  const rowNames = [...new Set(rows)].sort();
  const columnNames = [...new Set(columns)].sort();
  const [height, width] = [rowNames.length, columnNames.length];
  if (height < 2 || width < 2) return null;
  const n = rows.length;
  const total = sum(weights);
  const places = rows.map((row, person) => rowNames.indexOf(row) * width + columnNames.indexOf(columns[person] ?? ""));
  const cells = Array.from({ length: height * width }, (_, cell) => cell);
  const shares = cells.map((cell) => sum(weights.filter((_, person) => places[person] === cell)) / total);
  const covariance = covarianceOf(
    cells.map((cell) => {
      const parts = places.map((place, person) => {
        const inCell = place === cell ? 1 : 0;
        return ((weights[person] ?? 0) * (inCell - (shares[cell] ?? 0))) / total;
      });
      return sumsByCluster(parts, clusters);
    }),
  );
  const m = clusters ? new Set(clusters).size : n;
  const contrasts = interactionContrasts(height, width);
  // D⁻¹C: a cell nobody is in carries no information
  const scaled = contrasts.map((row, cell) =>
    row.map((one) => ((shares[cell] ?? 0) > 0 ? one / (shares[cell] ?? 1) : 0)),
  );
  const simple = multiply(transpose(contrasts), scaled).map((row) => row.map((one) => one / n));
  const actual = multiply(transpose(scaled), multiply(covariance, scaled));
  const delta = m < 2 ? null : solve(simple, actual);
  if (!delta) return null;
  const statistic = n * pearson(shares, height, width);
  const traceDelta = trace(delta);
  const numeratorDf = traceDelta ** 2 / trace(multiply(delta, delta));
  const denominatorDf = numeratorDf * (m - 1);
  const f = statistic / traceDelta;
  return {
    statistic,
    f,
    numeratorDf,
    denominatorDf,
    p: fTails(f, numeratorDf, denominatorDf).above,
    traceDelta,
    firstOrderP: chiSquareTails((statistic * delta.length) / traceDelta, delta.length).above,
    shares: rowNames.map((_, row) => shares.slice(row * width, (row + 1) * width)),
  };
}

/** Σ(p̂ᵢⱼ − p̂ᵢ.p̂.ⱼ)²/(p̂ᵢ.p̂.ⱼ). */
function pearson(shares: readonly number[], height: number, width: number): number {
  const inRow = Array.from({ length: height }, (_, row) => sum(shares.slice(row * width, (row + 1) * width)));
  const inColumn = Array.from({ length: width }, (_, column) =>
    sum(shares.filter((_, cell) => cell % width === column)),
  );
  return sum(
    shares.map((share, cell) => {
      const expected = (inRow[Math.floor(cell / width)] ?? 0) * (inColumn[cell % width] ?? 0);
      return (share - expected) ** 2 / expected;
    }),
  );
}

/** Columns (eᵢ − 1/r) ⊗ (eⱼ − 1/c) for i, j beyond the first: what interaction columns leave after the main effects. */
function interactionContrasts(height: number, width: number): Matrix {
  const centred = (index: number, one: number, size: number) => (index === one ? 1 : 0) - 1 / size;
  return Array.from({ length: height * width }, (_, cell) => {
    const [row, column] = [Math.floor(cell / width), cell % width];
    return Array.from({ length: (height - 1) * (width - 1) }, (_, contrast) => {
      const [i, j] = [1 + Math.floor(contrast / (width - 1)), 1 + (contrast % (width - 1))];
      return centred(row, i, height) * centred(column, j, width);
    });
  });
}

/** m/(m − 1)·Σ(z − z̄)(z − z̄)ᵀ; one list of z per cell. */
function covarianceOf(parts: Matrix): Matrix {
  const m = parts[0]?.length ?? 0;
  const centred = parts.map((list) => {
    const middle = sum(list) / m;
    return list.map((one) => one - middle);
  });
  const products = multiply(centred, transpose(centred));
  return products.map((row) => row.map((one) => (one * m) / (m - 1)));
}
