import { runFileCli } from "#platform/start/run-file-cli.ts";
import { themesCommand } from "./rooms/drafts/themes.command.ts";

/** `jalon themes` alone: it reads files, so it starts without the rest of the product. */
export const main = async (words: readonly string[]): Promise<number> => await runFileCli(themesCommand, words);
