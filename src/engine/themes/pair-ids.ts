/** Numbers pairs of numbers in the order they come: an open-addressing table, several times smaller than a Map. */
export class PairIds {
  #mask = 0xffff;
  #slots = new Int32Array(0x10000).fill(-1);
  #first = new Int32Array(0x8000);
  #second = new Int32Array(0x8000);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  idOf(first: number, second: number): number {
    let slot = this.#slotOf(first, second);
    let id = this.#slots[slot] as number;
    if (id >= 0) return id;
    if (this.#size === this.#first.length) {
      this.#grow();
      slot = this.#slotOf(first, second);
    }
    id = this.#size;
    this.#slots[slot] = id;
    this.#first[id] = first;
    this.#second[id] = second;
    this.#size += 1;
    return id;
  }

  #slotOf(first: number, second: number): number {
    let hash = Math.imul(first ^ Math.imul(second, 0x9e3779b1), 0x85ebca6b);
    hash ^= hash >>> 15;
    let slot = hash & this.#mask;
    for (;;) {
      const id = this.#slots[slot] as number;
      if (id < 0 || (this.#first[id] === first && this.#second[id] === second)) return slot;
      slot = (slot + 1) & this.#mask;
    }
  }

  #grow(): void {
    const [first, second] = [this.#first, this.#second];
    this.#first = new Int32Array(2 * first.length);
    this.#second = new Int32Array(2 * second.length);
    this.#first.set(first);
    this.#second.set(second);
    this.#mask = 4 * first.length - 1;
    this.#slots = new Int32Array(this.#mask + 1).fill(-1);
    for (let id = 0; id < this.#size; id += 1) {
      this.#slots[this.#slotOf(this.#first[id] as number, this.#second[id] as number)] = id;
    }
  }
}
