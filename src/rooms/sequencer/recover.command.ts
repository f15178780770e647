import type { Command } from "#platform/command.ts";
import { type RecoverInput, recoverLog } from "./recover.actions.ts";

const SHOWN = 20;

/** `replay` is that of the rooms that keep what the log speaks of: this room knows none of them. */
export function recoverCommand(replay: RecoverInput["replay"]): Command {
  return {
    name: "journal recover",
    summary: "Take the published journal back from a copy, after an older backup of the database was put back.",
    options: [
      { flags: "--mirror <dir>", description: "the folder that jalon verify follow --mirror fills", isRequired: true },
    ],
    printsData: true,
    async run({ sql, config, out, options }) {
      const folder = String(options.mirror);
      const onProgress = (done: number, total: number): void => out.progress("leaves", done, total);
      const { lost, official, ...recovered } = await recoverLog({ sql, config, folder, replay, onProgress });
      const { from, size, dropped, refused, digest } = recovered;
      out.data({ ...recovered, lost, official }, [
        `recovered: ${size - from} leaves taken back, ${size} in all; the journal goes on`,
        `waiting acts: ${dropped} were logged already, ${refused} contradict the journal and were set aside (journal.refused)`,
        `texts lost with the database: ${lost.length}`,
        ...lost.slice(0, SHOWN).map(({ o, r }) => `  ${o} revision ${r}`),
        `official acts since the backup, to be looked at: ${official.length}`,
        ...official.slice(0, SHOWN).map(({ k, o }) => `  ${k} ${o ?? ""}`),
        `public notice: ${config.siteUrl}/journal/avis/${digest}`,
        "next: jalon journal status, jalon doctor; tell the people whose texts were lost",
      ]);
      return 0;
    },
  };
}
