import { Invalid } from "#kernel/errors.ts";
import type { Tx } from "#platform/db.ts";
import { createPollAs, type NewPollInput } from "./poll.actions.ts";
import { pollById } from "./poll.queries.ts";
import type { Maker } from "./poll.rules.ts";
import { insertAct } from "./poll.store.ts";
import { insertStatements } from "./statement.store.ts";

export type ImportedStatement = {
  readonly number: number;
  readonly text: string;
  /** As the source moderated it: -1 out, 1 in, 0 or null nobody looked at it. */
  readonly moderated: -1 | 0 | 1 | null;
  readonly isMeta: boolean;
};

type Imported = {
  readonly poll: NewPollInput & { readonly importedFrom: string };
  readonly statements: readonly ImportedStatement[];
};

const STATES = { "1": "shown", "0": "waiting", "-1": "hidden" } as const;

/**
 * A question that began elsewhere, as a draft, with its statements as they were moderated there; those that nobody looked at wait
 * for a moderator here. Null when it was imported already.
 */
export async function createImportedPollAs(
  tx: Tx,
  maker: Maker,
  { poll, statements }: Imported,
): Promise<number | null> {
  const known = await pollById(tx, poll.id);
  if (known) return null;
  const number = await createPollAs(tx, maker, poll);
  if (statements.length === 0) throw new Invalid({ files: "polls.error.noStatement" });
  await insertStatements(
    tx,
    poll.id,
    statements.map((one) => {
      const state = STATES[`${one.moderated ?? 1}`];
      return {
        number: one.number,
        text: one.text,
        language: poll.language,
        origin: "import",
        state,
        isMeta: one.isMeta,
        hiddenReason: state === "hidden" ? "imported" : null,
        proposedAt: poll.opensAt,
        moderatedBy: maker.personId,
      } as const;
    }),
  );
  const after = { statements: statements.length, from: poll.importedFrom };
  await insertAct(tx, { pollId: poll.id, verb: "import", after }, maker);
  return number;
}
