import { verify } from "../../src/verifier/verify.ts";

export type Ran = { readonly exit: number; readonly out: string; readonly err: string };

/** Runs `jalon verify <words>` in this process, in English unless told otherwise. */
export async function run(...words: readonly string[]): Promise<Ran> {
  let [out, err] = ["", ""];
  const withLang = words.includes("--lang") ? words : [...words, "--lang", "en"];
  const exit = await verify(withLang, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    isTerminal: false,
    pause: async () => {},
  });
  return { exit, out, err };
}
