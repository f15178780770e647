import { Conflict, NotFound, Refused } from "#kernel/errors.ts";
import type { ProcessId, PublicationId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { Actor } from "#platform/http/world.ts";
import { appendEntry } from "#rooms/journal";
import { type Maker, makerAs, PUBLISHERS, WRITERS } from "./claim.rules.ts";
import { holdNote, updateNote } from "./claim.store.ts";
import { publicationNumber, readNote } from "./publication.queries.ts";
import { blockersOf, isSameNote, type NoteWords } from "./publication.rules.ts";
import { type Freezing, freeze, holdClaims, seal } from "./publication.store.ts";
import { draftDigest, publicationHash, publishFacts, readAgreement } from "./publishing.queries.ts";

/** Throws a conflict when somebody saved after `version` was read; the same words sent again are saved already. */
export async function saveNote(actor: Actor, processId: ProcessId, version: number, words: NoteWords): Promise<void> {
  const maker = makerAs(actor.viewer, WRITERS);
  await actor.sql.begin(async (tx) => {
    await holdNote(tx, processId, maker);
    const note = await readNote(tx, processId);
    if (isSameNote(note, words)) return;
    if (note.version !== version) throw new Conflict("synthesis.error.noteSavedSince");
    await updateNote(tx, processId, words, maker);
  });
}

export type Publishing = {
  /** Drawn once for the form, so that sending it twice publishes once. */
  readonly id: PublicationId;
  readonly processId: ProcessId;
  /** Digest of what the person checked: anything else is not published. */
  readonly seen: string;
};

/** Publishes what is written, by one act. Gives the number. */
export async function publishSynthesis(actor: Actor, { id, processId, seen }: Publishing): Promise<number> {
  const maker = makerAs(actor.viewer, PUBLISHERS);
  return await actor.sql.begin(async (tx) => {
    await tx`set local statement_timeout = '60s'`;
    await holdNote(tx, processId, maker);
    const done = await publicationNumber(tx, id);
    if (done !== null) return done;
    await holdClaims(tx, processId);
    const facts = await publishFacts(tx, processId);
    if ((await draftDigest(tx, processId)) !== seen) throw new Conflict("synthesis.error.changedSinceCheck");
    if (blockersOf(facts).length > 0) throw new Refused("synthesis.error.blocked");
    return await freezeAndSeal(tx, { id, processId, note: facts.note, publishedAt: null }, maker);
  });
}

/** Publishes with its own date what the demonstration or an import wrote; the caller has checked who acts. */
export async function freezeAndSeal(tx: Tx, given: Omit<Freezing, "agreement">, maker: Maker): Promise<number> {
  const { id, processId } = given;
  const number = await freeze(tx, { ...given, agreement: await readAgreement(tx, processId) }, maker);
  const hash = await publicationHash(tx, id);
  if (hash === null) throw new NotFound();
  await seal(tx, id, hash);

  await appendEntry(tx, {
    kind: "synthesis.published",
    subjectId: id,
    actingRole: maker.role,
    payload: { processId, number, hash },
  });
  return number;
}
