import { Conflict, Invalid } from "#kernel/errors.ts";
import type { PersonId, ProcessId } from "#kernel/ids.ts";
import type { Actor } from "#platform/http/world.ts";
import { type CorpusFilter, fingerprint, lineNumbers } from "#rooms/corpus";
import { assignTo, unassign } from "./assignment.store.ts";
import { countPublic, listReaders } from "./desk.queries.ts";
import { evenSplit, readerAs } from "./reader.rules.ts";

/** At most so many at once; a larger filter is shared out part by part. */
export const ASSIGN_LIMIT = 100_000;

type Selection = { readonly processId: ProcessId; readonly numbers: readonly number[] };

/** Gives chosen contributions to one person; null takes them back from whoever has them. */
export async function assignSelection(actor: Actor, selection: Selection, personId: PersonId | null): Promise<void> {
  const by = readerAs(actor.viewer);
  await actor.sql.begin(async (tx) => {
    if ((await countPublic(tx, selection.processId, selection.numbers)) < new Set(selection.numbers).size) {
      throw new Invalid({ contribution: "reading.assign.gone" });
    }
    if (personId === null) return await unassign(tx, selection.processId, selection.numbers);
    await checkReaders(actor, [personId]);
    await assignTo(tx, { ...selection, personId }, by);
  });
}

type Split = {
  readonly filter: CorpusFilter;
  /** What the filter kept when it was looked at. */
  readonly digest: string;
  readonly people: readonly PersonId[];
};

/** Shares exactly what was looked at between people, evenly. Throws `Conflict` when the filter keeps something else by now. */
export async function splitEvenly(actor: Actor, { filter, digest, people }: Split): Promise<void> {
  const by = readerAs(actor.viewer);
  await checkReaders(actor, people);
  await actor.sql.begin(async (tx) => {
    if ((await fingerprint(tx, filter)).digest !== digest) throw new Conflict("reading.assign.changed");
    const numbers = await lineNumbers(tx, filter, ASSIGN_LIMIT);
    for (const [personId, share] of evenSplit(numbers, people)) {
      await assignTo(tx, { processId: filter.processId, personId, numbers: share }, by);
    }
  });
}

async function checkReaders(actor: Actor, people: readonly PersonId[]): Promise<void> {
  const readers = new Set((await listReaders(actor.sql)).map(({ id }) => id));
  if (people.length === 0) throw new Invalid({ person: "reading.assign.choosePerson" });
  if (!people.every((person) => readers.has(person))) throw new Invalid({ person: "reading.assign.notReader" });
}
