import { execFile } from "node:child_process";
import path from "node:path";

/** The verifier as outsiders take it: one file, run by itself. */
const PROGRAM = path.join(import.meta.dirname, "../../../dist/jalon-verify.mjs");

export type Verdict = { readonly exit: number; readonly said: string };

/** Runs `jalon verify <words>` in the folder where evidence may be left. */
export async function verify(folder: string, ...words: readonly string[]): Promise<Verdict> {
  return await new Promise((resolve) => {
    execFile(process.execPath, [PROGRAM, ...words, "--lang", "fr"], { cwd: folder }, (error, out, err) => {
      resolve({ exit: typeof error?.code === "number" ? error.code : 0, said: out + err });
    });
  });
}

/** Fails with what the verifier said unless it ends with this code. */
export async function verifies(exit: number, folder: string, ...words: readonly string[]): Promise<string> {
  const verdict = await verify(folder, ...words);
  if (verdict.exit !== exit) throw new Error(`verify ${words[0]}: exit ${verdict.exit}, not ${exit}\n${verdict.said}`);
  return verdict.said;
}
