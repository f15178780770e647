import { crc32, deflateRawSync, inflateRawSync } from "node:zlib";

/** What an archive may hold, counted while it is read: the sizes that it announces are not believed. */
export type ZipLimits = {
  /** Bytes of the archive itself. */
  readonly archive: number;
  /** Entries, wanted or not. */
  readonly entries: number;
  /** Bytes of all wanted parts once inflated. */
  readonly inflated: number;
  /** Inflated bytes for one byte of the archive, for parts over 100,000 bytes. */
  readonly ratio: number;
};

export type ZipRefusal = "notAnArchive" | "tooLarge" | "encrypted";

export class ZipRefused extends Error {
  readonly reason: ZipRefusal;
  constructor(reason: ZipRefusal) {
    super(`archive refused: ${reason}`);
    this.reason = reason;
  }
}

type Entry = { readonly name: string; readonly method: number; readonly packed: number; readonly offset: number };

/**
 * The wanted parts of an archive, in memory: nothing is written to disk, so that names with `..` or links lead nowhere.
 * PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16; no ZIP64, no split archive, no encryption, stored or deflated.
 */
export function readZip(bytes: Buffer, isWanted: (name: string) => boolean, limits: ZipLimits): Map<string, Buffer> {
  if (bytes.length > limits.archive) throw new ZipRefused("tooLarge");
  const parts = new Map<string, Buffer>();
  let left = limits.inflated;
  let lastEnd = 0;
  const wanted = directory(bytes, limits).filter((entry) => isWanted(entry.name));
  for (const entry of wanted.sort((a, b) => a.offset - b.offset)) {
    const start = dataStart(bytes, entry);
    // Entries that share bytes are how 42 kB become 4 GB without nesting.
    if (entry.offset < lastEnd || parts.has(entry.name)) throw new ZipRefused("notAnArchive");
    lastEnd = start + entry.packed;
    const part = inflate(bytes.subarray(start, lastEnd), entry, left);
    if (part.length > 100_000 && part.length > limits.ratio * entry.packed) throw new ZipRefused("tooLarge");
    left -= part.length;
    parts.set(entry.name, part);
  }
  return parts;
}

function directory(bytes: Buffer, limits: ZipLimits): Entry[] {
  // The end record is 22 bytes and a comment of at most 65,535.
  const end = bytes.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
  if (end < Math.max(0, bytes.length - 65_557) || end + 22 > bytes.length) throw new ZipRefused("notAnArchive");
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (count > limits.entries) throw new ZipRefused("tooLarge");
  const entries: Entry[] = [];
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== 0x02014b50) throw new ZipRefused("notAnArchive");
    if ((bytes.readUInt16LE(at + 8) & 0x2041) !== 0) throw new ZipRefused("encrypted");
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString("utf8", at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      offset: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function dataStart(bytes: Buffer, { offset, packed }: Entry): number {
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== 0x04034b50) throw new ZipRefused("notAnArchive");
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  if (start + packed > bytes.length) throw new ZipRefused("notAnArchive");
  return start;
}

function inflate(data: Buffer, { method }: Entry, most: number): Buffer {
  if (method === 0) {
    if (data.length > most) throw new ZipRefused("tooLarge");
    return data;
  }
  if (method !== 8) throw new ZipRefused("notAnArchive");
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    const isTooLarge = error instanceof RangeError || (error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE";
    throw new ZipRefused(isTooLarge ? "tooLarge" : "notAnArchive");
  }
}

/** An archive of parts as they are, not deflated: how checked parts are handed to a library that wants an archive. */
export function storedZip(parts: ReadonlyMap<string, Buffer>): Buffer {
  return zipOf(parts, () => false);
}

/** An archive of deflated parts, in their order, but for those to be found as they are (the `mimetype` of OpenDocument). */
export function deflatedZip(parts: ReadonlyMap<string, Buffer>, asTheyAre: readonly string[] = []): Buffer {
  return zipOf(parts, (name) => !asTheyAre.includes(name));
}

/** 1 January 1980, the first day that the format knows: the same parts give the same bytes. */
const DATE = 0x0021;
const UTF8_NAME = 0x0800;

function zipOf(parts: ReadonlyMap<string, Buffer>, isDeflated: (name: string) => boolean): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, data] of parts) {
    const nameBytes = Buffer.from(name, "utf8");
    const packed = isDeflated(name) ? deflateRawSync(data, { level: 9 }) : data;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(UTF8_NAME, 2);
    common.writeUInt16LE(isDeflated(name) ? 8 : 0, 4);
    common.writeUInt16LE(DATE, 8);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    local.push(Buffer.from("PK\u0003\u0004", "latin1"), common, nameBytes, packed);
    central.push(Buffer.from("PK\u0001\u0002\u0014\u0000", "latin1"), common, place, nameBytes);
    offset += 30 + nameBytes.length + packed.length;
  }
  const directoryBytes = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", 0, "latin1");
  end.writeUInt16LE(parts.size, 8);
  end.writeUInt16LE(parts.size, 10);
  end.writeUInt32LE(directoryBytes.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directoryBytes, end]);
}
