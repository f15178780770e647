/** Ids as bytes, each given the next number the first time it is seen. Looking one up makes no string. */
export class IdTable {
  #slots = new Int32Array(1 << 10).fill(-1);
  #bytes = Buffer.allocUnsafe(1 << 12);
  /** Id n is `#bytes` from `#offsets[n]` to `#offsets[n + 1]`. */
  #offsets = new Int32Array(1 << 9);
  size = 0;

  /** The number of this id; -1 when it is no id: 1 to 64 characters among A-Z a-z 0-9 _ -. */
  numberOf(buffer: Uint8Array, start: number, end: number): number {
    let hash = 0x811c9dc5;
    for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (buffer[at] ?? 0), 0x01000193);
    const mask = this.#slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const found = this.#slots[slot] ?? -1;
      if (found < 0) break;
      if (this.#isSame(found, buffer, start, end)) return found;
      slot = (slot + 1) & mask;
    }
    if (!isId(buffer, start, end)) return -1;
    this.#slots[slot] = this.size;
    return this.#keep(buffer, start, end);
  }

  textOf(number: number): string {
    return this.#bytes.toString("latin1", this.#offsets[number], this.#offsets[number + 1]);
  }

  texts(): readonly string[] {
    return Array.from({ length: this.size }, (_, number) => this.textOf(number));
  }

  #isSame(number: number, buffer: Uint8Array, start: number, end: number): boolean {
    const from = this.#offsets[number] ?? 0;
    if ((this.#offsets[number + 1] ?? 0) - from !== end - start) return false;
    for (let at = 0; at < end - start; at += 1) {
      if (this.#bytes[from + at] !== buffer[start + at]) return false;
    }
    return true;
  }

  #keep(buffer: Uint8Array, start: number, end: number): number {
    const number = this.size;
    const from = this.#offsets[number] ?? 0;
    const to = from + end - start;
    if (to > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes, Buffer.allocUnsafe(this.#bytes.length)]);
    this.#bytes.set(buffer.subarray(start, end), from);
    if (number + 2 > this.#offsets.length) {
      const longer = new Int32Array(this.#offsets.length * 2);
      longer.set(this.#offsets);
      this.#offsets = longer;
    }
    this.#offsets[number + 1] = to;
    this.size = number + 1;
    if (this.size * 2 > this.#slots.length) this.#rehash();
    return number;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (let number = 0; number < this.size; number += 1) {
      let hash = 0x811c9dc5;
      const end = this.#offsets[number + 1] ?? 0;
      for (let at = this.#offsets[number] ?? 0; at < end; at += 1) {
        hash = Math.imul(hash ^ (this.#bytes[at] ?? 0), 0x01000193);
      }
      let slot = (hash ^ (hash >>> 15)) & mask;
      while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & mask;
      slots[slot] = number;
    }
    this.#slots = slots;
  }
}

const LONGEST = 64;

function isId(buffer: Uint8Array, start: number, end: number): boolean {
  if (end === start || end - start > LONGEST) return false;
  for (let at = start; at < end; at += 1) {
    const byte = buffer[at] ?? 0;
    const isDigit = byte >= 48 && byte <= 57;
    const isLetter = (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);
    if (!isDigit && !isLetter && byte !== 95 && byte !== 45) return false;
  }
  return true;
}
