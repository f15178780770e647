import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse as parseCsv } from "csv-parse/sync";
import { parse as parseYaml } from "yaml";
import { z } from "zod";
import { root } from "#platform/root.ts";
import { type ImportedDocument, parseRoadmapYaml } from "#rooms/imports";
import type { SeedPoll } from "./poll.rules.ts";
import type {
  SeedActors,
  SeedCodebookTheme,
  SeedContribution,
  SeedDecision,
  SeedMask,
  SeedSynthesis,
  SeedTerritories,
} from "./seed.rules.ts";

function read(file: string): string {
  return readFileSync(join(root, "db", "seed", file), "utf8");
}

const optional = z.string().transform((text) => (text === "" ? null : text));
const flag = z.enum(["true", "false"]).transform((text) => text === "true");

const contributionRow = z.object({
  id: z.string().regex(/^[A-C]\d{3}$/),
  kind: z.enum(["comment", "amendment", "proposal", "testimony"]),
  node: z.string().min(1),
  passage: optional.transform((text) => (text === null ? null : Number(text))),
  body: z.string().min(1),
  proposed: optional,
  channel: z.enum(["online", "room", "paper", "phone", "counter", "letter"]),
  stage: optional,
  territory: z.string().min(1),
  category: z.string().min(1),
  subcategory: z.string().min(1),
  organisation: optional,
  author: optional,
  at: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
  truth_theme: z.string().min(1),
  duplicate_of: optional,
  campaign: optional,
  off_topic: flag,
  health: flag,
  is_synthetic: z.literal("true"),
});

/** The corpus in the order of the file. Throws when the file is not what NOTICE.md says. */
export function readContributions(): readonly SeedContribution[] {
  const rows: unknown = parseCsv(read("contributions.csv"), { columns: true });
  return z
    .array(contributionRow)
    .parse(rows)
    .map(({ truth_theme, duplicate_of, off_topic, health, is_synthetic: _, ...row }) => ({
      ...row,
      truthTheme: truth_theme,
      duplicateOf: duplicate_of,
      isOffTopic: off_topic,
      hasHealthDetails: health,
    }));
}

const decisionsFile = z.object({
  decisions: z.array(
    z.object({
      id: z.string(),
      verdict: z.string(),
      decided_on: z.iso.date(),
      reason: z.string(),
      answer: z.string(),
      addressed_to: z.string().optional(),
      covers: z.array(z.string()).min(1),
      changes: z.array(z.string()),
    }),
  ),
});

export function readDecisions(): readonly SeedDecision[] {
  const { decisions } = decisionsFile.parse(parseYaml(read("decisions.yaml")));
  return decisions.map(({ decided_on, addressed_to, ...decision }) => ({
    ...decision,
    decidedOn: decided_on,
    addressedTo: addressed_to ?? null,
  }));
}

const masksFile = z.object({ masks: z.array(z.object({ id: z.string(), reason: z.string(), body: z.string() })) });

export function readMasks(): readonly SeedMask[] {
  return masksFile.parse(parseYaml(read("moderation.yaml"))).masks;
}

const codebookFile = z.object({
  themes: z.array(
    z.object({
      code: z.string(),
      meant: z.string(),
      name: z.string(),
      definition: z.string(),
      example_in: z.string(),
      example_out: z.string(),
      words: z.array(z.string()),
    }),
  ),
});

export function readCodebook(): readonly SeedCodebookTheme[] {
  return codebookFile.parse(parseYaml(read("codebook.yaml"))).themes.map(({ example_in, example_out, ...theme }) => ({
    ...theme,
    exampleIn: example_in,
    exampleOut: example_out,
  }));
}

const sources = z.array(z.string()).default([]);
const claimsFile = z.object({
  synthesis: z.object({
    title: z.string(),
    published_on: z.iso.date(),
    introduction: z.string(),
    method: z.string(),
  }),
  claims: z.array(
    z.object({
      theme: z.string(),
      kind: z.enum(["claim", "rare"]).default("claim"),
      text: z.string(),
      supports: sources,
      opposes: sources,
      nuances: sources,
      quotes: z.record(z.string(), z.string()).default({}),
      decisions: z.array(z.string()),
    }),
  ),
});

