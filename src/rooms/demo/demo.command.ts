import type { Command } from "#platform/command.ts";
import { adoptAll } from "#rooms/adoption";
import { loadDemo } from "./load-demo.actions.ts";
import { demoPassword, describeAccounts } from "./team.actions.ts";
import { resetTrial } from "./trial.actions.ts";

export const demoCommand: Command = {
  name: "demo",
  summary:
    "Load the demonstration: the real roadmap, 330 fictional contributions with their answers, and a trial copy.",
  options: [{ flags: "--reset-sandbox", description: "close the trial copy and open a fresh one; nothing is deleted" }],
  async run({ sql, config, out, options }) {
    const password = await demoPassword(sql, config.host);
    const say = (line: string): void => out.line(line);
    const isLoaded = await loadDemo(sql, say, password);
    if (!isLoaded) say("demo: already there");
    if (options.resetSandbox === true && !isLoaded) say(`demo: fresh trial copy ${await resetTrial(sql, password)}`);
    await adoptAll(sql);
    for (const line of await describeAccounts(sql, password)) say(line);
    return 0;
  },
};
