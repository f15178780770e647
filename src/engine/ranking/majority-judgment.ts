/** People per grade of one option, from the worst grade to the best. */
export type Grades = readonly number[];

export type MajorityJudgment = {
  /** Options, best first, tied options together. */
  readonly order: readonly (readonly number[])[];
  /** Index of the majority grade (lower median) of each option: at least half of the people give it this grade or better. */
  readonly majorityGrades: readonly number[];
  /** Share of each grade, per option. */
  readonly shares: readonly (readonly number[])[];
};

/**
 * Majority judgment. The majority grade of an option is the lower median of its grades; equal ones are told apart by
 * taking away one majority grade from each, and again, until they differ. A person who did not grade an option is taken
 * to give the worst grade; `voters` is everybody, the most graded option unless given.
 * Source: M. Balinski, R. Laraki, "Majority Judgment", MIT Press, 2010, chapters 1 and 13.
 */
export function majorityJudgment(
  options: readonly Grades[],
  voters = Math.max(...options.map(totalOf), 0),
): MajorityJudgment {
  const filled = options.map((grades) =>
    grades.map((count, grade) => (grade === 0 ? count + voters - totalOf(grades) : count)),
  );
  const compare = (a: number, b: number) => compareGrades(filled[b] ?? [], filled[a] ?? [], voters);
  const sorted = [...options.keys()].toSorted((a, b) => compare(a, b) || a - b);
  const order: number[][] = [];
  for (const option of sorted) {
    const tied = order.at(-1);
    if (tied && compare(tied[0] ?? option, option) === 0) tied.push(option);
    else order.push([option]);
  }
  return {
    order,
    majorityGrades: filled.map((grades) => gradeAt(grades, middleOf(voters))),
    shares: filled.map((grades) => grades.map((count) => (voters === 0 ? 0 : count / voters))),
  };
}

const totalOf = (grades: Grades): number => grades.reduce((total, count) => total + count, 0);
/** Place, from 1, of the lower median. */
const middleOf = (voters: number): number => Math.ceil(voters / 2);

/** Grade of the person at a place, from 1, people being in order of their grades; −1 outside. */
function gradeAt(grades: Grades, place: number): number {
  let seen = 0;
  for (const [grade, count] of grades.entries()) {
    seen += count;
    if (place >= 1 && place <= seen) return grade;
  }
  return -1;
}

/**
 * Positive when `a` is better. Taking medians away walks outwards from the middle, one place to each side in turn: below
 * first when people are odd, above first when they are even. Grades are the same over long runs, so only the ends of runs
 * are looked at.
 */
function compareGrades(a: Grades, b: Grades, voters: number): number {
  const middle = middleOf(voters);
  const sides = voters % 2 === 1 ? [-1, 1] : [1, -1];
  const distances = new Set([0]);
  for (const grades of [a, b]) {
    let seen = 0;
    for (const count of grades) {
      seen += count;
      distances
        .add(Math.abs(seen - middle))
        .add(Math.abs(seen - middle) + 1)
        .add(Math.abs(seen + 1 - middle));
    }
  }
  for (const distance of [...distances].sort((one, other) => one - other)) {
    for (const side of distance === 0 ? [1] : sides) {
      const place = middle + side * distance;
      if (place < 1 || place > voters) continue;
      const gap = gradeAt(a, place) - gradeAt(b, place);
      if (gap !== 0) return gap;
    }
  }
  return 0;
}
