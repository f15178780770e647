import type { Db } from "#platform/db.ts";
import { canMakePdf } from "#platform/typst.ts";

export type OfferedFile = {
  readonly format: "pdf" | "docx" | "odt";
  readonly href: string;
  /** null until somebody, or the worker, had it made. */
  readonly bytes: number | null;
};

const FORMATS = ["pdf", "docx", "odt"] as const;

/** The files of something published, by the address of each, with the size of those already made. */
export async function offeredFiles(
  sql: Db,
  addressOf: (format: OfferedFile["format"]) => string,
): Promise<readonly OfferedFile[]> {
  const offered = FORMATS.filter((format) => format !== "pdf" || canMakePdf()).map((format) => ({
    format,
    href: addressOf(format),
  }));
  const rows = await sql<{ name: string; bytes: number }[]>`
    select name, octet_length(bytes) as bytes
    from office.file
    where name = any (${offered.map(({ href }) => href)})
  `;
  const sizes = new Map(rows.map(({ name, bytes }) => [name, bytes]));
  return offered.map((file) => ({ ...file, bytes: sizes.get(file.href) ?? null }));
}
