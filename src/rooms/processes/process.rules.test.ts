import { describe, expect, it } from "vitest";
import { inputMoment, parseMoment } from "./moment.rules.ts";
import { phaseState, plannedDateFaults, whyNotAnswered } from "./process.rules.ts";

describe("a phase", () => {
  it("is planned, open, closed or answered", () => {
    const answeredAt = new Date(0);
    expect(phaseState({ isOpen: false, hasBegun: false, answeredAt: null })).toBe("planned");
    expect(phaseState({ isOpen: true, hasBegun: true, answeredAt: null })).toBe("open");
    expect(phaseState({ isOpen: false, hasBegun: true, answeredAt: null })).toBe("closed");
    expect(phaseState({ isOpen: false, hasBegun: true, answeredAt })).toBe("answered");
  });

  it("is said answered only when it is a closed consultation without a contribution that waits", () => {
    const asked = { kind: "consultation", state: "closed", unanswered: 0 } as const;
    expect(whyNotAnswered(asked)).toBeNull();
    expect(whyNotAnswered({ ...asked, unanswered: 1 })).toBe("unanswered");
    expect(whyNotAnswered({ ...asked, state: "open" })).toBe("notClosed");
    expect(whyNotAnswered({ ...asked, state: "answered" })).toBe("already");
    expect(whyNotAnswered({ ...asked, kind: "synthesis" })).toBe("notAConsultation");
  });

  it("closes after it opens", () => {
    const at = new Date(0);
    expect(plannedDateFaults({ opensAt: at, closesAt: at })).toHaveProperty("closes");
    expect(plannedDateFaults({ opensAt: at, closesAt: new Date(1) })).toEqual({});
  });
});

describe("a moment typed in the time of Paris", () => {
  it.each([
    ["2023-03-14 23:59", "2023-03-14T22:59:00.000Z"],
    ["2023-07-14T09:00", "2023-07-14T07:00:00.000Z"],
    ["2023-10-29 02:30", "2023-10-29T00:30:00.000Z"],
    [" 2023-01-01 00h00 ", "2022-12-31T23:00:00.000Z"],
  ])("reads %s", (typed, expected) => {
    const moment = parseMoment(typed);
    expect(moment?.toISOString()).toBe(expected);
    if (moment) expect(parseMoment(inputMoment(moment))).toEqual(moment);
  });

  it.each(["", "14/03/2023", "2023-02-30 10:00", "2023-03-26 02:30", "2023-03-14 25:00", "9999999-01-01 00:00"])(
    "refuses %s",
    (typed) => expect(parseMoment(typed)).toBeNull(),
  );
});
