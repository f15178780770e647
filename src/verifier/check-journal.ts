import { toBase64 } from "#ledger/bytes.ts";
import { refuseBackwards } from "./backwards.ts";
import { checkContinues } from "./consistency.ts";
import { openJournal } from "./open-journal.ts";
import type { Report, Run } from "./run.ts";
import { givenFile, MAX_NOTE, openSigned, policyFor } from "./trust.ts";
import { walkLog } from "./walk.ts";

/** `journal PLACE [--since CHECKPOINT]`: the whole log. The older checkpoint is compared first: nothing is graver. */
export async function checkJournal(run: Run): Promise<Report> {
  const [name = ""] = run.words;
  const { place, note, opened, checkpoint, reader } = await openJournal(run, name);
  const { since } = run.options;
  if (since !== undefined) {
    const older = (await givenFile(since, MAX_NOTE)).toString("utf8");
    const policy = await policyFor({ ...run, warnings: [] }, place);
    const old = openSigned({ ...run, faults: [] }, older, policy, since).checkpoint;
    const isOlder = old.size <= checkpoint.size;
    const [first, second] = [
      { checkpoint: old, note: older },
      { checkpoint, note },
    ];
    await (isOlder ? checkContinues(first, second, reader) : refuseBackwards(first, second));
  }
  const { chains, kinds } = await walkLog(run, reader, checkpoint);
  let objects = 0;
  for (const _ of chains.objects()) objects += 1;
  const { origin, size, root } = checkpoint;
  return {
    lines: [
      { key: "journalPassed", params: { origin, size, objects } },
      ...(since === undefined ? [] : [{ key: "continues", params: { file: since } } as const]),
      { key: "cosigned", params: { count: opened.cosignatures.length } },
    ],
    facts: {
      origin,
      size,
      root: toBase64(root),
      objects,
      kinds: Object.fromEntries([...kinds].sort()),
      cosignatures: opened.cosignatures.map(({ witness, time }) => ({ witness, time })),
      late: chains.late.length,
    },
  };
}