export function readSynthesis(): SeedSynthesis {
  const { synthesis, claims } = claimsFile.parse(parseYaml(read("claims.yaml")));
  const { published_on, ...words } = synthesis;
  return { ...words, publishedOn: published_on, claims };
}

const templatesFile = z.object({
  templates: z.array(z.object({ title: z.string(), verdict: z.string(), reason: z.string(), answer: z.string() })),
});

export function readTemplates(): z.infer<typeof templatesFile>["templates"] {
  return templatesFile.parse(parseYaml(read("templates.yaml"))).templates;
}

export function readTerritories(): SeedTerritories {
  return JSON.parse(read("territories.json")) as SeedTerritories;
}

export function readActors(): { readonly actors: SeedActors; readonly englishNames: Readonly<Record<string, string>> } {
  return {
    actors: JSON.parse(read("actors.json")) as SeedActors,
    englishNames: z.record(z.string(), z.string()).parse(parseYaml(read("actor-names.en.yaml"))),
  };
}

type Tour = { readonly series: readonly { readonly stages: readonly Stage[] }[] };
type Stage = { readonly id: string; readonly city: string; readonly date: string };

export function readStages(): readonly Stage[] {
  return (JSON.parse(read("tour.json")) as Tour).series.flatMap(({ stages }) => stages);
}

export type DocumentFile =
  | "roadmap-2019-2022.yaml"
  | "doctrine.yaml"
  | "roadmap-2023-2027-draft.yaml"
  | "roadmap-2023-2027.yaml";

export function readText(file: DocumentFile): ImportedDocument {
  const result = parseRoadmapYaml(read(file));
  if (result.isValid) return result.document;
  const [first] = result.problems;
  throw new Error(`db/seed/${file}: line ${first?.line}: ${first?.messageKey}`);
}

const position = z.union([z.literal(1), z.literal(-1)]);
const positions = {
  all: position.optional(),
  nearby: position.optional(),
  users: position.optional(),
  field: position.optional(),
};
type Positions = z.infer<z.ZodObject<typeof positions>>;

/** `all` stands for whoever is not named. */
function positionsOf({ all, nearby = all, users = all, field = all }: Positions) {
  if (nearby === undefined || users === undefined || field === undefined)
    throw new Error("in the seed, each way of seeing has its position on a statement");
  return { nearby, users, field };
}

const pollWords = { text: z.string().min(1).max(280), nodes: z.array(z.string()).min(1), ...positions };
const pollStatement = z
  .object(pollWords)
  .transform((read) => ({ text: read.text, nodes: read.nodes, positions: positionsOf(read) }));
const pollLater = z
  .object({ ...pollWords, contribution: z.string(), since: z.iso.date() })
  .transform(({ text, nodes, contribution, since, ...read }) => ({
    ...{ text, nodes, contribution, positions: positionsOf(read) },
    since: new Date(`${since}T00:00:00+01:00`),
  }));
const pollTitle = z.object({ title: z.string().max(120), reason: z.string() });
const pollFile = z.object({
  title: z.string().min(1),
  introduction: z.string().min(1),
  follow_up: z.string().min(1),
  later: pollLater,
  nodes: z.array(z.string()),
  stages: z.array(
    z
      .object({ code: z.string(), name: z.string(), held_on: z.iso.date(), territory: z.string() })
      .transform(({ held_on, ...stage }) => ({ ...stage, heldOn: held_on })),
  ),
  statements: z.array(pollStatement).min(1),
  titles: z.object({ nearby: pollTitle, users: pollTitle, field: pollTitle }),
  hidden: z.object({ text: z.string(), reason: z.string() }),
  waiting: z.string(),
});

export function readPoll(): SeedPoll {
  const { follow_up, ...poll } = pollFile.parse(parseYaml(read("poll.yaml")));
  return { ...poll, followUp: follow_up };
}
