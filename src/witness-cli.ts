import { witness } from "./verifier/witness.ts";

/** `jalon witness` alone, also as one file without anything else: its own key, its own state, no database. */
export const main = async ([, ...words]: readonly string[]): Promise<number> =>
  await witness(words, {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  });
