import { digest } from "#ledger/digest.ts";
import type { Sql } from "#platform/db.ts";
import { makePdf } from "#platform/typst.ts";
import { deflatedZip } from "#platform/zip.ts";
import { docxParts } from "./docx-file.rules.ts";
import { findKeptFile } from "./file.queries.ts";
import { keepFile } from "./file.store.ts";
import { odtParts } from "./odt-file.rules.ts";
import { type Format, MEDIA_TYPES } from "./office-file.rules.ts";
import { type Paper, printablePaper, withBreaks } from "./paper.rules.ts";
import { PAPER_TEMPLATE, TEMPLATE_VERSION } from "./paper-template.rules.ts";

export type FileWanted = {
  /** Its address: what identifies it among those kept. */
  readonly name: string;
  /** The name a browser saves it under. */
  readonly savedAs: string;
  readonly format: Format;
  /** What the file is made from: as long as it is the same, the file is not made again. */
  readonly content: string;
  /** Written in the file as its date: the same content gives the same bytes. */
  readonly createdAt: Date;
  readonly paper: () => Promise<Paper> | Paper;
};

/** The digest of what a file is made from, and of the way it is made. */
export function contentKey(facts: Readonly<Record<string, string | number | null>>): string {
  return digest({ ...facts, template: TEMPLATE_VERSION });
}

/** Being made now, by pool, name and content: fifty people who ask at once wait for the same file. */
const underWay = new WeakMap<Sql, Map<string, Promise<Uint8Array<ArrayBuffer>>>>();

/** A file of something public: the one kept, or made now and kept for everybody. */
export async function publicFile(sql: Sql, wanted: FileWanted): Promise<Uint8Array<ArrayBuffer>> {
  const kept = await findKeptFile(sql, wanted.name, wanted.content);
  if (kept) return kept;
  const shelf = underWay.get(sql) ?? new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  underWay.set(sql, shelf);
  const key = `${wanted.name} ${wanted.content}`;
  const found = shelf.get(key);
  if (found) return await found;
  const making = makeAndKeep(sql, wanted).finally(() => shelf.delete(key));
  shelf.set(key, making);
  return await making;
}

async function makeAndKeep(sql: Sql, wanted: FileWanted): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await fileOf(await wanted.paper(), wanted.format, wanted.createdAt);
  await keepFile(sql, { ...wanted, mediaType: MEDIA_TYPES[wanted.format], bytes });
  return bytes;
}

/** A paper as a file. The same paper and date give the same bytes. */
export async function fileOf(paper: Paper, format: Format, createdAt: Date): Promise<Uint8Array<ArrayBuffer>> {
  const printable = printablePaper(paper);
  switch (format) {
    case "pdf":
      return await makePdf({ template: PAPER_TEMPLATE, data: withBreaks(printable), createdAt });
    case "docx":
      return zipped(docxParts(printable, isoSeconds(createdAt)));
    case "odt":
      return zipped(odtParts(printable, isoSeconds(createdAt)));
  }
}

function zipped(parts: ReadonlyMap<string, string>): Uint8Array<ArrayBuffer> {
  const buffers = new Map([...parts].map(([name, text]) => [name, Buffer.from(text, "utf8")]));
  return new Uint8Array(deflatedZip(buffers, ["mimetype"]));
}

const isoSeconds = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;
