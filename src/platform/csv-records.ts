import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { Failure } from "./failure.ts";

const [LF, CR, QUOTE, COMMA, SEMICOLON] = [10, 13, 34, 44, 59];
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const FIRST_WINDOW = 1 << 20;
/** A record longer than this is a quote that nobody closed, or not a CSV. */
const LONGEST_RECORD = 1 << 26;

export type CsvOptions = {
  /** Bytes of the first window. */
  readonly window?: number;
  /** `told`: a comma or a semicolon, whichever the header line has more of. Default: a comma. */
  readonly delimiter?: "comma" | "told";
  /** Default: UTF-8. */
  readonly encoding?: "utf-8" | "windows-1252";
};

/**
 * The records of a CSV (RFC 4180) as places in a window of bytes: no string is made of a cell that nobody asks for, and
 * what was read is let go. A record that the window cuts is scanned again once the rest is there.
 */
export class CsvRecords {
  readonly file: string;
  /** Cell n of the record is `buffer` from `starts[n]` to `ends[n]`, its quotes left out. */
  buffer: Buffer<ArrayBuffer>;
  starts = new Int32Array(64);
  ends = new Int32Array(64);
  cellCount = 0;
  /** The line on which the record begins. */
  line = 1;
  readonly #handle: number;
  readonly #decoder: TextDecoder;
  readonly #delimiter: number;
  #nextLine = 1;
  #at = 0;
  #end = 0;
  #isWhole = false;
  /** Bytes let go before the window. */
  #before = 0;
  /** Line breaks in the quoted cells of the record. */
  #innerLines = 0;
  #unclosed: { readonly line: number; readonly cell: number } | null = null;

