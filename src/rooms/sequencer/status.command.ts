import type { Command } from "#platform/command.ts";
import { exitCodes } from "#platform/failure.ts";
import { findHealth, type Health, listAlarms, listWitnesses } from "./health.queries.ts";

/** What /journal/etat shows. Leaves with 10 when somebody must look: a script may ask. */
export const statusCommand: Command = {
  name: "journal status",
  summary: "Say how the signed journal is: size, last checkpoint, what waits, witnesses, frozen or not.",
  options: [],
  printsData: true,
  async run({ sql, out }) {
    const [health, witnesses, alarms] = await Promise.all([findHealth(sql), listWitnesses(sql), listAlarms(sql)]);
    out.data({ ...health, witnesses, alarms }, [
      ...linesOf(health),
      ...witnesses.map(
        ({ vkey, size, failure }) => `witness    ${vkey.split("+")[0]}: size ${size}${failure ? `, ${failure}` : ""}`,
      ),
      ...alarms.map(({ name, count, lastAt }) => `alarm      ${name}: ${count}, last ${lastAt.toISOString()}`),
    ]);
    return health.frozenBecause === null ? 0 : exitCodes.logFrozen;
  },
};

function linesOf(health: Health): string[] {
  if (health.origin === null)
    return ["the journal is not begun: jalon journal init", `waiting    ${health.queueDepth}`];
  const { publishedSize, checkpointAgeSeconds, oldestQueuedSeconds, frozenBecause, frozenSince } = health;
  const seconds = (value: number | null) => (value === null ? "" : ` (${Math.round(value)} s)`);
  return [
    `journal    ${health.origin}`,
    ...(frozenBecause === null ? [] : [`FROZEN     since ${frozenSince?.toISOString()}: ${frozenBecause}`]),
    `size       ${health.size}`,
    `checkpoint ${publishedSize ?? "none"}${seconds(checkpointAgeSeconds)}`,
    `waiting    ${health.queueDepth}${seconds(oldestQueuedSeconds)}`,
    `refused    ${health.refused}`,
    `examined   ${health.examinedAt?.toISOString() ?? "never"}`,
  ];
}
