/** How many members are ready at each generation of the template: well-formed, and their spec observed. */
export interface ReadyCounts {
  add(generation: number): void;
  delete(generation: number): void;
  /** How many are at this generation or a later one. */
  from(generation: number): number;
  /** Generations and numbers of members, by generation. */
  entries(): (readonly [generation: number, members: number])[];
}

/** Counts of no member. There are few generations at a time, and one that is asked for again and again. */
export function readyCounts(): ReadyCounts {
  const counts = new Map<number, number>();
  let asked = 0;
  let answer = 0;
  const move = (generation: number, by: 1 | -1): void => {
    const count = (counts.get(generation) ?? 0) + by;
    if (count === 0) counts.delete(generation);
    else counts.set(generation, count);
    if (generation >= asked) answer += by;
  };
  return {
    add: (generation) => move(generation, 1),
    delete: (generation) => move(generation, -1),
    from(generation) {
      if (generation !== asked) {
        asked = generation;
        answer = 0;
        for (const [at, count] of counts) if (at >= generation) answer += count;
      }
      return answer;
    },
    entries: () => [...counts].sort(([a], [b]) => a - b),
  };
}
