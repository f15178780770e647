// What a witness remembers: for each log, the largest tree it cosigned. It is on the disk before any answer leaves.
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fromBase64, toBase64 } from "#ledger/bytes.ts";
import { originPath, type WitnessedState } from "#ledger/witness.ts";
import { EXIT, Fault } from "./fault.ts";
import { makeFolder, replaceFile } from "./kept-file.ts";

/** `note`: the checkpoint with the lines of the log and our cosignature. */
export type Witnessed = WitnessedState & { readonly note: string };

const FIRST = "jalon/witness/v1";
const MOST_EVIDENCE = 1000;

export class WitnessState {
  readonly #file: string;
  readonly #logs = new Map<string, Witnessed>();
  /** What was last read from or written to the file. */
  #text: string;

  private constructor(file: string, text: string) {
    this.#file = file;
    this.#text = text;
  }

  /** Made once, with the key: a state that is lost is not made again in silence, since it would cosign a fork. */
  static async create(file: string): Promise<void> {
    await makeFolder(path.dirname(path.resolve(file)));
    await writeFile(file, textOf(new Map()), { flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
      throw new Fault(EXIT.usage, error.code === "EEXIST" ? "fileExists" : "unwritable", {
        file,
        why: error.code ?? "",
      });
    });
  }

  static async open(file: string): Promise<WitnessState> {
    const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
      throw new Fault(EXIT.unreachable, "stateMissing", { file, why: error.code ?? "" });
    });
    const state = new WitnessState(file, text);
    for (const [origin, witnessed] of parsed(text, file)) state.#logs.set(origin, witnessed);
    await dropLeftovers(file);
    return state;
  }

  of(origin: string): Witnessed | null {
    return this.#logs.get(origin) ?? null;
  }

  /** By the address of the log among those of the witness: hexadecimal SHA-256 of the origin. */
  byPath(hex: string): Witnessed | null {
    for (const [origin, witnessed] of this.#logs) if (originPath(origin) === hex) return witnessed;
    return null;
  }

  /** On the disk when it returns. Another process that wrote the file in between is an alarm: this one stops. */
  async keep(origin: string, next: Witnessed): Promise<void> {
    if ((await readFile(this.#file, "utf8").catch(() => "")) !== this.#text) {
      throw new Fault(EXIT.wrong, "stateChanged", { file: this.#file });
    }
    const logs = new Map(this.#logs).set(origin, next);
    const text = textOf(logs);
    await replaceFile(this.#file, text);
    this.#text = text;
    this.#logs.set(origin, next);
  }

  /** A checkpoint that the log signed and that was refused: it may be the proof of its misbehaviour. */
  async keepEvidence(note: string, name: string): Promise<void> {
    const folder = `${this.#file}.refused`;
    await makeFolder(folder);
    if ((await readdir(folder)).length >= MOST_EVIDENCE) return;
    await replaceFile(path.join(folder, `${name}.checkpoint`), note);
  }
}

function textOf(logs: ReadonlyMap<string, Witnessed>): string {
  const entries = [...logs].map(([origin, { size, root, note }]) => ({ origin, size, root: toBase64(root), note }));
  return `${JSON.stringify({ format: FIRST, logs: entries }, null, 1)}\n`;
}

function parsed(text: string, file: string): [string, Witnessed][] {
  try {
    const { format, logs } = JSON.parse(text) as {
      format: string;
      logs: { origin: string; size: number; root: string; note: string }[];
    };
    if (format !== FIRST) throw new TypeError(format);
    return logs.map(({ origin, size, root, note }) => [origin, { size, root: fromBase64(root), note }]);
  } catch {
    throw new Fault(EXIT.wrong, "badState", { file });
  }
}

/** What a kill in the middle of a write left beside the file. */
async function dropLeftovers(file: string): Promise<void> {
  const [folder, name] = [path.dirname(path.resolve(file)), path.basename(file)];
  for (const other of await readdir(folder)) {
    if (other.startsWith(`${name}.`) && other.endsWith(".tmp")) await rm(path.join(folder, other), { force: true });
  }
}
