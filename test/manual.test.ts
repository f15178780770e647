// The manual can fail: every word of a screen, command, option, setting, address, file and example it names exists.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Command } from "commander";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, test } from "vitest";
import { fixedUrls, patterns } from "#kernel/urls.ts";
import { settings } from "#platform/config.ts";
import { makeProgram } from "#platform/start/run-cli.ts";
import { parseProcessYaml } from "#rooms/processes";
import { en, fr } from "#ui/generated/messages.ts";
import { commands } from "../src/app.ts";
import { parseRoadmapMarkdown } from "../src/rooms/imports/parse-markdown.rules.ts";
import { parseRoadmapYaml } from "../src/rooms/imports/parse-yaml.rules.ts";
import { parseLineageYaml } from "../src/rooms/lineage/lineage-file.rules.ts";

const MANUAL = "docs/manual";
const pages = readdirSync(MANUAL, { recursive: true })
  .map((name) => path.join(MANUAL, String(name)))
  .filter((name) => name.endsWith(".md"))
  .map((name) => {
    const text = readFileSync(name, "utf8");
    const prose = text.replace(/^( *)```[\s\S]*?^\1```$/gm, "");
    const blocks = [...text.matchAll(/^( *)```(\w+)\n([\s\S]*?)^\1```$/gm)].map(([, , kind = "", body = ""]) => ({
      kind,
      body,
    }));
    const spans = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code);
    return { name, prose, blocks, spans, code: [...spans, ...blocks.map(({ body }) => body)] };
  });
