/**
 * Numbers from 0 to 1 (excluded), always the same for the same seed: splitmix32 on the FNV-1a hash of the seed.
 * Sources: G. Steele, D. Lea, C. Flood, "Fast Splittable Pseudorandom Number Generators", 2014; draft-eastlake-fnv.
 */
export function seededNumbers(seed: string): () => number {
  let state = 0x811c9dc5;
  for (let i = 0; i < seed.length; i += 1) state = Math.imul(state ^ seed.charCodeAt(i), 0x01000193);
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296;
  };
}
