import type { Command, CommandInput } from "#platform/command.ts";
import { exitCodes } from "#platform/failure.ts";
import { checkLog, thawLog } from "./check.actions.ts";

const progressOn =
  ({ out }: CommandInput) =>
  (done: number, total: number): void =>
    out.progress("leaves", done, total);

const checkCommand: Command = {
  name: "journal check",
  summary: "Recompute every leaf, tile and root of the journal, name the first row that is wrong, and freeze it then.",
  options: [],
  printsData: true,
  async run(input) {
    const { size, difference } = await checkLog(input.sql, input.config, progressOn(input));
    const verdict = difference === null ? `${size} leaves, nothing is wrong` : `FROZEN: ${difference}`;
    input.out.data({ size, difference }, [verdict]);
    return difference === null ? 0 : exitCodes.logFrozen;
  },
};

const thawCommand: Command = {
  name: "journal thaw",
  summary: "End the frozen state once its cause is repaired: the whole check and the whole guard must pass.",
  options: [],
  printsData: true,
  async run(input) {
    const reason = await thawLog(input.sql, input.config, progressOn(input));
    input.out.data({ frozenBecause: reason }, [reason === null ? "the journal goes on" : `still frozen: ${reason}`]);
    return reason === null ? 0 : exitCodes.logFrozen;
  },
};

export const checkCommands = [checkCommand, thawCommand] as const;
