import { expect, it } from "vitest";
import { nodeHistoryOf } from "./node-history.rules.ts";

const stand = (number: number, title: string | null, more: { parentId?: string; carrier?: string } = {}) => ({
  number,
  label: "",
  publishedOn: "2023",
  code: title === null ? null : "A1",
  type: "objective",
  title,
  carrier: more.carrier ?? null,
  status: null,
  parentId: more.parentId ?? null,
  parentCode: more.parentId ?? null,
  targets: [],
});

it("follows an element from its first edition to its removal", () => {
  const steps = nodeHistoryOf([
    stand(1, null),
    stand(2, "Un titre"),
    stand(3, "Un titre"),
    stand(4, "Un autre titre", { carrier: "CNAM", parentId: "B" }),
    stand(5, null),
  ]);
  expect(steps.map(({ fate }) => fate)).toEqual(["notYet", "first", "unchanged", "changed", "absent"]);
  expect(steps[3]?.facts).toEqual([{ name: "carrier", before: [], after: ["CNAM"] }]);
  expect(steps[3]?.moved).toEqual({ before: null, after: "B" });
});
