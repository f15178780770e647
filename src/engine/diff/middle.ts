/** A part of two sequences: `a` from `aLow` to `aHigh` (not included), and the same for `b`. */
export type Box = { readonly aLow: number; readonly aHigh: number; readonly bLow: number; readonly bHigh: number };

/**
 * Differences after which the search for the exact middle stops and takes the furthest point reached. Below it the
 * answer is the shortest; above it, time stays within 2 × 256 steps per element where it would be quadratic.
 */
const MAX_COST = 256;
const FAR = 0x7fffffff;

/**
 * Where to cut a box in two so that both halves can be compared apart: the middle of a shortest path, found from both
 * ends at once in linear space (E. W. Myers, "An O(ND) difference algorithm and its variations", 1986, section 4b).
 * The box must have no common first or last element and no empty side.
 */
export function middle(a: Int32Array, b: Int32Array, box: Box, room: Room): readonly [number, number] {
  const { aLow, aHigh, bLow, bHigh } = box;
  const { forward, backward, zero } = room;
  const [dMin, dMax] = [aLow - bHigh, aHigh - bLow];
  const [start, end] = [aLow - bLow, aHigh - bHigh];
  const isOdd = ((start - end) & 1) !== 0;
  let [fMin, fMax, bMin, bMax] = [start, start, end, end];
  forward[zero + start] = aLow;
  backward[zero + end] = aHigh;
  for (let cost = 1; ; cost += 1) {
    if (fMin > dMin) forward[zero + --fMin - 1] = -1;
    else fMin += 1;
    if (fMax < dMax) forward[zero + ++fMax + 1] = -1;
    else fMax -= 1;
    for (let d = fMax; d >= fMin; d -= 2) {
      let i = Math.max((forward[zero + d - 1] ?? 0) + 1, forward[zero + d + 1] ?? 0);
      while (i < aHigh && i - d < bHigh && a[i] === b[i - d]) i += 1;
      forward[zero + d] = i;
      if (isOdd && bMin <= d && d <= bMax && (backward[zero + d] ?? 0) <= i) return [i, i - d];
    }
    if (bMin > dMin) backward[zero + --bMin - 1] = FAR;
    else bMin += 1;
    if (bMax < dMax) backward[zero + ++bMax + 1] = FAR;
    else bMax -= 1;
    for (let d = bMax; d >= bMin; d -= 2) {
      let i = Math.min(backward[zero + d - 1] ?? 0, (backward[zero + d + 1] ?? 0) - 1);
      while (i > aLow && i - d > bLow && a[i - 1] === b[i - d - 1]) i -= 1;
      backward[zero + d] = i;
      if (!isOdd && fMin <= d && d <= fMax && i <= (forward[zero + d] ?? 0)) return [i, i - d];
    }
    if (cost >= MAX_COST) return furthest(box, room, { fMin, fMax, bMin, bMax });
  }
}

/** Furthest points reached on each diagonal, shared by all calls. `zero` is the place of diagonal 0. */
export type Room = { readonly forward: Int32Array; readonly backward: Int32Array; readonly zero: number };

export function roomFor(aLength: number, bLength: number): Room {
  const size = aLength + bLength + 3;
  return { forward: new Int32Array(size), backward: new Int32Array(size), zero: bLength + 1 };
}

type Reach = { readonly fMin: number; readonly fMax: number; readonly bMin: number; readonly bMax: number };

function furthest(box: Box, room: Room, reach: Reach): readonly [number, number] {
  let ahead: readonly [number, number] = [box.aLow, box.bLow];
  for (let d = reach.fMax; d >= reach.fMin; d -= 2) {
    const i = Math.min(room.forward[room.zero + d] ?? 0, box.aHigh, box.bHigh + d);
    if (i + i - d > ahead[0] + ahead[1]) ahead = [i, i - d];
  }
  let behind: readonly [number, number] = [box.aHigh, box.bHigh];
  for (let d = reach.bMax; d >= reach.bMin; d -= 2) {
    const i = Math.max(room.backward[room.zero + d] ?? 0, box.aLow, box.bLow + d);
    if (i + i - d < behind[0] + behind[1]) behind = [i, i - d];
  }
  const isAheadFurther = ahead[0] + ahead[1] - box.aLow - box.bLow > box.aHigh + box.bHigh - behind[0] - behind[1];
  return isAheadFurther ? ahead : behind;
}
