// What a site shows to everybody, from its open data: the words of contributions, and the editions of texts.
import { type CommittedContribution, contributionContent } from "#ledger/contribution-content.ts";
import { LedgerError } from "#ledger/ledger-error.ts";
import { judged } from "./fault.ts";
import { judgedText } from "./lots.ts";
import { mustRead, type Place } from "./place.ts";

const MAX_FILE = 256 * 1024 * 1024;

export type SiteProcess = { readonly process: string; readonly id: string };
export type SiteContribution = {
  readonly id: string;
  readonly number: number;
  readonly process: SiteProcess;
  readonly organisation: string | null;
  /** What its words commit to, by the rule of the log. */
  readonly content: string;
};
export type SiteEdition = {
  readonly document: string;
  readonly documentId: string;
  readonly edition: number;
  /** SHA-256, hexadecimal. */
  readonly hash: string;
  /** The words of each passage, by anchor. */
  readonly passages: ReadonlyMap<string, string>;
};
export type SiteData = {
  readonly processes: readonly SiteProcess[];
  readonly contributions: readonly SiteContribution[];
  readonly editions: readonly SiteEdition[];
};

type Row = Readonly<Record<string, unknown>>;

export async function readSite(place: Place): Promise<SiteData> {
  const list = "donnees-ouvertes/demarches.json";
  const processes = (await readRows(place, list)).map((row, at) =>
    judged("badRow", { file: list, row: at + 1 }, () => ({ process: textOf(row, "process"), id: textOf(row, "id") })),
  );
  const contributions: SiteContribution[] = [];
  const editions = new Map<string, SiteEdition>();
  for (const process of processes) {
    const read = async (file: string): Promise<readonly Row[]> => await readRows(place, fileOf(process, file));
    const parts = partsOf(await read("amended-passages.json"));
    const file = fileOf(process, "contributions.json");
    for (const [at, row] of (await readRows(place, file)).entries()) {
      contributions.push(judged("badRow", { file, row: at + 1 }, () => contributionOf(row, process, parts)));
    }
    const [documents, published, passages] = [
      await read("documents.json"),
      await read("editions.json"),
      await read("passages.json"),
    ];
    for (const edition of editionsOf(documents, published, passages, fileOf(process, "editions.json"))) {
      editions.set(`${edition.documentId} ${edition.edition}`, edition);
    }
  }
  return { processes, contributions, editions: [...editions.values()] };
}

const fileOf = ({ process }: SiteProcess, file: string): string =>
  `fr/donnees-ouvertes/${encodeURIComponent(process)}/${file}`;

async function readRows(place: Place, file: string): Promise<readonly Row[]> {
  const text = judgedText(await mustRead(place, file, MAX_FILE), file);
  return judged("badFile", { file }, () => {
    let rows: unknown;
    try {
      rows = JSON.parse(text);
    } catch {
      throw new LedgerError("not JSON");
    }
    const isRow = (row: unknown): row is Row => typeof row === "object" && row !== null && !Array.isArray(row);
    if (!Array.isArray(rows) || !rows.every(isRow)) throw new LedgerError("row without its fields");
    return rows;
  });
}

function contributionOf(
  row: Row,
  process: SiteProcess,
  parts: ReadonlyMap<number, CommittedContribution["parts"]>,
): SiteContribution {
  const number = numberOf(row, "number");
  const content = contributionContent({
    kind: textOf(row, "kind"),
    editionId: textOf(row, "edition_id"),
    nodeId: maybeText(row, "node_id"),
    passageId: maybeText(row, "passage_id"),
    aboutContributionId: maybeText(row, "about_contribution_id"),
    stance: maybeText(row, "stance"),
    categoryCode: maybeText(row, "category_code"),
    title: maybeText(row, "title"),
    body: textOf(row, "body"),
    operation: maybeText(row, "operation") ?? "",
    proposedText: maybeText(row, "proposed_text"),
    parts: parts.get(number) ?? [],
  });
  return { id: textOf(row, "id"), number, process, organisation: maybeText(row, "organisation"), content };
}

/** The second and following passages of each amendment, in order. */
function partsOf(rows: readonly Row[]): ReadonlyMap<number, CommittedContribution["parts"]> {
  const parts = new Map<number, (CommittedContribution["parts"][number] & { position: number })[]>();
  for (const row of rows) {
    const position = numberOf(row, "position");
    if (position === 1) continue;
    const number = numberOf(row, "contribution");
    const part = {
      position,
      passageId: textOf(row, "passage_id"),
      operation: textOf(row, "operation"),
      proposedText: maybeText(row, "proposed_text"),
    };
    parts.set(
      number,
      [...(parts.get(number) ?? []), part].sort((a, b) => a.position - b.position),
    );
  }
  return parts;
}

function editionsOf(
  documents: readonly Row[],
  published: readonly Row[],
  passages: readonly Row[],
  file: string,
): readonly SiteEdition[] {
  const ids = new Map(documents.map((row) => [textOf(row, "document"), textOf(row, "id")]));
  const words = new Map<string, Map<string, string>>();
  for (const row of passages) {
    const key = `${textOf(row, "document")} ${numberOf(row, "edition")}`;
    const known = words.get(key) ?? new Map<string, string>();
    words.set(key, known.set(textOf(row, "anchor"), textOf(row, "text")));
  }
  return published.map((row, at) =>
    judged("badRow", { file, row: at + 1 }, () => {
      const [document, edition] = [textOf(row, "document"), numberOf(row, "edition")];
      const documentId = ids.get(document);
      if (documentId === undefined) throw new LedgerError("row without its fields");
      const read = words.get(`${document} ${edition}`) ?? new Map<string, string>();
      return { document, documentId, edition, hash: textOf(row, "hash"), passages: read };
    }),
  );
}

function textOf(row: Row, name: string): string {
  const value = row[name];
  if (typeof value !== "string") throw new LedgerError("row without its fields");
  return value;
}

function maybeText(row: Row, name: string): string | null {
  return row[name] === null ? null : textOf(row, name);
}

function numberOf(row: Row, name: string): number {
  const value = row[name];
  if (typeof value !== "number") throw new LedgerError("row without its fields");
  return value;
}
