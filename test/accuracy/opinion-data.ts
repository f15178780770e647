// Conversations on disk, with the reference files that lie beside their votes, whichever are there.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { readVotes, type VotesFile } from "#platform/votes-file.ts";

type Table<Value> = Readonly<Record<string, Value>>;
type ReferenceRecord = {
  readonly tid: number | string;
  readonly "repful-for": "agree" | "disagree";
  readonly "n-success": number;
  readonly "n-trials": number;
  readonly "p-success": number;
  readonly "p-test": number;
  readonly repness: number;
  readonly "repness-test": number;
};
type ListedStatement = number | string | { readonly tid: number | string };
/** One of the reference files; the three have some parts in common, under several names. */
export type Reference = {
  readonly labels: Table<number | null>;
  readonly repness: Table<readonly ReferenceRecord[]>;
  readonly consensus: { readonly agree: readonly ListedStatement[]; readonly disagree: readonly ListedStatement[] };
  readonly pca?: {
    readonly mean?: Table<number>;
    readonly center?: Table<number>;
    readonly components: readonly Table<number>[];
  };
  readonly extremity?: Table<number>;
  readonly comment_extremity?: Table<number>;
  readonly priority?: Table<number>;
  readonly comment_priorities?: Table<number>;
  readonly group_aware_consensus?: Table<number>;
  readonly group_aware_consensus_agree?: Table<number>;
  readonly group_stats?: Table<Table<Table<number>>>;
};

export type Conversation = VotesFile & {
  readonly name: string;
  readonly folder: string;
  /** The log and the matrix of the same votes, when both are there. */
  readonly matrix: VotesFile | null;
  readonly hash: string | null;
  /** What the platform that held it published, for groups it had then. */
  readonly own: Reference | null;
  /** Cold runs of two other implementations. */
  readonly cold: Readonly<Record<"reddwarf" | "spec", Reference | null>>;
  readonly truth: Table<number> | null;
};

/** Every folder with votes in it, up to three levels below. */
export function conversationsIn(data: string): readonly Conversation[] {
  const hashes = hashesIn(data);
  return foldersWithVotes(data, 3).map((folder) => conversation(folder, hashes));
}

function foldersWithVotes(folder: string, depth: number): readonly string[] {
  if (!existsSync(folder)) return [];
  if (["votes.csv", "participants-votes.csv"].some((name) => existsSync(path.join(folder, name)))) return [folder];
  if (depth === 0) return [];
  const inside = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return inside
    .map(({ name }) => path.join(folder, name))
    .sort()
    .flatMap((one) => foldersWithVotes(one, depth - 1));
}

/** The hashes that a README lists: `name`, then 64 hexadecimal digits. */
function hashesIn(data: string): ReadonlyMap<string, string> {
  const pages = [data, path.dirname(data), path.join(data, "polis")].map((folder) => path.join(folder, "README.md"));
  const rows = pages
    .filter(existsSync)
    .flatMap((page) => [...readFileSync(page, "utf8").matchAll(/^\|\s*([^|\s]+)\s*\|\s*`([0-9a-f]{64})`/gm)]);
  return new Map(rows.map(([, name = "", hash = ""]) => [path.basename(name), hash]));
}

function conversation(folder: string, hashes: ReadonlyMap<string, string>): Conversation {
  const name = path.basename(folder);
  const json = <Value>(...place: string[]): Value | null => {
    const file = path.join(folder, ...place);
    return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Value) : null;
  };
  const file = readVotes(folder);
  const matrix = path.join(folder, "participants-votes.csv");
  const hasBoth = file.votes.kind === "log" && existsSync(matrix);
  return {
    ...file,
    name,
    folder,
    matrix: hasBoth ? { ...file, votes: readVotes(matrix).votes } : null,
    hash: hashes.get(name) ?? null,
    own: json<Reference>("reference", "polislabels.json"),
    cold: { reddwarf: json<Reference>("reference", "reddwarf.json"), spec: json<Reference>("reference", "spec.json") },
    truth: json<Table<number>>("truth.json"),
  };
}
