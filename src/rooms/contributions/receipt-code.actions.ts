import { createHash, randomBytes } from "node:crypto";
import { RECEIPT_BYTES, receiptFromBytes } from "#kernel/receipt.ts";

/** A code drawn by chance, as the database keeps it: twelve characters without dashes. */
export function drawReceipt(): string {
  return bareReceipt(receiptFromBytes(randomBytes(RECEIPT_BYTES)));
}

export function bareReceipt(code: string): string {
  return code.replaceAll("-", "");
}

/** Contributions keep only this: who reads the database cannot answer in an author's place. 54 random bits need no salt. */
export function receiptHash(bareCode: string): Buffer {
  return createHash("sha256").update(`receipt:${bareCode}`).digest();
}

/** By which a contribution is found from a code as it is shown. */
export function hashOfReceipt(code: string): Buffer {
  return receiptHash(bareReceipt(code));
}
