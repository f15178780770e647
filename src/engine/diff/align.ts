import { type Box, middle, roomFor } from "./middle.ts";

/** For each element of the two sequences, 1 when it has no counterpart in the other. The rest pair up in order. */
export type Alignment = { readonly removed: Uint8Array; readonly added: Uint8Array };

/** Which elements of `a` and `b` are common, in order: the most there can be, or nearly so when they differ a lot. */
export function align(a: Int32Array, b: Int32Array, anchors: readonly (readonly [number, number])[] = []): Alignment {
  const alignment = { removed: new Uint8Array(a.length), added: new Uint8Array(b.length) };
  let [aLow, bLow] = [0, 0];
  for (const [i, j] of [...anchors, [a.length, b.length] as const]) {
    alignBox(a, b, { aLow, aHigh: i, bLow, bHigh: j }, alignment);
    [aLow, bLow] = [i, j];
  }
  return alignment;
}

/** Elements that the other side does not have are set apart first: texts without a word in common cost nothing. */
function alignBox(a: Int32Array, b: Int32Array, box: Box, alignment: Alignment): void {
  const aPlaces = places(a, box.aLow, box.aHigh, new Set(b.subarray(box.bLow, box.bHigh)), alignment.removed);
  const bPlaces = places(b, box.bLow, box.bHigh, new Set(a.subarray(box.aLow, box.aHigh)), alignment.added);
  const inner = alignShared(
    aPlaces.map((at) => a[at] ?? 0),
    bPlaces.map((at) => b[at] ?? 0),
  );
  for (const [i, at] of aPlaces.entries()) alignment.removed[at] = inner.removed[i] ?? 0;
  for (const [j, at] of bPlaces.entries()) alignment.added[at] = inner.added[j] ?? 0;
}

function places(side: Int32Array, low: number, high: number, other: Set<number>, marks: Uint8Array): Int32Array {
  const kept: number[] = [];
  for (let at = low; at < high; at += 1) {
    if (other.has(side[at] ?? 0)) kept.push(at);
    else marks[at] = 1;
  }
  return Int32Array.from(kept);
}

function alignShared(a: Int32Array, b: Int32Array): Alignment {
  const alignment = { removed: new Uint8Array(a.length), added: new Uint8Array(b.length) };
  const room = roomFor(a.length, b.length);
  const todo: Box[] = [{ aLow: 0, aHigh: a.length, bLow: 0, bHigh: b.length }];
  for (let box = todo.pop(); box !== undefined; box = todo.pop()) {
    const core = withoutCommonEnds(a, b, box);
    if (core.aLow === core.aHigh) alignment.added.fill(1, core.bLow, core.bHigh);
    else if (core.bLow === core.bHigh) alignment.removed.fill(1, core.aLow, core.aHigh);
    else {
      const [i, j] = middle(a, b, core, room);
      todo.push({ ...core, aHigh: i, bHigh: j }, { ...core, aLow: i, bLow: j });
    }
  }
  return alignment;
}

function withoutCommonEnds(a: Int32Array, b: Int32Array, box: Box): Box {
  let { aLow, aHigh, bLow, bHigh } = box;
  while (aLow < aHigh && bLow < bHigh && a[aLow] === b[bLow]) {
    aLow += 1;
    bLow += 1;
  }
  while (aLow < aHigh && bLow < bHigh && a[aHigh - 1] === b[bHigh - 1]) {
    aHigh -= 1;
    bHigh -= 1;
  }
  return { aLow, aHigh, bLow, bHigh };
}
