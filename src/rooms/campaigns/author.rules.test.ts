import { expect, test } from "vitest";
import { numberAuthors } from "./author.rules.ts";

test("one person has one number, and numbers given before stay", () => {
  const first = numberAuthors([
    { id: "a", author: null, key: "account 1" },
    { id: "b", author: null, key: "text b" },
    { id: "c", author: null, key: "account 1" },
  ]);
  expect(first).toEqual([
    { id: "a", author: 1 },
    { id: "b", author: 2 },
    { id: "c", author: 1 },
  ]);
  expect(
    numberAuthors([
      { id: "a", author: 1, key: "account 1" },
      { id: "b", author: 2, key: "text b" },
      { id: "d", author: null, key: "address z" },
      { id: "e", author: null, key: "account 1" },
    ]),
  ).toEqual([
    { id: "d", author: 3 },
    { id: "e", author: 1 },
  ]);
  // the address of the answer was erased since: nothing tells any more that the next text has the same author
  expect(
    numberAuthors([
      { id: "f", author: 4, key: "text f" },
      { id: "g", author: null, key: "address z" },
    ]),
  ).toEqual([{ id: "g", author: 5 }]);
});
