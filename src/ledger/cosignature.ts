// Cosignatures of witnesses: C2SP tlog-cosignature v1.0.1, Ed25519.
import { encodeUtf8 } from "./bytes.ts";
import { LedgerError } from "./ledger-error.ts";
import { signatureLine } from "./signature-line.ts";
import { COSIGNATURE, type Signer } from "./verifier-key.ts";

const MAX_TIME = 2n ** 63n - 1n;

/** One signature line: at that time (seconds since 1970), this was the largest consistent tree the witness had seen. */
export function cosign(checkpointText: string, signer: Signer, timeSeconds: number): string {
  if (signer.type !== COSIGNATURE) throw new LedgerError("not the key of a witness");
  if (!Number.isSafeInteger(timeSeconds) || timeSeconds < 1) throw new LedgerError("time is not a number of seconds");
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(timeSeconds));
  const signature = signer.sign(cosignedMessage(BigInt(timeSeconds), encodeUtf8(checkpointText)));
  return signatureLine(signer, Buffer.concat([time, signature]));
}

/** What a witness signs: "cosignature/v1", the time, then the text of the checkpoint. */
export function cosignedMessage(time: bigint, checkpointText: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`cosignature/v1\ntime ${time}\n`, "ascii"), checkpointText]);
}

/** The time in the 72 bytes of a cosignature; null for another length, 0, or more than 2^63 − 1. */
export function readCosignatureTime(signature: Buffer): bigint | null {
  if (signature.length !== 72) return null;
  const time = signature.readBigUInt64BE(0);
  return time === 0n || time > MAX_TIME ? null : time;
}
