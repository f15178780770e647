import type { Command } from "#platform/command.ts";
import { beginRotation, finishRotation } from "./rotate.actions.ts";

export const rotateCommand: Command = {
  name: "journal rotate",
  summary: "Begin to sign with a new key beside the old one; --finish destroys the old one.",
  options: [{ flags: "--finish", description: "destroy the old key: the new one alone signs from then on" }],
  printsData: true,
  async run({ sql, config, out, options }) {
    if (options.finish === true) {
      const { vkey } = await finishRotation(sql, config);
      out.data({ key: vkey, finished: true }, [
        `the old key is destroyed; ${vkey} signs alone`,
        "keep both log lines of the policy: the old one still checks what it signed",
      ]);
      return 0;
    }
    const { vkey } = await beginRotation(sql, config);
    out.data({ key: vkey, finished: false, policy: config.policy }, [
      `both keys sign from the next publication on; the new one is ${vkey}`,
      `${config.policy} names both: send it to every witness and to whoever checks this journal, and wait for their word`,
      "then: jalon journal rotate --finish",
    ]);
    return 0;
  },
};
