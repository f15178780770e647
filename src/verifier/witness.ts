// `jalon witness`: a small process with its own key and its own record, run by somebody else than the site.
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { LedgerError } from "#ledger/ledger-error.ts";
import { parsePolicy } from "#ledger/policy.ts";
import { EXIT, Fault } from "./fault.ts";
import { makeWitnessKey, readWitnessKey } from "./witness-key.ts";
import { createWitness } from "./witness-server.ts";
import { WitnessState } from "./witness-state.ts";
import { langOf, type Phrase, say, type WordKey } from "./words.ts";

export type WitnessStreams = { readonly out: (text: string) => void; readonly err: (text: string) => void };
type Given = Readonly<
  Record<"key" | "state" | "policy" | "port" | "host" | "prefix" | "name" | "lang", string | undefined>
>;

/** Runs `witness <words>`: until a signal when it serves. */
export async function witness(words: readonly string[], streams: WitnessStreams): Promise<number> {
  let lang = langOf(process.env);
  const line = (phrase: Phrase): string => `${say(phrase, lang)}\n`;
  try {
    const { given, rest, isHelp } = readWords(words);
    if (given.lang === "fr" || given.lang === "en") lang = given.lang;
    else if (given.lang !== undefined) throw new Fault(EXIT.usage, "badLang");
    if (isHelp) {
      streams.out(line({ key: "witnessHelp", params: {} }));
      return EXIT.passed;
    }
    if (rest.length > 1 || (rest[0] ?? "init") !== "init") throw new Fault(EXIT.usage, "witnessHelp");
    return rest[0] === "init" ? await init(given, streams, line) : await serve(given, streams, line);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    streams.err(line(error.phrase));
    return error.exit;
  }
}

function readWords(words: readonly string[]): { given: Given; rest: readonly string[]; isHelp: boolean } {
  try {
    const text = { type: "string" } as const;
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        key: text,
        state: text,
        policy: text,
        port: text,
        host: text,
        prefix: text,
        name: text,
        lang: text,
        help: { type: "boolean", short: "h" },
      },
    });
    const { key, state, policy, port, host, prefix, name, lang, help = false } = values;
    return { given: { key, state, policy, port, host, prefix, name, lang }, rest: positionals, isHelp: help };
  } catch {
    throw new Fault(EXIT.usage, "witnessHelp");
  }
}

/** Makes the key and an empty record, and prints the line that logs and policies need. */
async function init({ key, state, name }: Given, { out, err }: WitnessStreams, line: Line): Promise<number> {
  if (key === undefined || state === undefined || name === undefined) throw new Fault(EXIT.usage, "witnessHelp");
  const signer = await makeWitnessKey(key, name);
  await WitnessState.create(state);
  out(`${signer.vkey}\n`);
  err(line({ key: "witnessMade", params: { key, state } }));
  return EXIT.passed;
}

type Line = (phrase: Phrase) => string;

async function serve(given: Given, { out, err }: WitnessStreams, line: Line): Promise<number> {
  const { key, state: file, policy, port = "", host = "127.0.0.1", prefix = "" } = given;
  if (key === undefined || file === undefined || policy === undefined || !/^\d{1,5}$/.test(port)) {
    throw new Fault(EXIT.usage, "witnessHelp");
  }
  if (!/^(?:\/[\w.~-]+)*$/.test(prefix)) throw new Fault(EXIT.usage, "badPrefix", { prefix });
  const { signer, isOpen } = await readWitnessKey(key);
  if (isOpen) err(line({ key: "keyReadable", params: { file: key } }));
  const logs = await readLogs(policy);
  const state = await WitnessState.open(file);
  return await new Promise<number>((resolve, reject) => {
    const { server, idle } = createWitness({
      signer,
      state,
      logs,
      prefix,
      seconds: () => Math.floor(Date.now() / 1000),
      onBroken: (error) =>
        stop(error instanceof Fault ? error : new Fault(EXIT.unreachable, "unwritable", { file, why: String(error) })),
    });
    const stop = (fault?: Fault): void => {
      server.close(() => void idle().then(() => (fault ? reject(fault) : resolve(EXIT.passed))));
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 3000).unref();
    };
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop());
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(new Fault(EXIT.unreachable, "cannotListen", { host, port, why: error.code ?? error.message }));
    });
    server.listen(Number(port), host);
    void once(server, "listening").then(() => {
      const bound = server.address();
      const at = typeof bound === "object" && bound !== null ? bound.port : port;
      out(`ready http://${host.includes(":") ? `[${host}]` : host}:${at}${prefix} ${signer.vkey}\n`);
    });
  });
}

/** The logs of a policy: its witnesses and its quorum are for readers. */
async function readLogs(file: string) {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new Fault(EXIT.unreachable, "unreadable", { file, why: error.code ?? "" });
  });
  try {
    return parsePolicy(text).logs.map((log) => log.key);
  } catch (error) {
    if (error instanceof LedgerError)
      throw new Fault(EXIT.usage, "badPolicy" satisfies WordKey, { file, rule: error.message });
    throw error;
  }
}
