// Where a log is read: a site or a folder that holds the same files. Addresses are those of the site, without the first slash.
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { EXIT, Fault } from "./fault.ts";

export type Place = {
  /** As it was given. */
  readonly name: string;
  readonly isFolder: boolean;
  /** The bytes of a file, null when it is not there. More than `max` bytes are refused. */
  read(file: string, max: number): Promise<Buffer | null>;
};

const SECONDS_FOR_ONE = 30;
const TRIES = 3;

/** A site (`https://…`, with or without `/journal`), or a folder that has `journal/checkpoint` or `checkpoint`. */
export async function openPlace(name: string): Promise<Place> {
  if (/^https?:\/\//i.test(name)) return site(name);
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(name)) throw new Fault(EXIT.usage, "notAPlace", { name });
  return await folder(name);
}

/** One file of a place, which must be there. */
export async function mustRead(place: Place, file: string, max: number): Promise<Buffer> {
  const found = await place.read(file, max);
  if (found === null) throw new Fault(EXIT.unreachable, "fileMissing", { file });
  return found;
}

async function folder(name: string): Promise<Place> {
  const found = await stat(name).catch(() => null);
  if (!found?.isDirectory()) throw new Fault(EXIT.unreachable, "folderMissing", { name });
  const isJournal = (await stat(path.join(name, "journal")).catch(() => null)) === null;
  return {
    name,
    isFolder: true,
    async read(file, max) {
      const wanted = path.join(name, isJournal ? file.replace(/^journal\//, "") : file);
      let bytes: Buffer;
      try {
        bytes = await readFile(wanted);
      } catch (error) {
        const { code = "" } = error as NodeJS.ErrnoException;
        if (["ENOENT", "ENOTDIR", "EISDIR"].includes(code)) return null;
        throw new Fault(EXIT.unreachable, "unreadable", { file: wanted, why: code });
      }
      if (bytes.length > max) throw new Fault(EXIT.wrong, "tooLarge", { file, max });
      return unpacked(bytes, file, max);
    },
  };
}

/** A file kept as it was sent may be packed; no leaf bundle begins with these two bytes: a leaf is at most 1,024 bytes long. */
function unpacked(bytes: Buffer, file: string, max: number): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b || !file.includes("tile/entries/")) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: max });
  } catch {
    throw new Fault(EXIT.wrong, "badGzip", { file });
  }
}

function site(name: string): Place {
  let base: URL;
  try {
    base = new URL(name.replace(/(?:\/journal(?:\/checkpoint)?)?\/*$/, "/"));
  } catch {
    throw new Fault(EXIT.usage, "notAPlace", { name });
  }
  return {
    name,
    isFolder: false,
    read: async (file, max) => {
      const address = new URL(`${base.pathname}${file}`, base.origin);
      for (let tried = 1; ; tried += 1) {
        try {
          return await download(address, max);
        } catch (error) {
          if (error instanceof Fault && error.exit !== EXIT.unreachable) throw error;
          if (tried === TRIES) throw error;
          await new Promise((resolve) => setTimeout(resolve, 250 * tried));
        }
      }
    },
  };
}

/** One address of that origin: a redirection is not followed. */
async function download(address: URL, max: number): Promise<Buffer | null> {
  let status = 0;
  try {
    const signal = AbortSignal.timeout(SECONDS_FOR_ONE * 1000);
    const response = await fetch(address, { redirect: "manual", signal, headers: { accept: "*/*" } });
    status = response.status;
    if (status === 404 || status === 410) {
      await response.body?.cancel();
      return null;
    }
    if (status === 200) return await bodyOf(response, address, max);
    await response.body?.cancel();
  } catch (error) {
    if (error instanceof Fault) throw error;
    const { cause, message } = error as Error & { cause?: { code?: string } };
    throw new Fault(EXIT.unreachable, "unreachable", { address: address.href, why: cause?.code ?? message });
  }
  throw new Fault(EXIT.unreachable, "unreachable", { address: address.href, why: `HTTP ${status}` });
}

async function bodyOf(response: Response, address: URL, max: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > max) {
      throw new Fault(EXIT.wrong, "tooLarge", { file: address.pathname, max });
    }
    parts.push(part);
  }
  return Buffer.concat(parts, length);
}
