// Both languages say everything: sentences have the same blanks, and each rule of the ledger has its French.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ruleInFrench } from "../../src/verifier/rules-in-french.ts";
import { SENTENCES } from "../../src/verifier/sentences.ts";
import { say } from "../../src/verifier/words.ts";

const blanks = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

describe("words of the verifier", () => {
  it("have the same blanks in both languages, and French typography", () => {
    for (const [key, { en, fr }] of Object.entries(SENTENCES)) {
      expect(blanks(fr), key).toEqual(blanks(en));
      expect(fr, key).not.toMatch(/'|[^\s\u00a0\u202f][:;?!](?=\s|$)/);
    }
  });

  it("keep a line a line, whatever was read", () => {
    const text = say({ key: "fileMissing", params: { file: "a\nb\u001b[31m\u2028c" } }, "en");
    expect(text).toBe("Missing file: a b [31m c.");
  });

  it("say each rule of the ledger in French", () => {
    const folders = ["src/ledger", "src/verifier"];
    const sources = folders.flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith(".ts") && !name.includes(".test.") && !/witness|rules-in|sealed/.test(name))
        .map((name) => readFileSync(path.join(folder, name), "utf8")),
    );
    const thrown =
      /(?:LedgerError|NoteError|refused|MissingContentError)\(\s*(?:"(?:malformed|error|unverified)",\s*)?(?:"([^"]+)"|`([^`]+)`)/g;
    const rules = sources
      .flatMap((text) => [...text.matchAll(thrown)].map(([, plain, template]) => plain ?? template ?? ""))
      .map((rule) =>
        rule.replace(/\$\{where\}/, "policy line 1").replace(/\$\{(?:rule|error\.message)\}/g, "not UTF-8"),
      )
      .map((rule) => rule.replace(/\$\{[^}]*\}/g, "X").replace(/X\}+/g, "X"));
    expect(rules.length).toBeGreaterThan(100);
    const english = rules.filter((rule) => ruleInFrench(rule) === rule);
    expect(english).toEqual([]);
  });
});
