import { isIdentifier } from "#ledger/bytes.ts";
import type { Leaf } from "#ledger/leaf.ts";
import { EXIT, Fault, judged } from "./fault.ts";
import { openFrom } from "./open-journal.ts";
import { checkOpens, MAX_OPENING, parseOpening } from "./opening.ts";
import { mustRead } from "./place.ts";
import type { Report, Run } from "./run.ts";
import { walkLog } from "./walk.ts";

/** `opening O R --from PLACE`: what opens the commitments of one revision, and its leaf in the log. */
export async function checkOpening(run: Run): Promise<Report> {
  const [o = "", r = ""] = run.words;
  if (!isIdentifier(o) || !/^[1-9][0-9]{0,6}$/.test(r))
    throw new Fault(EXIT.usage, "badIdentifier", { text: `${o} ${r}` });
  const { place, checkpoint, reader } = await openFrom(run);
  const found: { readonly leaf: Leaf & { readonly h: string }; readonly index: number }[] = [];
  const { chains } = await walkLog(run, reader, checkpoint, {
    leaf: (leaf, index) => {
      if ("h" in leaf && leaf.o === o && leaf.r === Number(r)) found.push({ leaf, index });
    },
  });
  const [one] = found;
  if (!one) throw new Fault(EXIT.wrong, "noLeaf", { o, r });
  const file = `journal/ouverture/${o}/${r}`;
  const bytes = await mustRead(place, file, MAX_OPENING);
  const opening = judged("badOpening", { file }, () => {
    const read = parseOpening(bytes);
    checkOpens(read, one.leaf);
    return read;
  });
  if (opening.o !== o || opening.r !== Number(r)) throw new Fault(EXIT.wrong, "otherOpening", { file });
  const { index, leaf } = one;
  return {
    lines: [{ key: "openingPassed", params: { o, r, index, t: leaf.t } }],
    facts: {
      o,
      r: Number(r),
      index,
      t: leaf.t,
      kind: leaf.k,
      state: chains.stateOf(o)?.state ?? "",
      content: opening.content,
      author: opening.author?.label ?? null,
    },
  };
}
