import { createHash } from "node:crypto";
import { canonical, type Json } from "./canonical.ts";

/** SHA-256 of the canonical JSON of a value, in lower-case hexadecimal: 64 characters. */
export function digest(value: Json): string {
  return createHash("sha256").update(canonical(value), "utf8").digest("hex");
}
