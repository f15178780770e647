import { verify } from "./verifier/verify.ts";

/** `jalon verify` alone, also as one file without anything else: it reads what it is given, and no database. */
export const main = async ([, ...words]: readonly string[]): Promise<number> => {
  // whoever reads the output may stop before its end (jalon … | head)
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
  return await verify(words, {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    isTerminal: process.stderr.isTTY === true,
  });
};
