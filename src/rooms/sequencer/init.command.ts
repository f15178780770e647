import type { Command } from "#platform/command.ts";
import { initJournal } from "./init.actions.ts";

export const initCommand: Command = {
  name: "journal init",
  summary:
    "Begin the signed journal: its keys, its name for ever, its first anchor. Refuses when anything of one is there.",
  options: [],
  printsData: true,
  async run({ sql, config, out }) {
    const { origin, logKey, acknowledgementKey } = await initJournal(sql, config);
    out.data({ origin, logKey, acknowledgementKey, keys: config.keys, anchor: config.anchor, policy: config.policy }, [
      `journal ${origin}`,
      `keys    ${config.keys} (keep a copy of journal.key and accuse.key in a safe)`,
      `anchor  ${config.anchor}`,
      `policy  ${config.policy}`,
      logKey,
    ]);
    return 0;
  },
};
