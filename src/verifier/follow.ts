import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Policy } from "#ledger/policy.ts";
import { openCheckpoint } from "#ledger/policy.ts";
import { refuseBackwards } from "./backwards.ts";
import { checkContinues, type Signed } from "./consistency.ts";
import { EXIT, Fault, judged } from "./fault.ts";
import { makeFolder, replaceFile } from "./kept-file.ts";
import { openLog } from "./log-reader.ts";
import { extendMirror } from "./mirror.ts";
import { CHECKPOINT } from "./open-journal.ts";
import { mustRead, openPlace, type Place } from "./place.ts";
import type { Report, Run } from "./run.ts";
import { givenPolicy, MAX_NOTE, noteQuorum } from "./trust.ts";

/** Web processes of a site may be some seconds apart. */
const SECOND_LOOK_MS = 3000;

/** `follow URL --state FILE [--mirror FOLDER]`, for cron: the log must continue what was last seen. */
export async function followLog(run: Run): Promise<Report> {
  const [name = ""] = run.words;
  const { state, mirror } = run.options;
  if (state === undefined) throw new Fault(EXIT.usage, "stateNeeded");
  const policy = await givenPolicy(run.options);
  if (policy === null) throw new Fault(EXIT.usage, "policyNeeded");
  const place = await openPlace(name);
  const seen = await keptNote(state, policy);
  const copied = mirror === undefined ? null : await keptNote(path.join(mirror, CHECKPOINT), policy);
  const shown = await lookUp(run, place, policy, seen);
  const { size } = shown.checkpoint;
  const reader = openLog(place, size);
  for (const older of [seen, copied]) {
    if (older === null) continue;
    if (older.checkpoint.size <= size) await checkContinues(older, shown, reader);
    else {
      const isMirror = mirror !== undefined && copied !== null && copied.checkpoint.size >= older.checkpoint.size;
      const kept = isMirror ? openLog(await openPlace(mirror), copied.checkpoint.size) : null;
      await refuseBackwards(older, shown, kept);
    }
  }
  if (mirror !== undefined) await extendMirror(run, mirror, copied, shown, reader);
  await makeFolder(path.dirname(state));
  await replaceFile(state, shown.note);
  const before = seen?.checkpoint.size ?? null;
  return {
    lines: [
      before === null
        ? { key: "followedFirst", params: { size } }
        : { key: "followed", params: { size, before, added: size - before } },
      ...(mirror === undefined ? [] : [{ key: "mirrored", params: { folder: mirror, size } } as const]),
    ],
    facts: { origin: shown.checkpoint.origin, size, before, mirror: mirror ?? null },
  };
}

/** The checkpoint of the place; a smaller one than was seen is asked for once more. */
async function lookUp(run: Run, place: Place, policy: Policy, seen: Signed | null): Promise<Signed> {
  for (let isSecond = false; ; isSecond = true) {
    const note = (await mustRead(place, CHECKPOINT, MAX_NOTE)).toString("utf8");
    const opened = judged("badCheckpoint", { file: CHECKPOINT }, () => openCheckpoint(note, policy));
    const isBehind = seen !== null && opened.checkpoint.size < seen.checkpoint.size;
    if (isBehind && !isSecond && !place.isFolder) {
      await run.pause(SECOND_LOOK_MS);
      continue;
    }
    noteQuorum(run, opened);
    return { checkpoint: opened.checkpoint, note };
  }
}

async function keptNote(file: string, policy: Policy): Promise<Signed | null> {
  let note: string;
  try {
    note = await readFile(file, "utf8");
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return null;
    throw new Fault(EXIT.unreachable, "unreadable", { file, why: code });
  }
  return { note, checkpoint: judged("badCheckpoint", { file }, () => openCheckpoint(note, policy)).checkpoint };
}
