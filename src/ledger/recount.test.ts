import { describe, expect, test } from "vitest";
import { batchProof, parseBatch, sealBatch } from "./ballot-batch.ts";
import { toBase64Url } from "./bytes.ts";
import { ballotContent, commit } from "./commitment.ts";
import { type Opening, recount } from "./recount.ts";
import { leafHash, rootOf } from "./tree.ts";

const poll = "e8366447-5148-4ab5-9e6a-6bd9bec74ce6";
let drawn = 0;

function ballot(question: string, answer: readonly (string | number)[], replaces?: Opening): Opening {
  drawn += 1;
  const parts = { answer, poll, question };
  const content = ballotContent(replaces === undefined ? parts : { ...parts, replaces: commitmentOf(replaces) });
  return { nonce: toBase64Url(Buffer.alloc(32, drawn)), content };
}
const commitmentOf = ({ nonce, content }: Opening) => toBase64Url(commit(Buffer.from(nonce, "base64url"), content));

describe("a recount", () => {
  test("counts options and blanks for each question", () => {
    const ballots = [
      ballot("q2", ["b", "a"]),
      ballot("q1", [3]),
      ballot("q1", []),
      ballot("q2", ["a"]),
      ballot("q1", [-1]),
    ];
    expect(recount(ballots)).toEqual([
      {
        question: "q1",
        ballots: 3,
        blank: 1,
        replaced: 0,
        counts: [
          { option: -1, count: 1 },
          { option: 3, count: 1 },
        ],
      },
      {
        question: "q2",
        ballots: 2,
        blank: 0,
        replaced: 0,
        counts: [
          { option: "a", count: 2 },
          { option: "b", count: 1 },
        ],
      },
    ]);
    expect(recount([])).toEqual([]);
  });

  test("drops what is replaced, and what replaced it once replaced in turn", () => {
    const first = ballot("q", ["a"]);
    const second = ballot("q", ["b"], first);
    const third = ballot("q", ["c"], second);
    const expected = { ballots: 1, replaced: 2, counts: [{ option: "c", count: 1 }] };
    expect(recount([third, first, second])).toMatchObject([expected]);
  });

  test("refuses what would count somebody twice", () => {
    const first = ballot("q", ["a"]);
    expect(() => recount([first, first])).toThrow("twice");
    expect(() => recount([first, ballot("q", ["b"], first), ballot("q", ["c"], first)])).toThrow("replaced twice");
    expect(() => recount([ballot("q", ["b"], first)])).toThrow("replaces none");
    expect(() => recount([first, ballot("r", ["b"], first)])).toThrow("replaces none");
  });

  test.each([
    ["white space", (content: string) => content.replace(":", ": ")],
    ["a key besides", (content: string) => content.replace("}", ',"weight":9}')],
    ["an option twice", (content: string) => content.replace('["a"]', '["a","a"]')],
    ["an option that is none", (content: string) => content.replace('["a"]', "[null]")],
    ["no list", (content: string) => content.replace('["a"]', '"a"')],
    ["no poll", (content: string) => content.replace(poll, "poll")],
    ["no object", () => "[]"],
    ["no JSON", () => "{"],
  ])("refuses %s", (_, change) => {
    const { nonce, content } = ballot("q", ["a"]);
    expect(() => recount([{ nonce, content: change(content) }])).toThrow("content of a ballot");
  });

  test("refuses ballots of two polls", () => {
    const one = ballot("q", ["a"]);
    const other = {
      nonce: toBase64Url(Buffer.alloc(32, 99)),
      content: one.content.replace(poll, `${poll.slice(0, -1)}7`),
    };
    expect(() => recount([one, other])).toThrow("another poll");
  });
});

describe("a lot", () => {
  const commitments = [5, 3, 4].map((number) => Buffer.alloc(32, number));

  test("is in order of bytes, under the root of its tree", () => {
    const { sorted, root } = sealBatch(commitments);
    expect(sorted.map((one) => one[0])).toEqual([3, 4, 5]);
    expect(root).toEqual(rootOf(sorted.map(leafHash)));
    expect(() => batchProof(sorted, Buffer.alloc(32, 6))).toThrow("not in the lot");
  });

  test("is refused with two equal commitments, none, or in another order", () => {
    expect(() => sealBatch([...commitments, Buffer.alloc(32, 4)])).toThrow("twice");
    expect(() => sealBatch([])).toThrow("without a ballot");
    const lines = commitments.map((one) => `${one.toString("base64")}\n`);
    expect(() => parseBatch(lines.join(""))).toThrow("not in order");
    expect(() => parseBatch("")).toThrow("newline");
  });
});
