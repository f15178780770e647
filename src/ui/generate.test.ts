import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "jalon-messages-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function check(fr: Record<string, string>, en: Record<string, string>) {
  writeFileSync(path.join(folder, "sample.messages.fr.json"), JSON.stringify(fr));
  writeFileSync(path.join(folder, "sample.messages.en.json"), JSON.stringify(en));
  const run = spawnSync(process.execPath, ["scripts/generate.mjs", "--check", folder], { encoding: "utf8" });
  return { status: run.status, said: run.stderr };
}

describe("catalogues of messages", () => {
  test("sound catalogues pass", () => {
    expect(check({ "form.title": "Votre avis" }, { "form.title": "Your opinion" })).toEqual({ status: 0, said: "" });
  });

  test.each([
    ["a key missing in English", { a: "un", b: "deux" }, { a: "one" }, "sample.messages.fr.json: b: missing in en"],
    ["a key missing in French", { a: "un" }, { a: "one", b: "two" }, "sample.messages.en.json: b: missing in fr"],
    ["a malformed message", { a: "{n" }, { a: "{n}" }, "sample.messages.fr.json: a: malformed ICU message"],
    [
      "a French plural without many",
      { a: "{n, plural, one {# avis} other {# avis}}" },
      { a: "{n, plural, one {# opinion} other {# opinions}}" },
      "sample.messages.fr.json: a: French plural of {n} lacks `many`",
    ],
    ["other placeholders", { a: "{nom}" }, { a: "{name}" }, "a: placeholders differ (fr: nom; en: name)"],
    ["an empty text", { a: " " }, { a: "one" }, "sample.messages.fr.json: a: not a text"],
    ["a key in another case", { "A b": "un" }, { "A b": "one" }, "keys are dotted lower camel case"],
  ])("%s is refused, with file and key", (_, fr, en, expected) => {
    const { status, said } = check(fr as Record<string, string>, en as Record<string, string>);
    expect(status).toBe(1);
    expect(said).toContain(expected);
  });
});
