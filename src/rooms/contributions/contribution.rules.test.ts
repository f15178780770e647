import { describe, expect, it } from "vitest";
import { originsOf, STATES } from "./contribution.rules.ts";

describe("states", () => {
  it("never come back from withdrawn or erased", () => {
    for (const state of STATES) {
      expect(originsOf(state), state).not.toContain("erased");
      if (state !== "erased") expect(originsOf(state), state).not.toContain("withdrawn");
    }
  });

  it("are received again only after a rephrasing that was asked for", () => {
    expect(originsOf("received")).toEqual(["rephrase_asked"]);
  });
});
