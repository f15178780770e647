import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { actorContent, authorContent, ballotContent, commit, textContent } from "./commitment.ts";

const nonce = Buffer.alloc(32, 7);

test("the layout: domain, zero, nonce, length in eight bytes, content in UTF-8", () => {
  const bytes = Buffer.concat([
    Buffer.from("jalon/commit/v1\0"),
    nonce,
    Buffer.from("0000000000000002", "hex"),
    Buffer.from("é"),
  ]);
  expect(commit(nonce, "é")).toEqual(createHash("sha256").update(bytes).digest());
  expect(() => commit(nonce.subarray(1), "")).toThrow("32 bytes");
  expect(() => commit(nonce, "\ud83d")).toThrow("surrogate");
});

test("a text has all its keys, title and body in one form of Unicode and of line ends", () => {
  const parts = {
    about: [],
    body: "e\u0301\r\n\r\n\r",
    category: "",
    choices: ["b", "a"],
    title: "\r\u212b",
    type: "comment",
  };
  expect(JSON.parse(textContent(parts))).toEqual({ ...parts, body: "\u00e9\n\n\n", title: "\n\u00c5" });
  expect(() => textContent({ ...parts, type: "vote" })).toThrow("unknown type");
});

test("the other contents have keys of their own, so that no purpose passes for another", () => {
  expect(authorContent("")).toBe('{"author":""}');
  expect(actorContent("7")).toBe('{"actor":"7"}');
  const ballot = { answer: ["b", 2], poll: "p", question: "q" };
  expect(ballotContent(ballot)).toBe('{"answer":["b",2],"poll":"p","question":"q"}');
  expect(ballotContent({ ...ballot, replaces: "x" })).toBe(
    '{"answer":["b",2],"poll":"p","question":"q","replaces":"x"}',
  );
});
