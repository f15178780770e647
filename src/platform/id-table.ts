const LONGEST = 64;
/** Ids up to this length are compared as two numbers. */
const SHORT = 8;
/** A slot: the first and second four bytes of a short id (the hash of a longer one, and 0), its number plus one, its length. */
const WIDTH = 4;

/** Ids as bytes, each given the next number the first time it is seen. Looking one up makes no string and, mostly, reads one place. */
export class IdTable {
  #slots = new Int32Array(WIDTH << 10);
  #bytes = Buffer.allocUnsafe(1 << 12);
  /** Id n is `#bytes` from `#offsets[n]` to `#offsets[n + 1]`. */
  #offsets = new Int32Array(1 << 9);
  size = 0;

  /** The number of this id; -1 when it is no id: 1 to 64 characters among A-Z a-z 0-9 _ -. */
  numberOf(buffer: Uint8Array, start: number, end: number): number {
    const length = end - start;
    if (length > SHORT) return this.#numberOfLong(buffer, start, end);
    let [first, second] = [0, 0];
    for (let at = 0; at < length; at += 1) {
      const byte = buffer[start + at] as number;
      if (at < 4) first |= byte << (8 * at);
      else second |= byte << (8 * (at - 4));
    }
    const slots = this.#slots;
    let slot = this.#firstSlot(first, second);
    for (;;) {
      const number = slots[slot + 2] as number;
      if (number === 0) break;
      if (slots[slot] === first && slots[slot + 1] === second && slots[slot + 3] === length) return number - 1;
      slot = slot + WIDTH === slots.length ? 0 : slot + WIDTH;
    }
    if (!isId(buffer, start, end)) return -1;
    return this.#keep(slot, [first, second], buffer.subarray(start, end));
  }

  textOf(number: number): string {
    return this.#bytes.toString("latin1", this.#offsets[number], this.#offsets[number + 1]);
  }

  texts(): readonly string[] {
    return Array.from({ length: this.size }, (_, number) => this.textOf(number));
  }

  #numberOfLong(buffer: Uint8Array, start: number, end: number): number {
    // checked first: what is no id has no bound on its length
    if (!isId(buffer, start, end)) return -1;
    let hash = 0x811c9dc5;
    for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (buffer[at] as number), 0x01000193);
    const slots = this.#slots;
    let slot = this.#firstSlot(hash, 0);
    for (;;) {
      const number = slots[slot + 2] as number;
      if (number === 0) break;
      if (slots[slot] === hash && slots[slot + 1] === 0 && this.#isSame(number - 1, buffer, start, end))
        return number - 1;
      slot = slot + WIDTH === slots.length ? 0 : slot + WIDTH;
    }
    return this.#keep(slot, [hash, 0], buffer.subarray(start, end));
  }

  #firstSlot(first: number, second: number): number {
    let mixed = Math.imul(first ^ Math.imul(second, 0x9e3779b1), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) & (this.#slots.length / WIDTH - 1)) * WIDTH;
  }

  #isSame(number: number, buffer: Uint8Array, start: number, end: number): boolean {
    const [from = 0, to = 0] = [this.#offsets[number], this.#offsets[number + 1]];
    return to - from === end - start && this.#bytes.compare(buffer, start, end, from, to) === 0;
  }

  #keep(slot: number, key: readonly [number, number], id: Uint8Array): number {
    const number = this.size;
    const from = this.#offsets[number] ?? 0;
    const to = from + id.length;
    if (to > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes, Buffer.allocUnsafe(this.#bytes.length)]);
    this.#bytes.set(id, from);
    if (number + 2 > this.#offsets.length) {
      const longer = new Int32Array(this.#offsets.length * 2);
      longer.set(this.#offsets);
      this.#offsets = longer;
    }
    this.#offsets[number + 1] = to;
    this.#slots.set([...key, number + 1, id.length], slot);
    this.size = number + 1;
    if (this.size * 2 * WIDTH > this.#slots.length) this.#widen();
    return number;
  }

  #widen(): void {
    const before = this.#slots;
    const slots = new Int32Array(before.length * 2);
    this.#slots = slots;
    for (let old = 0; old < before.length; old += WIDTH) {
      if (before[old + 2] === 0) continue;
      let slot = this.#firstSlot(before[old] ?? 0, before[old + 1] ?? 0);
      while (slots[slot + 2] !== 0) slot = slot + WIDTH === slots.length ? 0 : slot + WIDTH;
      slots.set(before.subarray(old, old + WIDTH), slot);
    }
  }
}

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
