import { describe, expect, test } from "vitest";
import { formatDate, formatDateTime, formatPartialDate } from "./dates.ts";

const FIRST = new Date("2023-01-01T08:30:00Z");

describe("dates in full words", () => {
  test("the first of the month is « 1er » in French, and no other day is", () => {
    expect(formatPartialDate("fr", "2023-01-01")).toBe("1er janvier 2023");
    expect(formatDate("fr", FIRST)).toBe("1er janvier 2023");
    expect(formatDateTime("fr", FIRST)).toBe("1er janvier 2023 à 09:30");
    for (const day of ["11", "21", "31"]) expect(formatPartialDate("fr", `2023-01-${day}`)).toBe(`${day} janvier 2023`);
  });

  test("English keeps its figures", () => {
    expect(formatPartialDate("en", "2023-01-01")).toBe("1 January 2023");
    expect(formatDate("en", FIRST)).toBe("1 January 2023");
  });

  test("a month or a year alone has no day", () => {
    expect(formatPartialDate("fr", "2023-01")).toBe("janvier 2023");
    expect(formatPartialDate("fr", "2023")).toBe("2023");
    expect(formatPartialDate("fr", "2023-02-30")).toBe("2023-02-30");
  });

  test("the day is that of the place", () => {
    expect(formatDate("fr", new Date("2023-01-31T23:30:00Z"))).toBe("1er février 2023");
    expect(formatDate("fr", new Date("2023-02-01T01:00:00Z"), "America/Martinique")).toBe("31 janvier 2023");
  });
});
