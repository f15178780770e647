// The beginning of most commands: a place, the checkpoint it serves, and who must have signed it.
import type { OpenedCheckpoint } from "#ledger/policy.ts";
import { EXIT, Fault } from "./fault.ts";
import { type LogReader, openLog } from "./log-reader.ts";
import { mustRead, openPlace, type Place } from "./place.ts";
import type { Run } from "./run.ts";
import { MAX_NOTE, openSigned, policyFor } from "./trust.ts";

export const CHECKPOINT = "journal/checkpoint";

export type OpenedJournal = {
  readonly place: Place;
  readonly note: string;
  readonly opened: OpenedCheckpoint;
  readonly checkpoint: OpenedCheckpoint["checkpoint"];
  readonly reader: LogReader;
};

export async function openJournal(run: Run, name: string): Promise<OpenedJournal> {
  const place = await openPlace(name);
  const policy = await policyFor(run, place);
  const note = (await mustRead(place, CHECKPOINT, MAX_NOTE)).toString("utf8");
  const opened = openSigned(run, note, policy, CHECKPOINT);
  const { checkpoint } = opened;
  return { place, note, opened, checkpoint, reader: openLog(place, checkpoint.size) };
}

/** The place of `--from`, without which the command can read nothing. */
export async function openFrom(run: Run): Promise<OpenedJournal> {
  const { from } = run.options;
  if (from === undefined) throw new Fault(EXIT.usage, "fromNeeded");
  return await openJournal(run, from);
}
