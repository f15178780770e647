// Sequences of acts on one contribution: which may follow which.
import { Chains } from "#ledger/chain.ts";
import type { Leaf } from "#ledger/leaf.ts";
import { LedgerError } from "#ledger/ledger-error.ts";
import type { Golden } from "./ledger-golden-data.ts";
import { Tally } from "./ledger-tally.ts";

const O = "2f49d26d-1e6f-49d1-a7a3-9a2b3511563e";
const OTHER = "907166cf-bdfc-41a5-bdf9-100c46070308";
const COMMON = { c: "61e5472f-493f-44b4-a2a4-130314dd7f8b", o: O, t: "2026-03-04T10:12Z", v: 1 } as const;

export function chainTally({ contribution_chains }: Golden): Tally {
  const tally = new Tally("golden: sequences of acts on a contribution");
  for (const { ok, events } of contribution_chains) {
    const name = events.join(", ");
    if (!ok) tally.refused.push(name);
    tally.same(name, isPossible(events), ok);
  }
  return tally;
}

function isPossible(events: readonly string[]): boolean {
  const chains = new Chains();
  chains.accept({ ...COMMON, o: OTHER, k: "contribution.submitted", r: 1, h: hashOf(0), ha: hashOf(0) }, 0);
  try {
    for (const [place, event] of events.entries()) {
      const [act = "", revision = ""] = event.split(" ");
      const previous = chains.stateOf(O)?.hash ?? hashOf(99);
      chains.accept(leafOf(act, Number(revision), hashOf(place + 1), previous), place + 1);
    }
    return true;
  } catch (error) {
    if (error instanceof LedgerError) return false;
    throw error;
  }
}

/** Only the state and the revision may be what is wrong: hashes are linked as they must be. */
function leafOf(act: string, r: number, h: string, ph: string): Leaf {
  const base = { ...COMMON, r };
  switch (act) {
    case "submitted":
      return { ...base, k: "contribution.submitted", h, ha: h };
    case "edited":
      return { ...base, k: "contribution.edited", h, ha: h, ph };
    case "withdrawn":
      return { ...base, k: "contribution.withdrawn" };
    case "detached":
      return { ...base, k: "author.detached" };
    case "hidden":
      return { ...base, k: "moderation.hidden", role: "moderator", why: "off-topic" };
    case "restored":
      return { ...base, k: "moderation.restored", role: "moderator", why: "mistake" };
    case "masked":
      return { ...base, k: "moderation.masked", h, ph, role: "moderator", why: "personal-data" };
    case "merged":
      return { ...base, k: "moderation.merged", role: "moderator", to: OTHER, why: "duplicate" };
    case "erased":
      return { ...base, k: "erasure.performed", lb: "rgpd-17" };
    default:
      throw new Error(`unknown act ${act}`);
  }
}

function hashOf(number: number): string {
  return Buffer.alloc(32, number).toString("base64url");
}
