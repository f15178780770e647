import { describe, expect, it } from "vitest";
import { historyOf } from "./passage-history.rules.ts";

describe("the history of a passage", () => {
  const stand = (number: number, text: string | null, nodeCode = "A") => ({
    number,
    label: "",
    publishedOn: "2023",
    text,
    position: text === null ? null : 1,
    nodeId: text === null ? null : nodeCode,
    nodeCode: text === null ? null : nodeCode,
    nodeType: null,
    nodeTitle: null,
  });

  it("follows its words from the first edition to its removal", () => {
    const steps = historyOf([
      stand(1, null),
      stand(2, "Un mot."),
      stand(3, "Un mot.", "B"),
      stand(4, "Deux mots.", "B"),
      stand(5, null),
    ]);
    expect(steps.map(({ fate }) => fate)).toEqual(["notYet", "first", "unchanged", "rewritten", "absent"]);
    expect(steps.map(({ movedFrom }) => movedFrom)).toEqual([null, null, "A.1", null, null]);
  });
});
