import { runFileCli } from "#platform/start/run-file-cli.ts";
import { duplicatesCommand } from "./rooms/campaigns/duplicates.command.ts";

/** `jalon duplicates` alone: it reads files, so it starts without the rest of the product. */
export const main = async (words: readonly string[]): Promise<number> => await runFileCli(duplicatesCommand, words);
