/** How many members are ready at each generation of the template: well-formed, and their spec observed. */
export interface ReadyCounts {
  /** One member more, or less, that is ready at a generation. */
  move(generation: number, by: 1 | -1): void;
  /** How many are ready at this generation or a later one. */
  from(generation: number): number;
  /** Generations and numbers of members, by generation. */
  entries(): (readonly [generation: number, members: number])[];
}

/** Counts of no member. There are few generations at a time, and one that is asked for again and again. */
export function readyCounts(): ReadyCounts {
  const counts = new Map<number, number>();
  let asked = 0;
  let answer = 0;
  return {
    move(generation, by) {
      const count = (counts.get(generation) ?? 0) + by;
      if (count === 0) counts.delete(generation);
      else counts.set(generation, count);
      if (generation >= asked) answer += by;
    },
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
