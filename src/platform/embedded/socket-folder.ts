import { createHash } from "node:crypto";
import { lstatSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Failure } from "../failure.ts";

/** sun_path holds 108 bytes with its final zero, on every Linux; PostgreSQL adds its file name. */
const LONGEST = 107 - "/.s.PGSQL.5432".length;

/** A folder only we can open, short enough for a Unix socket: in the home, or under the temporary folder when too long. */
export function makeSocketFolder(home: string): string {
  const inside = join(home, "socket");
  if (Buffer.byteLength(inside) <= LONGEST) return makePrivate(inside);
  const name = `jalon-${createHash("sha256").update(home).digest("hex").slice(0, 16)}`;
  const outside = join(tmpdir(), name);
  return makePrivate(Buffer.byteLength(outside) <= LONGEST ? outside : join("/tmp", name));
}

function makePrivate(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  const root = process.getuid?.() === 0;
  // Under /tmp anybody may have made it before us: a folder of another user, a link or an open folder is not ours.
  if (!found.isDirectory() || (found.uid !== process.getuid?.() && !root) || (found.mode & 0o077) !== 0) {
    throw new Failure("folderRefused", { home: folder, code: "not private" });
  }
  return folder;
}
