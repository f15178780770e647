import { describe, expect, it } from "vitest";
import { mayFollow, mayFollowInLine } from "./small-changes.ts";

describe("two publications of a line", () => {
  it("may both be known when each number is the same or differs by enough people", () => {
    expect(mayFollowInLine([20, 30], [20, 30])).toBe(true);
    expect(mayFollowInLine([20, 30], [31, 30])).toBe(true);
    expect(mayFollowInLine([20, 30], [22, 30])).toBe(false);
  });

  it("do not give away what both withhold", () => {
    expect(mayFollowInLine([5, 12, 40], [7, 12, 40])).toBe(false);
    expect(mayFollowInLine([5, 12, 40], [7, 25, 40])).toBe(true);
  });
});

describe("two publications of a table", () => {
  const counts = [
    [20, 30],
    [40, 50],
  ];
  it("are compared by row and by column", () => {
    expect(mayFollow({ counts }, { counts })).toBe(true);
    expect(
      mayFollow(
        { counts },
        {
          counts: [
            [20, 30],
            [40, 53],
          ],
        },
      ),
    ).toBe(false);
    expect(
      mayFollow(
        { counts },
        {
          counts: [
            [20, 30],
            [40, 65],
          ],
        },
      ),
    ).toBe(true);
  });

  it("tell of what a row withholds together, though every printed number differs by enough", () => {
    const withheld = (first: number, third: number) => ({
      counts: [
        [first, 15, third],
        [70, 80, 90],
      ],
      columnTotals: "none" as const,
      total: "none" as const,
    });
    // the total of the first row grows by 12, its third cell by 15: the others lost three people
    expect(mayFollow(withheld(6, 60), withheld(3, 75))).toBe(false);
    expect(mayFollow(withheld(6, 60), withheld(6, 75))).toBe(true);
  });

  it("tell of few people by their totals, when the totals are printed", () => {
    const small = {
      counts: [
        [3, 15],
        [12, 40],
      ],
    };
    const later = {
      counts: [
        [5, 15],
        [12, 40],
      ],
    };
    expect(mayFollow(small, later)).toBe(false);
    const none = { rowTotals: "none", columnTotals: "none", total: "none" } as const;
    expect(mayFollow({ ...small, ...none }, { ...later, ...none })).toBe(true);
  });
});
