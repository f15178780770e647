// Merges every src/**/<stem>.messages.{fr,en}.json into src/ui/generated/messages.ts: two catalogues and the type of their keys.
// Fails with file and key on a key missing in one language, a malformed message, other placeholders in one language than in the
// other, or a French plural without the category `many` ("un million d’avis"). `--check DIR` checks a folder and writes nothing.
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { IntlMessageFormat } from "intl-messageformat";

const LANGS = ["fr", "en"];
const FILE = /^(?<stem>[a-z][a-z0-9-]*)\.messages\.(?<lang>fr|en)\.json$/;
/** Kinds of the parsed message's elements (ICU MessageFormat AST). */
const LITERAL = 0;
const POUND = 7;
const KEY = /^[a-z][A-Za-z0-9]*(\.[a-z0-9][A-Za-z0-9]*)*$/;

function messageFiles(root) {
  return readdirSync(root, { recursive: true })
    .map((name) => path.join(root, String(name)))
    .filter((file) => file.endsWith(".json") && path.basename(file).includes(".messages."))
    .sort();
}

/** Every placeholder and every plural of a parsed message, at any depth. */
function look(elements, found = { names: new Set(), plurals: [] }) {
  for (const element of elements) {
    if (element.type === LITERAL || element.type === POUND) continue;
    found.names.add(element.value);
    if (element.pluralType) found.plurals.push(element);
    for (const option of Object.values(element.options ?? {})) look(option.value, found);
  }
  return found;
}

/** What nobody should have to type: no-break spaces before high signs and inside guillemets, curved apostrophes. */
function typographic(lang, text) {
  if (lang !== "fr") return text;
  return text
    .replaceAll(/ (?=[;?!»]|:(?!:))/g, "\u00a0")
    .replaceAll("« ", "«\u00a0")
    .replaceAll(/(\p{L})'(?=\p{L})/gu, "$1’");
}

function checkMessage(lang, text) {
  let elements;
  try {
    elements = new IntlMessageFormat(text, lang, undefined, { ignoreTag: true }).getAst();
  } catch (error) {
    return { problem: `malformed ICU message (${error.message})` };
  }
  const { names, plurals } = look(elements);
  for (const plural of plurals) {
    if (lang !== "fr" || plural.pluralType !== "cardinal") continue;
    if (!("many" in plural.options)) return { problem: `French plural of {${plural.value}} lacks \`many\`` };
  }
  return { placeholders: [...names].sort().join(", ") };
}

function readCatalogue(file, problems) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    problems.push(`${file}: not JSON (${error.message})`);
    return {};
  }
}

/** Reads and checks all message files under `root`; gives `{ fr, en, problems }`. */
function collectMessages(root) {
  const catalogues = { fr: {}, en: {} };
  const origin = { fr: new Map(), en: new Map() };
  const placeholders = { fr: new Map(), en: new Map() };
  const problems = [];
  for (const file of messageFiles(root)) {
    const match = FILE.exec(path.basename(file));
    if (!match) {
      problems.push(`${file}: name is not <stem>.messages.fr.json or <stem>.messages.en.json`);
      continue;
    }
    const { stem, lang } = match.groups;
    for (const [key, text] of Object.entries(readCatalogue(file, problems))) {
      const full = `${stem}.${key}`;
      if (typeof text !== "string" || text.trim() === "") problems.push(`${file}: ${key}: not a text`);
      else if (!KEY.test(key)) problems.push(`${file}: ${key}: keys are dotted lower camel case`);
      else if (origin[lang].has(full)) problems.push(`${file}: ${key}: already in ${origin[lang].get(full)}`);
      else {
        const checked = checkMessage(lang, text);
        origin[lang].set(full, file);
        if (checked.problem) {
          problems.push(`${file}: ${key}: ${checked.problem}`);
          continue;
        }
        catalogues[lang][full] = typographic(lang, text);
        placeholders[lang].set(full, checked.placeholders);
      }
    }
  }
  problems.push(...differences(origin, placeholders));
  return { ...catalogues, problems };
}

/** What one language says and the other does not: keys, and the placeholders of each key. */
function differences(origin, placeholders) {
  const problems = [];
  for (const [lang, other] of [LANGS, [...LANGS].reverse()]) {
    for (const [full, file] of origin[lang]) {
      const key = full.slice(full.indexOf(".") + 1);
      const [here, there] = [placeholders[lang].get(full), placeholders[other].get(full)];
      if (!origin[other].has(full)) problems.push(`${file}: ${key}: missing in ${other}`);
      else if (lang === "fr" && here !== undefined && there !== undefined && here !== there) {
        problems.push(`${file}: ${key}: placeholders differ (fr: ${here || "none"}; en: ${there || "none"})`);
      }
    }
  }
  return problems;
}

function catalogueSource(name, catalogue) {
  const lines = Object.keys(catalogue)
    .sort()
    .map((key) => `  ${JSON.stringify(key)}: ${JSON.stringify(catalogue[key])},`);
  return [`export const ${name} = {`, ...lines, "} as const;"].join("\n");
}

/** The text of the generated module. */
function messagesModule({ fr, en }) {
  return [
    "// Made by scripts/generate.mjs from src/**/*.messages.{fr,en}.json. Do not edit.",
    catalogueSource("fr", fr),
    "",
    "export type MessageKey = keyof typeof fr;",
    "",
    catalogueSource("en", en).replace("} as const;", "} as const satisfies Readonly<Record<MessageKey, string>>;"),
    "",
  ].join("\n");
}

function main() {
  const home = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "..");
  process.chdir(home);
  const checked = process.argv[2] === "--check" ? process.argv[3] : undefined;
  const collected = collectMessages(checked ?? "src");
  if (collected.problems.length > 0) {
    for (const problem of collected.problems) console.error(problem);
    console.error(`messages: ${collected.problems.length} problem(s)`);
    process.exitCode = 1; // what is sound is written all the same: one room's unfinished words do not stop the others
  }
  if (checked) return;
  const file = path.join("src", "ui", "generated", "messages.ts");
  const text = messagesModule(collected);
  let before = "";
  try {
    before = readFileSync(file, "utf8");
  } catch {
    // first run: nothing to compare with
  }
  if (before === text) return;
  mkdirSync(path.dirname(file), { recursive: true });
  // Written aside, then renamed: several programs may generate at the same moment.
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
}

main();
