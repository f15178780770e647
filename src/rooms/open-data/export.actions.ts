import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Db, Sql } from "#platform/db.ts";
import { translator } from "#ui/messages.ts";
import { DATASETS, DICTIONARY, FORMATS, fileName, LICENCE } from "./dataset.rules.ts";
import { type FileWanted, fileText } from "./file.actions.ts";
import { findOpenProcess, type OpenProcess, readRevision, readSchema } from "./record.queries.ts";

type ExportedFile = {
  readonly file: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
};
export type Exported = { readonly process: string; readonly revision: string; readonly files: readonly ExportedFile[] };

type ExportWanted = {
  readonly process: string;
  readonly folder: string;
  readonly onProgress: (done: number, total: number) => void;
};

/** Writes the whole public record of a process: all files show the same instant. */
export async function exportProcess(sql: Sql, { process, folder, onProgress }: ExportWanted): Promise<Exported> {
  await mkdir(folder, { recursive: true });
  return await sql.begin("isolation level repeatable read read only", async (tx) => {
    const found = await findOpenProcess(tx, process);
    const [schema, revision] = [await readSchema(tx), await readRevision(tx)];
    const names = [...DATASETS, DICTIONARY] as const;
    const wanted = names.flatMap((name) => FORMATS.map((format) => ({ process: found.slug, name, format, schema })));
    const files: ExportedFile[] = [];
    for (const file of wanted) {
      files.push(await writeOne(tx, folder, file));
      onProgress(files.length, wanted.length);
    }
    await writeFile(path.join(folder, "README.md"), await readme(tx, { found, revision, files }));
    return { process: found.slug, revision, files };
  });
}

async function writeOne(sql: Db, folder: string, wanted: FileWanted): Promise<ExportedFile> {
  const file = fileName(wanted.name, wanted.format);
  const hash = createHash("sha256");
  let [rows, bytes] = [0, 0];
  const text = fileText(sql, {
    ...wanted,
    onRows(count) {
      rows += count;
    },
  });
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const piece of text) {
      const data = Buffer.from(piece);
      hash.update(data);
      bytes += data.byteLength;
      yield data;
    }
  }
  await pipeline(Readable.from(counted()), createWriteStream(path.join(folder, file)));
  return { file, rows, bytes, sha256: hash.digest("hex") };
}

type Readme = { readonly found: OpenProcess; readonly revision: string; readonly files: readonly ExportedFile[] };

async function readme(sql: Db, { found, revision, files }: Readme): Promise<string> {
  const [clock] = await sql<{ date: string }[]>`
    select to_char(now() at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as date
  `;
  const parts = (["fr", "en"] as const).map((lang) => {
    const t = translator(lang);
    return [
      `# ${t("open-data.title")}`,
      t("open-data.readme.intro", { title: found.title }),
      t("open-data.readme.revision", { revision, date: clock?.date ?? "" }),
      t("open-data.licence", { licence: `[${LICENCE.name}](${LICENCE.url})` }),
      t("open-data.privacy"),
      t("open-data.format"),
      ...(found.isDemonstration ? [t("open-data.synthetic", { column: "`is_synthetic`" })] : []),
      `${t("open-data.dictionaryText")} \`${fileName(DICTIONARY, "csv")}\``,
    ].join("\n\n");
  });
  const lines = files.map(({ file, rows, bytes, sha256 }) => `| ${file} | ${rows} | ${bytes} | ${sha256} |`);
  const table = ["| file | rows | bytes | SHA-256 |", "|---|---|---|---|", ...lines].join("\n");
  return `${[...parts, `# ${translator("fr")("open-data.readme.files")} · ${translator("en")("open-data.readme.files")}`, table].join("\n\n")}\n`;
}
