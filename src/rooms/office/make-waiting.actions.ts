import { LANGS } from "#kernel/lang.ts";
import type { World } from "#platform/http/world.ts";
import { canMakePdf } from "#platform/typst.ts";
import { editionFile } from "./edition-file.actions.ts";
import { listKeptContents } from "./file.queries.ts";
import { type FileWanted, publicFile } from "./make-file.actions.ts";
import { FORMATS } from "./office-file.rules.ts";
import { listPublishedEditions } from "./waiting.queries.ts";

/** Made in one run at most: a run lasts seconds, and the next one comes a minute later. */
const IN_ONE_RUN = 60;

/** Files of published editions that nobody asked for yet, so that pages can say their size and nobody waits. */
export async function makeWaitingFiles({ sql, config, log }: Pick<World, "sql" | "config" | "log">): Promise<number> {
  const [editions, kept] = await Promise.all([listPublishedEditions(sql), listKeptContents(sql)]);
  const formats = FORMATS.filter((format) => format !== "pdf" || canMakePdf());
  const wanted = editions.flatMap((edition): readonly FileWanted[] => {
    const author = edition.document.authority ?? config.site.name;
    return LANGS.flatMap((lang) =>
      formats.map((format) => editionFile(sql, config, { document: edition.document, edition, author, lang }, format)),
    );
  });
  const missing = wanted.filter(({ name, content }) => kept.get(name) !== content).slice(0, IN_ONE_RUN);
  for (const file of missing) {
    // one that cannot be made must not keep the others from being made
    await publicFile(sql, file).catch((error: unknown) => log.error({ error, file: file.name }, "no file"));
  }
  return missing.length;
}
