import { describe, expect, it } from "vitest";
import { DEFAULT_CIRCLES, defaultPhases } from "./default-plan.rules.ts";
import { dayOfText, daysOf, isShort, LENGTHS, midnightOf, slugFault, slugOf, spanOf } from "./proposal.rules.ts";
import { widened } from "./rights.rules.ts";

const day = (text: string) => dayOfText(text) ?? { day: "", month: "", year: "" };
const now = new Date("2027-02-10T12:00:00Z");

describe("a short address", () => {
  it.each([
    ["Plan vélo 2030 !", "plan-velo-2030"],
    ["Œuvres & cœurs – l’État", "oeuvres-coeurs-l-etat"],
    ["Nouvelle", "nouvelle-demarche"],
    ["???", ""],
    [`${"mot ".repeat(14)}anticonstitutionnellement`, `${"mot-".repeat(13)}mot`],
  ])("comes from %s", (title, slug) => expect(slugOf(title)).toBe(slug));

  it("is at most as long as may be, and says what is wrong", () => {
    expect(slugOf("a".repeat(100))).toHaveLength(LENGTHS.slug);
    expect(slugFault("plan-velo")).toBeNull();
    for (const wrong of ["-a", "a-", "a--b", "É", "a b", "a".repeat(61)])
      expect(slugFault(wrong)).toBe("creation.slug.bad");
    expect(slugFault("nouvelle")).toBe("creation.slug.reserved");
  });
});

describe("the days of a consultation", () => {
  it("begin and end at midnight in Paris, the last day included", () => {
    const read = spanOf(day("2027-03-01"), day("2027-03-31"), now);
    if ("faults" in read) throw new Error("refused");
    expect(read.span.opensAt.toISOString()).toBe("2027-02-28T23:00:00.000Z");
    expect(read.span.closesAt.toISOString()).toBe("2027-03-31T22:00:00.000Z");
    // the night of the 28th of March is an hour short
    expect(daysOf(read.span)).toBe(31);
  });

  it("are short below fifteen", () => {
    const short = (last: string) => {
      const read = spanOf(day("2027-03-20"), day(last), now);
      return "span" in read && isShort(read.span);
    };
    expect([short("2027-04-02"), short("2027-04-03")]).toEqual([true, false]);
  });

  it("may begin today, not yesterday, and exist", () => {
    expect(spanOf(day("2027-02-10"), day("2027-02-10"), now)).toHaveProperty("span");
    expect(spanOf(day("2027-02-09"), day("2027-03-09"), now)).toEqual({ faults: { opens: "creation.opens.past" } });
    expect(midnightOf({ day: "30", month: "2", year: "2027" })).toBeNull();
    expect(midnightOf({ day: "31", month: "12", year: "2027" }, 1)?.toISOString()).toBe("2027-12-31T23:00:00.000Z");
  });

  it("have the five phases around them, one after the other", () => {
    const span = { opensAt: new Date("2027-03-01"), closesAt: new Date("2027-04-01") };
    const phases = defaultPhases(span, now, DEFAULT_CIRCLES.length);
    expect(phases.map(({ kind }) => kind)).toEqual([
      "drafting",
      "consultation",
      "synthesis",
      "publication",
      "delivery",
    ]);
    expect(phases.slice(1).map(({ plannedOpensAt }) => plannedOpensAt)).toEqual(
      phases.slice(0, -1).map(({ plannedClosesAt }) => plannedClosesAt),
    );
    // a consultation open today still has a drafting phase before it
    const [drafting] = defaultPhases({ ...span, opensAt: new Date("2027-02-09T23:00:00Z") }, now, 2);
    expect(drafting && drafting.plannedClosesAt > drafting.plannedOpensAt).toBe(true);
  });
});

it("rights of a wider circle count for narrower ones, and nobody contributes without reading", () => {
  const rights = (read: boolean, contribute: boolean, vote: boolean) => ({
    mayRead: read,
    mayContribute: contribute,
    mayVote: vote,
  });
  expect(widened([rights(false, false, true), rights(false, true, false), rights(true, false, false)])).toEqual([
    rights(true, true, true),
    rights(true, true, false),
    rights(true, false, false),
  ]);
  expect(widened([rights(true, false, false), rights(false, false, false)])).toEqual([
    rights(true, false, false),
    rights(false, false, false),
  ]);
});
