/** The CPU milliseconds that a function takes: the least of some runs, since other processes only ever add to it. */
export function cpuOf(run: () => unknown, times = 5): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < times; i++) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

/**
 * By which power of the size the CPU time of something grows, from what it takes at one size and at four times that.
 * Below a millisecond there is nothing to compare, and the growth is 0.
 */
export function growthOf(run: (size: number) => () => unknown, size: number): number {
  const small = cpuOf(run(size));
  const large = cpuOf(run(size * 4));
  return large < 1 ? 0 : Math.log(large / Math.max(small, 0.25)) / Math.log(4);
}
