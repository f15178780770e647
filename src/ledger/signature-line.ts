// One line of a signed note: C2SP signed-note v1.0.0, "Format".
import { fromBase64, fromHex, toBase64, toHex } from "./bytes.ts";
import { isKeyName, type VerifierKey } from "./verifier-key.ts";

export type SignatureLine = {
  readonly name: string;
  /** 8 lower-case hexadecimal digits */
  readonly id: string;
  readonly signature: Buffer;
  /** The line as it stands, without its end. */
  readonly line: string;
};

/** "— name base64" and a newline; base64 holds the id of the key (4 bytes), then the signature. */
export function signatureLine(key: VerifierKey, signature: Uint8Array): string {
  return `— ${key.name} ${toBase64(Buffer.concat([fromHex(key.id), signature]))}\n`;
}

/** The parts of a line given without its end; null when it has another form. */
export function parseSignatureLine(line: string): SignatureLine | null {
  const [dash, name = "", base64 = "", ...more] = line.split(" ");
  const bytes = bytesOf(base64);
  if (dash !== "—" || !isKeyName(name) || more.length > 0 || bytes === null || bytes.length <= 4) return null;
  return { name, id: toHex(bytes.subarray(0, 4)), signature: bytes.subarray(4), line };
}

function bytesOf(base64: string): Buffer | null {
  try {
    return fromBase64(base64);
  } catch {
    return null;
  }
}