const guides = pages.filter(({ name }) => /manual\/(fr|en)\//.test(name));

/** The words of a message as an expression: what is put in at run time may be anything. */
function expressionOf(message: string): RegExp | null {
  type Element = ReturnType<IntlMessageFormat["getAst"]>[number];
  const part = (element: Element): string => {
    if (element.type === 0) return escaped(element.value);
    if (element.type === 5 || element.type === 6)
      return `(?:${Object.values(element.options)
        .map((option) => option.value.map(part).join(""))
        .join("|")})`;
    return ".+";
  };
  const expression = new IntlMessageFormat(message, "fr", undefined, { ignoreTag: true }).getAst().map(part).join("");
  return /\p{L}{3}/u.test(expression.replace(/\\./g, "")) ? new RegExp(`^${expression}$`, "u") : null;
}
const escaped = (text: string): string => plain(text).replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
/** A no-break space is a space, and a line of the manual ends where it likes. */
const plain = (text: string): string => text.replace(/\s+/g, " ");

const catalogues = { fr: Object.values(fr).map(expressionOf), en: Object.values(en).map(expressionOf) };

const program = makeProgram({ commands, version: "0", prepare: async () => [] }, () => {});

/** What is wrong with the words after `jalon`: a command that does not exist, an option that it does not have. */
function faultOf(words: readonly string[]): string | null {
  let command: Command = program;
  let rest = [...words];
  for (;;) {
    const next = command.commands.find((one) => one.name() === rest[0]);
    if (!next) break;
    command = next;
    rest = rest.slice(1);
  }
  if (command === program) return `no command ${words[0]}`;
  if (command.commands.length > 0 && rest[0] !== undefined && !rest[0].startsWith("-")) return `no ${rest[0]} here`;
  const known = command.options.flatMap((option) => [option.long, option.short]);
  return rest.find((word) => /^--?[a-z]/.test(word) && word !== "--help" && !known.includes(word)) ?? null;
}

const route = new RegExp(
  `^(?:${[...Object.values(patterns), ...Object.values(fixedUrls)]
    .map((pattern) =>
      pattern
        .replace(/[.]/g, "\\.")
        .replace(/(?<=\/):\w+\+$/, ".+")
        .replace(/(?<=\/):\w+/g, "[^/]+")
        .replace(/^\/\[\^\/\]\+/, "/(?:fr|en)"),
    )
    .join("|")})$`,
);
const isRoute = (address: string): boolean => route.test(address);

/** Names of the system and of tests, not settings of Jalon. */
const OTHER_VARIABLES = new Set(["JALON_DEBUG", "LC_ALL", "LC_MESSAGES", "PG_VERSION"]);

describe.each(pages)("$name", ({ name, prose, spans, code }) => {
  test("links lead somewhere", () => {
    const links = [...prose.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)]
      .map(([, link = ""]) => link)
      .filter((link) => !/^https?:/.test(link));
    expect(links.filter((link) => !existsSync(path.join(path.dirname(name), link)))).toEqual([]);
  });

  test("commands and their options exist", () => {
    const lines = code.flatMap((text) => text.split("\n"));
    const said = lines.flatMap((line) => {
      const [, words] = /(?:^(?:\w+=\S+ )*(?:npx )?jalon|scripts\/jalon\.mjs) ([a-z][^<>|;&#(]*)/.exec(line) ?? [];
      return words ? [words.trim().split(/\s+/)] : [];
    });
    expect(said.map(faultOf).filter((fault) => fault !== null)).toEqual([]);
    const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
    const run = lines.flatMap((line) => [...line.matchAll(/npm run ([\w-]+)/g)].map(([, script = ""]) => script));
    expect(run.filter((script) => !(script in scripts))).toEqual([]);
  });

  test("settings exist", () => {
    const named = code.flatMap((text) => [...text.matchAll(/\b[A-Z]{2,}(?:_[A-Z]+)+\b/g)].map(([word]) => word));
    expect(named.filter((word) => !(word in settings) && !OTHER_VARIABLES.has(word))).toEqual([]);
  });

  test("addresses and files exist", () => {
    expect(spans.filter((span) => /^\/(?!etc\/|tmp\/|var\/|opt\/|usr\/)/.test(span) && !isRoute(span))).toEqual([]);
    const files = code.flatMap((text) => [...text.matchAll(/(?<![\w./])(?:docs|scripts|db|test|src)\/[\w./-]+/g)]);
    expect(files.map(([file]) => file).filter((file) => !existsSync(file))).toEqual([]);
  });
});

describe.each(guides)("$name", ({ name, prose, blocks }) => {
  const lang = name.includes("/fr/") ? "fr" : "en";

  test("words in bold are those of the screens", () => {
    const bold = [...prose.matchAll(/\*\*([^*]+)\*\*/g)].map(([, words = ""]) => plain(words));
    const unknown = bold.filter((words) => !catalogues[lang].some((message) => message?.test(words)));
    expect(unknown.filter((words) => !["Attention.", "Warning."].includes(words))).toEqual([]);
  });

  test("examples import", () => {
    for (const { kind, body } of blocks) {
      if (kind !== "yaml" && kind !== "markdown") continue;
      if (body.startsWith("process:")) {
        expect(parseProcessYaml(body, new Date(0)), body).toMatchObject({ isValid: true });
        continue;
      }
      if (body.startsWith("from:")) {
        expect(parseLineageYaml(body), body).toMatchObject({ isValid: true });
        continue;
      }
      const result = kind === "yaml" ? parseRoadmapYaml(body) : parseRoadmapMarkdown(body);
      expect(result, body).toMatchObject({ isValid: true });
      if (result.isValid) expect(result.document.nodes.map(({ code }) => code)).toEqual(["1", "2"]);
    }
  });
});

describe("the two languages", () => {
  const TWINS = {
    "README.md": "README.md",
    "administrer.md": "administer.md",
    "synthese.md": "synthesis.md",
    "coder.md": "code.md",
    "decider-et-publier.md": "decide-and-publish.md",
    "demarche.md": "run-a-consultation.md",
    "installer.md": "install.md",
    "journal-signe.md": "signed-journal.md",
    "reparer-le-journal.md": "repair-the-journal.md",
    "adresses-du-journal.md": "journal-addresses.md",
    "lire.md": "read.md",
    "mettre-au-vote.md": "put-to-the-vote.md",
    "recalculer.md": "recompute.md",
    "regrouper.md": "group.md",
    "moderer.md": "moderate.md",
    "participer.md": "take-part.md",
    "sauvegarde.md": "../backup.md",
    "verifier.md": "verify.md",
    "temoin.md": "witness.md",
  } as const;
  const read = (file: string): string => readFileSync(path.join(MANUAL, file), "utf8");
  const headings = (file: string): number =>
    [
      ...read(file)
        .replace(/```[\s\S]*?```/g, "")
        .matchAll(/^#+ /gm),
    ].length;

  test("have the same pages, and each contents lists them all", () => {
    expect(readdirSync(path.join(MANUAL, "fr")).sort()).toEqual(Object.keys(TWINS).sort());
    const english = Object.values(TWINS).filter((file) => !file.startsWith(".."));
    expect(readdirSync(path.join(MANUAL, "en")).sort()).toEqual([...english].sort());
    for (const [french, other] of Object.entries(TWINS)) {
      if (french === "README.md") continue;
      expect(read("fr/README.md")).toContain(`](${french})`);
      expect(read("en/README.md")).toContain(`](${other})`);
    }
  });

  test.each(Object.entries(TWINS).filter(([french]) => french !== "sauvegarde.md"))(
    "%s and %s have the same parts",
    (french, english) => {
      expect(headings(`fr/${french}`)).toBe(headings(`en/${english}`));
    },
  );
});

describe("still bites", () => {
  test("on a command, an option, an address, a word that does not exist", () => {
    expect(faultOf(["emport", "file"])).toBe("no command emport");
    expect(faultOf(["account", "erase"])).toBe("no erase here");
    expect(faultOf(["import", "file", "--force"])).toBe("--force");
    expect(faultOf(["start", "--role", "web"])).toBeNull();
    expect(isRoute("/fr/equipe/tableau")).toBe(false);
    expect(isRoute("/fr/equipe/comptes")).toBe(true);
    expect(catalogues.fr.some((message) => message?.test("Publier sans lire"))).toBe(false);
    expect(catalogues.fr.some((message) => message?.test("Publier l’édition 2 et les réponses"))).toBe(true);
  });
});
