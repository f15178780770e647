import type { VoteTable } from "#engine/opinion/vote-table.ts";

const FIRST_ROOM = 1 << 14;

/** The votes read so far, in flat columns whose room is foreseen from the size of the file. */
export class VoteColumns {
  #statement = new Int32Array(FIRST_ROOM);
  #participant = new Int32Array(FIRST_ROOM);
  #vote = new Int8Array(FIRST_ROOM);
  #time: Float64Array<ArrayBuffer> | null;
  #count = 0;

  constructor({ hasTimes }: { readonly hasTimes: boolean }) {
    this.#time = hasTimes ? new Float64Array(FIRST_ROOM) : null;
  }

  get isFull(): boolean {
    return this.#count === this.#vote.length;
  }

  add(statement: number, participant: number, vote: number, time: number): void {
    const at = this.#count;
    this.#statement[at] = statement;
    this.#participant[at] = participant;
    this.#vote[at] = vote;
    if (this.#time) this.#time[at] = time;
    this.#count = at + 1;
  }

  /** Pages never written take no memory, so what was foreseen too large costs nothing. */
  growFor({ read, whole }: { readonly read: number; readonly whole: number }): void {
    const foreseen = read > 0 ? Math.ceil((whole / read) * this.#count * 1.02) : 0;
    const room = Math.max(foreseen, Math.ceil(this.#count * 1.25));
    const copied = <Column extends { set(from: Column): void }>(from: Column, to: Column): Column => {
      to.set(from);
      return to;
    };
    this.#statement = copied(this.#statement, new Int32Array(room));
    this.#participant = copied(this.#participant, new Int32Array(room));
    this.#vote = copied(this.#vote, new Int8Array(room));
    if (this.#time) this.#time = copied(this.#time, new Float64Array(room));
  }

  done(): Pick<VoteTable, "statement" | "participant" | "vote" | "time"> {
    const end = this.#count;
    return {
      statement: this.#statement.subarray(0, end),
      participant: this.#participant.subarray(0, end),
      vote: this.#vote.subarray(0, end),
      time: this.#time?.subarray(0, end) ?? null,
    };
  }
}
