import { expect, test } from "vitest";

export type FaultFacts = {
  readonly number: string;
  readonly attack: string;
  readonly expected: string;
  seen: string;
};

declare module "vitest" {
  interface TaskMeta {
    /** What `npm run faults` prints of the case. */
    fault?: FaultFacts;
  }
}

type Attack = { readonly attack: string; readonly expected: string; readonly timeout?: number };

/**
 * One case: what is thrown at the product and what must be seen. `see` gives what was seen, or a list of what went otherwise
 * than expected (an empty list: nothing). README.md says which defect was planted to see the case fail.
 */
export function fault(
  number: string,
  { attack, expected, timeout = 20_000 }: Attack,
  see: () => Promise<string | readonly string[]>,
): void {
  test(`${number} · ${attack}`, { timeout }, async ({ task }) => {
    const facts: FaultFacts = { number, attack, expected, seen: "nothing" };
    task.meta.fault = facts;
    const seen = await see().catch((error: unknown) => {
      facts.seen = `error: ${String(error).slice(0, 300)}`;
      throw error;
    });
    if (typeof seen === "string") facts.seen = seen;
    else facts.seen = seen.length === 0 ? expected : `${seen.length} otherwise: ${seen.slice(0, 12).join(" | ")}`;
    expect(facts.seen).toBe(expected);
  });
}
