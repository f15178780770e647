import type { Command } from "#platform/command.ts";
import { adoptAll } from "./adopt.actions.ts";

export const adoptCommand: Command = {
  name: "journal adopt",
  summary:
    "Log what was published before there was a signed journal, as it stands now; done twice, it does nothing more.",
  options: [],
  printsData: true,
  async run({ sql, out }) {
    const adopted = await adoptAll(sql);
    out.data(
      adopted,
      Object.entries(adopted).map(([what, count]) => `${String(count).padStart(6)} ${what}`),
    );
    return 0;
  },
};
