import { readFile } from "node:fs/promises";
import { type Policy, parsePolicy } from "#ledger/policy.ts";
import { parseVerifierKey, type VerifierKey } from "#ledger/verifier-key.ts";
import type { Context } from "#platform/http/context.ts";
import { acknowledgementSigner, logFacts } from "#rooms/sequencer";

export type OwnLog = {
  readonly policyText: string;
  readonly policy: Policy;
  /** Verifier key of acknowledgements; null where the site has none. */
  readonly accuse: string | null;
};

/** Who is believed about the log of this site; null before it is opened. */
export async function ownLog(ctx: Context): Promise<OwnLog | null> {
  const { config } = ctx.world;
  const [{ origin }, policyText] = await Promise.all([
    logFacts(ctx.sql),
    readFile(config.policy, "utf8").catch(() => null),
  ]);
  if (origin === null || policyText === null) return null;
  return { policyText, policy: parsePolicy(policyText), accuse: acknowledgementSigner(config, origin)?.vkey ?? null };
}

export function accuseKeys({ accuse }: OwnLog): readonly VerifierKey[] {
  return accuse === null ? [] : [parseVerifierKey(accuse)];
}
