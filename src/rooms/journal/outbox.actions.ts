import type { Tx } from "#platform/db.ts";
import * as store from "./outbox.store.ts";

/** Deletes content and nonces of every revision of an object, in the transaction that logs `erasure.performed`. */
export async function eraseOpenings(tx: Tx, object: string): Promise<void> {
  await store.eraseOpenings(tx, object);
}

/** Deletes the label of the author and its nonces in every revision, in the transaction that logs `author.detached`. */
export async function detachOpenings(tx: Tx, object: string): Promise<void> {
  await store.detachOpenings(tx, object);
}
