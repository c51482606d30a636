/** Pseudo-random numbers of one's own, so that two runs measure the same members: mulberry32. */
export interface Random {
  /** A number from 0 to 1. */
  next(): number;
  /** An integer from 0 to `limit - 1`. */
  below(limit: number): number;
}

/** The numbers that follow from a seed. */
export function randomFrom(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return { next, below: (limit) => Math.floor(next() * limit) };
}

/** One seed out of several numbers. */
export function seedOf(...numbers: readonly number[]): number {
  let seed = 0x811c9dc5;
  for (const number of numbers) seed = Math.imul(seed ^ number, 0x01000193) ^ (seed >>> 13);
  return seed;
}
