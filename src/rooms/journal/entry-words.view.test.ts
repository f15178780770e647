import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { KINDS } from "#ledger/leaf.ts";
import { translator } from "#ui/messages.ts";
import { kindInWords, leafKindInWords, roleInWords } from "./entry-words.view.ts";

const sources = readdirSync("src/rooms", { recursive: true })
  .map(String)
  .filter((file) => /\.(actions|rules)\.ts$/.test(file) && !file.endsWith("leaf.rules.ts"))
  .map((file) => readFileSync(`src/rooms/${file}`, "utf8"));
const found = (pattern: RegExp): string[] => [
  ...new Set(sources.flatMap((text) => [...text.matchAll(pattern)].map(([, name = ""]) => name))),
];

const AREAS = "account|appeal|campaign|contribution|decision|edition|phase|process|role";

// kinds of leaves (k: "…") have words of their own
test.each(found(new RegExp(`(?<!\\bk(?::| ===) )"((?:${AREAS})\\.[a-z]+(?:-[a-z]+)*)"`, "g")))(
  "%s has words in both languages",
  (kind) => {
    for (const lang of ["fr", "en"] as const) expect(kindInWords(translator(lang), kind)).not.toBe(kind);
  },
);

test.each([...KINDS])("the leaf %s has words in both languages", (kind) => {
  for (const lang of ["fr", "en"] as const) expect(leafKindInWords(translator(lang), kind)).not.toBe(kind);
});

test.each([
  ...found(/actingRole: "([a-z]+)"/g),
  "administrator",
  "editor",
  "moderator",
  "analyst",
  "facilitator",
  "participant",
  "visitor",
  "operator",
])("%s is said in words", (role) => {
  for (const lang of ["fr", "en"] as const) expect(roleInWords(translator(lang), role)).not.toBe(role);
});

test("an unknown name is shown as it is", () => {
  expect(kindInWords(translator("fr"), "constructor.name")).toBe("constructor.name");
  expect(roleInWords(translator("fr"), "somebody")).toBe("somebody");
});
