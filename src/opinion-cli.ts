import { runFileCli } from "#platform/start/run-file-cli.ts";
import { opinionCommand } from "./rooms/opinions/opinion.command.ts";

/** `jalon opinion` alone: it reads files, so it starts without the rest of the product. */
export const main = async (words: readonly string[]): Promise<number> => await runFileCli(opinionCommand, words);
