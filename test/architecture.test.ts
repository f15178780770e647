// The rules of the house (ARCHITECTURE.md), as tests. Each rule has its bait: an import it must refuse.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path/posix";
import { describe, expect, test } from "vitest";

const ROLES = ["rules", "queries", "store", "actions", "routes", "view", "island", "job", "command"];
const PURE_AREAS = ["kernel", "engine", "ledger"];
const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*)["']([#.@\w][^"'\s]*)["']/g;
const CLOCK_OR_DICE = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.now\(/;
const WRITE =
  /\b(?:insert\s+into\s+([\w.]+)|delete\s+from\s+([\w.]+)|truncate\s+([\w.]+)|update\s+(?!set\b)([\w.]+)(?:\s+(?:as\s+)?\w+)?\s+set\b)/gi;
/** Third-party code that only computes may be used by pure code. */
const PURE_PACKAGES = ["yaml", "markdown-it", "snowball-stemmers"];
/** The demo room fills every room's tables in bulk, once, on an empty database: the one exception to "a store writes its own schema". */
const WRITES_EVERYWHERE = ["demo"];
/** What waits and what is ordered are one schema in two rooms: journal writes the outbox, sequencer the tree. */
const SCHEMA_OF: Readonly<Record<string, string>> = { sequencer: "journal" };

type Place = { file: string; area: string; room?: string; role?: string; relative?: boolean };
type Edge = { from: Place; to: Place };

const schemaOf = (room: string): string => SCHEMA_OF[room] ?? room.replaceAll("-", "_");
const writtenTables = (sql: string): string[] =>
  [...sql.matchAll(WRITE)].map((match) => match.slice(1).find(Boolean) ?? "");

const filesUnder = (dir: string, ext: RegExp): string[] =>
  readdirSync(dir, { recursive: true })
    .map((file) => path.join(dir, String(file).replaceAll("\\", "/")))
    .filter((file) => ext.test(file));

/** A file's address: its area (first folder), its room, its role (last word before the extension). */
function address(file: string): Place {
  const [, area = "", room = ""] = file.split("/");
  if (area !== "rooms") return { file, area: /\./.test(area) ? "entry" : area };
  const role = path.basename(file) === "index.ts" ? "door" : path.basename(file).split(".").at(-2);
  return { file, area, room, role: role ?? "" };
}

/** What an import points to. `#rooms/x` is room x's door (package.json "imports"). */
function target(from: string, spec: string): Place {
  if (spec.startsWith("#rooms/")) return address(`src/rooms/${spec.slice(7)}/index.ts`);
  if (spec.startsWith("#")) return address(`src/${spec.slice(1)}`);
  if (spec.startsWith(".")) return { ...address(path.join(path.dirname(from), spec)), relative: true };
  return { file: spec, area: "package" };
}

const sources = filesUnder("src", /\.tsx?$/).filter(
  (file) => !file.includes(".test.") && !file.includes("/generated/"),
);
const text = new Map(sources.map((file) => [file, readFileSync(file, "utf8")]));
const textOf = (file: string): string => text.get(file) ?? "";
const edges: Edge[] = sources.flatMap((file) =>
  [...textOf(file).matchAll(IMPORT)].map(([, spec = ""]) => ({ from: address(file), to: target(file, spec) })),
);
const isPure = (place: Place): boolean =>
  PURE_AREAS.includes(place.area) || place.role === "rules" || PURE_PACKAGES.includes(place.file);

/** One sentence per rule, when it is broken, and an import that breaks it. */
const rules: readonly { sentence: string; breaks: (a: Place, b: Place) => boolean; bait: [string, string] }[] = [
  {
    sentence: "engine imports nothing but itself and code that only computes",
    breaks: (a, b) => a.area === "engine" && b.area !== "engine" && !PURE_PACKAGES.includes(b.file),
    bait: ["src/engine/pca.ts", "#platform/db.ts"],
  },
  {
    sentence: "kernel imports nothing but itself",
    breaks: (a, b) => a.area === "kernel" && b.area !== "kernel",
    bait: ["src/kernel/id.ts", "#ui/layout.tsx"],
  },
  {
    sentence: "ledger imports only kernel and node:crypto",
    breaks: (a, b) => a.area === "ledger" && !["ledger", "kernel"].includes(b.area) && b.file !== "node:crypto",
    bait: ["src/ledger/tree.ts", "#platform/db.ts"],
  },
  {
    sentence: "verifier imports only ledger and Node",
    // what outsiders run must not rest on what they check
    breaks: (a, b) => a.area === "verifier" && !["verifier", "ledger"].includes(b.area) && !b.file.startsWith("node:"),
    bait: ["src/verifier/place.ts", "#platform/db.ts"],
  },
  {
    sentence: "platform and ui know no room",
    breaks: (a, b) => ["platform", "ui"].includes(a.area) && ["rooms", "entry"].includes(b.area),
    bait: ["src/platform/http.ts", "#rooms/live"],
  },
  {
    sentence: "rules import only pure code",
    breaks: (a, b) => a.role === "rules" && !isPure(b),
    bait: ["src/rooms/live/live.rules.ts", "./live.store.ts"],
  },
  {
    sentence: "only actions write",
    breaks: (a, b) => b.role === "store" && !["actions", "store"].includes(a.role ?? ""),
    bait: ["src/rooms/live/live.routes.tsx", "./live.store.ts"],
  },
  {
    sentence: "views only render",
    breaks: (a, b) =>
      a.role === "view" &&
      !["ui", "kernel"].includes(b.area) &&
      !["view", "rules"].includes(b.role ?? "") &&
      b.file !== "preact",
    bait: ["src/rooms/live/live.view.tsx", "./live.queries.ts"],
  },
  {
    sentence: "islands run in the browser",
    breaks: (a, b) =>
      a.role === "island" &&
      b.area !== "kernel" &&
      !["island", "rules"].includes(b.role ?? "") &&
      !["src/platform/browser.ts", "preact", "preact/hooks"].includes(b.file),
    bait: ["src/rooms/live/live.island.tsx", "#platform/db.ts"],
  },
  {
    sentence: "enter another room by its door",
    // a program of one command on files (src/NAME-cli.ts) takes that command alone, so that it starts in a moment
    breaks: (a, b) =>
      b.area === "rooms" &&
      b.room !== a.room &&
      b.role !== "door" &&
      !(b.role === "command" && /^src\/\w+-cli\.ts$/.test(a.file)),
    bait: ["src/rooms/live/live.actions.ts", "../journal/journal.store.ts"],
  },
  {
    sentence: "dots stay in the room, # crosses",
    breaks: (a, b) => b.relative === true && a.area !== "entry" && (b.area !== a.area || b.room !== a.room),
    bait: ["src/rooms/live/live.actions.ts", "../../platform/db.ts"],
  },
];

describe("imports", () => {
  for (const { sentence, breaks, bait } of rules) {
    test(`still bites: ${sentence}`, () => {
      expect(breaks(address(bait[0]), target(...bait))).toBe(true);
    });
    test(sentence, () => {
      // types vanish at build: a view may name the shape of a row that a query gives it
      const broken = edges
        .filter((edge) => breaks(edge.from, edge.to))
        .map((edge) => `${edge.from.file} -> ${edge.to.file}`);
      expect(broken).toEqual([]);
    });
  }

  test("rooms never depend on each other in a circle", () => {
    const next = (room: string): string[] => [
      ...new Set(
        edges.filter((e) => e.from.room === room && e.to.room && e.to.room !== room).map((e) => e.to.room ?? ""),
      ),
    ];
    const loop = (room: string, trail: readonly string[]): readonly string[] | undefined =>
      trail.includes(room)
        ? [...trail, room]
        : next(room)
            .map((other) => loop(other, [...trail, room]))
            .find(Boolean);
    const loops = readdirSync("src/rooms").map((room) => loop(room, [])?.join(" -> "));
    expect(loops.filter(Boolean)).toEqual([]);
  });
});

describe("files", () => {
  test("every file in a room has a known role", () => {
    const strangers = sources
      .map(address)
      .filter((p) => p.area === "rooms" && ![...ROLES, "door"].includes(p.role ?? ""));
    expect(strangers.map((place) => place.file)).toEqual([]);
  });

  test("only a room, an engine and the ledger have a door", () => {
    const doors = sources.filter((file) => file.endsWith("/index.ts") && file !== "src/ledger/index.ts");
    expect(doors.filter((file) => file.split("/").length !== 4)).toEqual([]);
  });

  test("a door opens with its five lines of presentation", () => {
    const doors = sources.filter((file) => file.startsWith("src/rooms/") && file.endsWith("/index.ts"));
    const silent = doors.filter((file) => {
      const head = textOf(file).split("*/")[0] ?? "";
      return !["Who may enter:", "Tables:", "Journal entries:", "Needs:"].every((line) => head.includes(line));
    });
    expect(silent).toEqual([]);
  });

  test("no file over 300 lines", () => {
    expect(sources.filter((file) => textOf(file).split("\n").length > 301)).toEqual([]);
  });

  test("no name that hides", () => {
    expect(sources.filter((file) => /\/(utils?|helpers?|misc|common|manager|shared)[./]/.test(file))).toEqual([]);
  });

  test("safety is never switched off", () => {
    const off = /@ts-ignore|@ts-nocheck|@ts-expect-error|: any\b|\bas any\b|dangerouslySetInnerHTML/;
    expect(sources.filter((file) => off.test(textOf(file)))).toEqual([]);
  });
});

describe("code", () => {
  test("pure code reads no clock and rolls no dice", () => {
    expect(sources.filter((file) => isPure(address(file)) && CLOCK_OR_DICE.test(textOf(file)))).toEqual([]);
  });

  test("rooms write no class name, no style and no raw HTML", () => {
    const marked = /\b(?:class|className|style)=(?:"|\{)/;
    expect(
      sources.filter(
        (file) => file.startsWith("src/rooms/") && /\.(view|routes)\./.test(file) && marked.test(textOf(file)),
      ),
    ).toEqual([]);
  });

  test("queries only read", () => {
    expect(sources.filter((file) => file.includes(".queries.") && writtenTables(textOf(file)).length > 0)).toEqual([]);
  });

  test("only stores write", () => {
    const writers = sources.filter((file) => address(file).area === "rooms" && address(file).role !== "store");
    expect(writers.filter((file) => writtenTables(textOf(file)).some((table) => /^\w+\.\w+$/.test(table)))).toEqual([]);
  });

  test("a store writes only in its own room's schema", () => {
    const foreign = sources
      .filter((file) => file.includes(".store.") && !WRITES_EVERYWHERE.includes(address(file).room ?? ""))
      .flatMap((file) =>
        writtenTables(textOf(file))
          .filter((table) => !table.startsWith(`${schemaOf(address(file).room ?? "")}.`))
          .map((table) => `${file} writes ${table}`),
      );
    expect(foreign).toEqual([]);
  });

  test("still bites: written tables are found in SQL", () => {
    expect(writtenTables("insert into live.vote values (1) on conflict do update set v = 2")).toEqual(["live.vote"]);
    expect(writtenTables("update live.vote as v set x = 1; delete from live.room")).toEqual(["live.vote", "live.room"]);
    expect(writtenTables("select 1 from live.vote for update skip locked")).toEqual([]);
  });

  test("SQL text is never put together by hand", () => {
    const raw = /\bsql\.unsafe\(|\btx\.unsafe\(/;
    const allowed = ["src/platform/migrate.ts"];
    expect(sources.filter((file) => raw.test(textOf(file)) && !allowed.includes(file))).toEqual([]);
  });

  test("times come from the database: no handler, rule or action reads the clock", () => {
    const clocked = sources.filter((file) => {
      const { role } = address(file);
      return (
        ["rules", "actions", "queries", "store", "routes", "view"].includes(role ?? "") &&
        /\bDate\.now\(|\bnew Date\(\)/.test(textOf(file))
      );
    });
    expect(clocked).toEqual([]);
  });
});

describe("documents", () => {
  const pages = [
    ...filesUnder("docs", /\.md$/),
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
  ].filter((f) => existsSync(f));

  test("every link in the docs leads to a file", () => {
    const broken = pages.flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
        .map(([, link = ""]) => link)
        .filter((link) => !existsSync(path.join(path.dirname(file), link)))
        .map((link) => `${file} -> ${link}`),
    );
    expect(broken).toEqual([]);
  });

  test("every path named in ARCHITECTURE.md exists", () => {
    const page = readFileSync("ARCHITECTURE.md", "utf8");
    const named = [...page.matchAll(/`((?:src|test|db|docs|bench|scripts)\/[\w./-]*)`/g)].map(
      ([, place = ""]) => place,
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((place) => !existsSync(place))).toEqual([]);
  });

  test("the project speaks of itself alone: no machine path, no registry host", () => {
    const tracked = [
      ...sources,
      ...pages,
      ...filesUnder("db/migrations", /\.sql$/),
      ...filesUnder("scripts", /\.mjs$/),
    ];
    const stranger = /\/work\/|\/root\/|registry\.npmjs|\.\.\/shared\//;
    expect(tracked.filter((file) => stranger.test(readFileSync(file, "utf8")))).toEqual([]);
  });
});
