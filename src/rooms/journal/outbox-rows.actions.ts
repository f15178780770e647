import { randomBytes, randomUUID } from "node:crypto";
import { toBase64Url } from "#ledger/bytes.ts";
import { actorContent, authorContent, commit } from "#ledger/commitment.ts";
import { leafAround, type UntimedLeaf } from "#ledger/leaf.ts";
import { isOfObject, type LeafAct, type Move, moveOf, type ObjectAct, type Standing } from "./leaf.rules.ts";
import type { ActorOpeningRow, ObjectRow, OpeningRow, QueueRow } from "./outbox.store.ts";

export type LeafInput = {
  readonly leaf: LeafAct;
  /** A version-4 UUID that makes a second append impossible; a submission takes the id of its object; else it is drawn. */
  readonly eventId?: string;
  /** What is committed to: the text (`contributionContent`), and the author's label but for a masked revision. */
  readonly opening?: { readonly content: string; readonly author?: string };
  /** The member of the team who acted: committed to, opened to the auditor only. */
  readonly actor?: string | null;
};

/** Rows of one or many acts, ready to be written. */
export type OutboxRows = {
  readonly queue: readonly QueueRow[];
  readonly openings: readonly OpeningRow[];
  readonly actorOpenings: readonly ActorOpeningRow[];
  readonly created: readonly ObjectRow[];
  readonly moved: readonly ObjectRow[];
};

type Fields = Readonly<Record<string, string | number>>;
type Committed = { readonly fields: Fields; readonly opening: OpeningRow | null; readonly hash: Uint8Array | null };
const NOTHING: Committed = { fields: {}, opening: null, hash: null };

/** What acts write in their order, on objects that stand so. Nonces are drawn here. */
export function outboxRows(inputs: readonly LeafInput[], known: ReadonlyMap<string, Standing>): OutboxRows {
  const standings = new Map(known);
  const touched = new Set<string>();
  const queue: QueueRow[] = [];
  const openings: OpeningRow[] = [];
  const actorOpenings: ActorOpeningRow[] = [];
  for (const input of inputs) {
    const { leaf } = input;
    const eventId = input.eventId ?? (leaf.k === "contribution.submitted" ? leaf.o : randomUUID());
    const actor = actorOf(input, eventId);
    if (actor) actorOpenings.push(actor);
    const actorFields: Fields = actor ? { ah: toBase64Url(commit(actor.nonce, actor.content)) } : {};
    if (!isOfObject(leaf)) {
      queue.push({ eventId, ...around({ ...fieldsOf(leaf), ...actorFields }) });
      continue;
    }
    const move = moveOf(leaf, standings);
    const committed = committedBy(input, leaf, move);
    if (committed.opening) openings.push(committed.opening);
    const fields = { ...fieldsOf(leaf), ...revisionFields(move), ...committed.fields, ...actorFields };
    queue.push({ eventId, ...around(fields) });
    const { family, r, state, isDetached } = move;
    const hash = committed.hash ?? ("d" in leaf ? leaf.d : move.hash);
    standings.set(leaf.o, { family, r, state, isDetached, hash });
    touched.add(leaf.o);
  }
  const rows = [...touched].flatMap((o): ObjectRow[] => {
    const standing = standings.get(o);
    return standing ? [{ o, ...standing }] : [];
  });
  return {
    queue,
    openings,
    actorOpenings,
    created: rows.filter((row) => !known.has(row.o)),
    moved: rows.filter((row) => known.has(row.o)),
  };
}

/** The text of a leaf around its time. The ledger checks every field of what is put together here. */
const around = (fields: Fields) => leafAround({ ...fields, v: 1 } as unknown as UntimedLeaf);

/** Bytes are written in base64url, everything else as it is. */
function fieldsOf(leaf: LeafAct): Fields {
  return Object.fromEntries(
    Object.entries(leaf).map(([name, value]) => [name, value instanceof Uint8Array ? toBase64Url(value) : value]),
  );
}

function revisionFields({ r, saysRevision, ph }: Move): Fields {
  return { ...(saysRevision ? { r } : {}), ...(ph ? { ph: toBase64Url(ph) } : {}) };
}

function committedBy({ opening }: LeafInput, { k, o }: ObjectAct, { r }: Move): Committed {
  const isText = k === "contribution.submitted" || k === "contribution.edited" || k === "moderation.masked";
  if (isText !== (opening !== undefined))
    throw new TypeError(`${k}: an opening goes with a text, and only with a text`);
  if (!opening) return NOTHING;
  const isMask = k === "moderation.masked";
  if (isMask !== (opening.author === undefined))
    throw new TypeError(`${k}: the label of an author goes with the author's words`);
  const nonce = randomBytes(32);
  const hash = commit(nonce, opening.content);
  const text = { o, r, nonce, content: opening.content };
  const h = toBase64Url(hash);
  if (opening.author === undefined) {
    return { fields: { h }, opening: { ...text, authorNonce: null, authorLabel: null }, hash };
  }
  const authorNonce = randomBytes(32);
  const ha = toBase64Url(commit(authorNonce, authorContent(opening.author)));
  return { fields: { h, ha }, opening: { ...text, authorNonce, authorLabel: opening.author }, hash };
}

function actorOf({ actor }: LeafInput, eventId: string): ActorOpeningRow | null {
  return actor ? { eventId, nonce: randomBytes(32), content: actorContent(actor) } : null;
}