  constructor(file: string, { window = FIRST_WINDOW, delimiter = "comma", encoding = "utf-8" }: CsvOptions = {}) {
    this.file = file;
    this.buffer = Buffer.allocUnsafe(window);
    this.#handle = opened(file);
    this.#fill();
    if (BYTE_ORDER_MARK.every((byte, at) => this.#end > at && this.buffer[at] === byte)) this.#at = 3;
    this.#delimiter = delimiter === "told" && this.#hasSemicolons() ? SEMICOLON : COMMA;
    this.#decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  }

  /** Goes to the next record; blank lines are none. */
  next(): boolean {
    while (!this.#scan()) {
      if (this.#isWhole) return false;
      this.#fill();
    }
    return true;
  }

  /** Bytes of the records so far, and of the whole file (0 when the system cannot say). */
  get bytes(): { readonly read: number; readonly whole: number } {
    return { read: this.#before + this.#at, whole: fstatSync(this.#handle).size };
  }

  text(cell: number): string {
    const start = this.starts[cell] ?? 0;
    const bytes = this.buffer.subarray(start, this.ends[cell]);
    try {
      const text = this.#decoder.decode(bytes);
      return start > 0 && this.buffer[start - 1] === QUOTE ? text.replaceAll('""', '"') : text;
    } catch {
      throw this.failure(cell, "characters in UTF-8 were expected");
    }
  }

  /** A failure at this cell of this record: `expected` is the whole sentence but its full stop. */
  failure(cell: number, expected: string, name = ""): Failure {
    return this.#failureAt(this.line, cell, expected, name);
  }

  close(): void {
    closeSync(this.#handle);
  }

  #failureAt(line: number, cell: number, expected: string, name = ""): Failure {
    const column = name === "" ? `column ${cell + 1}` : `column ${cell + 1} (${name})`;
    return new Failure("inputUnreadable", { file: this.file, message: `line ${line}, ${column}: ${expected}.` });
  }

  /** Moves the record that was cut to the start of the window, and reads on behind it. */
  #fill(): void {
    const left = this.#end - this.#at;
    if (left === this.buffer.length) {
      if (left >= LONGEST_RECORD) throw this.#tooLong();
      const larger = Buffer.allocUnsafe(left * 2);
      this.buffer.copy(larger, 0, this.#at, this.#end);
      this.buffer = larger;
    } else {
      this.buffer.copyWithin(0, this.#at, this.#end);
    }
    this.#before += this.#at;
    this.#at = 0;
    this.#end = left;
    while (this.#end < this.buffer.length) {
      const read = readSome(this.#handle, this.buffer, this.#end, this.file);
      this.#end += read;
      if (read > 0) continue;
      this.#isWhole = true;
      return;
    }
  }

  #tooLong(): Failure {
    if (this.#unclosed) return this.#neverClosed(this.#unclosed);
    return this.#failureAt(this.#nextLine, 0, "the end of the line was expected within 64 MB");
  }

  #neverClosed({ line, cell }: { readonly line: number; readonly cell: number }): Failure {
    return this.#failureAt(line, cell, "a quoted cell begins here and never ends; a closing quote was expected");
  }

  /** False: the window ends inside the record (or, at the end of the file, there is none left). */
  #scan(): boolean {
    const { buffer } = this;
    const delimiter = this.#delimiter;
    const end = this.#end;
    let at = this.#at;
    let line = this.#nextLine;
    while (at < end && (buffer[at] === LF || (buffer[at] === CR && buffer[at + 1] === LF && at + 1 < end))) {
      if (buffer[at] === LF) line += 1;
      at += 1;
    }
    this.#at = at;
    this.#nextLine = line;
    if (at === end) return false;
    this.line = line;
    this.#innerLines = 0;
    let cell = 0;
    for (;;) {
      const isQuoted = at < end && buffer[at] === QUOTE;
      const start = isQuoted ? at + 1 : at;
      at = isQuoted ? this.#closingQuote(start, cell) : this.#endOfPlain(start, cell);
      if (at >= end && !this.#isWhole) return false;
      if (cell === this.starts.length) this.#widen();
      this.starts[cell] = start;
      this.ends[cell] = at;
      if (isQuoted) at = this.#afterQuote(at + 1, cell);
      else if (at > start && buffer[at - 1] === CR && buffer[at] !== delimiter) this.ends[cell] = at - 1;
      if (at >= end && !this.#isWhole) return false;
      cell += 1;
      const isLast = at >= end || buffer[at] === LF;
      at += 1;
      if (isLast) break;
    }
    this.cellCount = cell;
    this.#at = Math.min(at, end);
    this.#nextLine = this.line + this.#innerLines + 1;
    return true;
  }

  #endOfPlain(start: number, cell: number): number {
    const { buffer } = this;
    const delimiter = this.#delimiter;
    let at = start;
    for (; at < this.#end; at += 1) {
      const byte = buffer[at];
      if (byte === delimiter || byte === LF) break;
      if (byte !== QUOTE) continue;
      const expected = "a quote inside a cell; the cell must be quoted and the quote written twice";
      throw this.#failureAt(this.line + this.#innerLines, cell, expected);
    }
    return at;
  }

  /** The end of the window when the quote that closes is not there yet. */
  #closingQuote(start: number, cell: number): number {
    const { buffer } = this;
    const end = this.#end;
    this.#unclosed = { line: this.line + this.#innerLines, cell };
    let at = start;
    for (; at < end; at += 1) {
      const byte = buffer[at];
      if (byte === LF) this.#innerLines += 1;
      if (byte !== QUOTE) continue;
      // the next byte tells whether it closes: at the end of the window, wait for it
      if (at + 1 === end && !this.#isWhole) return end;
      if (at + 1 === end || buffer[at + 1] !== QUOTE) break;
      at += 1;
    }
    if (at >= end && this.#isWhole) throw this.#neverClosed(this.#unclosed);
    if (at < end) this.#unclosed = null;
    return at;
  }

  #afterQuote(behind: number, cell: number): number {
    const { buffer } = this;
    let at = behind;
    if (at < this.#end && buffer[at] === CR) at += 1;
    if (at >= this.#end || buffer[at] === this.#delimiter || buffer[at] === LF) return at;
    const sign = this.#delimiter === COMMA ? "a comma" : "a semicolon";
    const expected = `${sign} or the end of the line was expected after the closing quote`;
    throw this.#failureAt(this.line + this.#innerLines, cell, expected);
  }

  /** True when the header line has more semicolons than commas outside quotes. */
  #hasSemicolons(): boolean {
    let [commas, semicolons] = [0, 0];
    let isQuoted = false;
    for (let at = this.#at; at < this.#end; at += 1) {
      const byte = this.buffer[at];
      if (byte === QUOTE) isQuoted = !isQuoted;
      if (isQuoted) continue;
      if (byte === LF) break;
      if (byte === COMMA) commas += 1;
      if (byte === SEMICOLON) semicolons += 1;
    }
    return semicolons > commas;
  }

  #widen(): void {
    const wider = (cells: Int32Array): Int32Array<ArrayBuffer> => {
      const next = new Int32Array(cells.length * 2);
      next.set(cells);
      return next;
    };
    this.starts = wider(this.starts);
    this.ends = wider(this.ends);
  }
}

function opened(file: string): number {
  try {
    return openSync(file, "r");
  } catch (error) {
    throw unreadable(error, file);
  }
}

function readSome(handle: number, buffer: Buffer, offset: number, file: string): number {
  try {
    return readSync(handle, buffer, offset, buffer.length - offset, null);
  } catch (error) {
    throw unreadable(error, file);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file.",
  EISDIR: "it is a folder.",
  EACCES: "this user may not read it.",
};

/** The system's refusal as one line; anything else as it came. */
export function unreadable(error: unknown, file: string): unknown {
  const message = REASONS[(error as NodeJS.ErrnoException).code ?? ""];
  return message === undefined ? error : new Failure("inputUnreadable", { file, message }, error);
}
