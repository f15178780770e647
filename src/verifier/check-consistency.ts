import { checkContinues, type Signed } from "./consistency.ts";
import { EXIT, Fault } from "./fault.ts";
import { openLog } from "./log-reader.ts";
import { openPlace } from "./place.ts";
import type { Report, Run } from "./run.ts";
import { givenFile, givenPolicy, MAX_NOTE, openSigned, policyFor } from "./trust.ts";

/** `consistency A B [--from PLACE]`: two checkpoints, in any order. Tiles are needed when their sizes are not the same. */
export async function checkConsistency(run: Run): Promise<Report> {
  const [one = "", other = ""] = run.words;
  const { from } = run.options;
  const place = from === undefined ? null : await openPlace(from);
  const policy = place === null ? await givenPolicy(run.options) : await policyFor(run, place);
  if (policy === null) throw new Fault(EXIT.usage, "policyNeeded");
  const open = async (file: string): Promise<Signed & { file: string }> => {
    const note = (await givenFile(file, MAX_NOTE)).toString("utf8");
    return { note, file, checkpoint: openSigned(run, note, policy, file).checkpoint };
  };
  const [first, second] = [await open(one), await open(other)].sort((a, b) => a.checkpoint.size - b.checkpoint.size);
  if (!first || !second) throw new Fault(EXIT.usage, "policyNeeded");
  const { size } = second.checkpoint;
  if (place === null && first.checkpoint.size !== size) throw new Fault(EXIT.usage, "fromNeeded");
  const reader = openLog(place ?? { name: "", isFolder: true, read: async () => null }, size);
  await checkContinues(first, second, reader);
  return {
    lines: [{ key: "consistent", params: { one: first.checkpoint.size, other: size } }],
    facts: { origin: first.checkpoint.origin, sizes: [first.checkpoint.size, size] },
  };
}
