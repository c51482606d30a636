/** The longest word that is compared: nobody means to write a field's name any longer. */
const LONGEST = 40;

/**
 * The option that a word was meant to be: the nearest one of which at least two letters in three are the same.
 *
 * @param word - What was written.
 * @param options - What may be written.
 * @returns The first of the nearest options, `undefined` where none is near.
 * @example
 * didYouMean('clusterName', ['clusterNames']); // 'clusterNames'
 */
export function didYouMean(word: string, options: readonly string[]): string | undefined {
  if (word.length > LONGEST) return undefined;
  const [nearest] = options
    .map((option) => ({ option, distance: distanceOf(word.toLowerCase(), option.toLowerCase()) }))
    .filter(({ option, distance }) => distance <= Math.max(word.length, option.length) / 3)
    .sort((a, b) => a.distance - b.distance);
  return nearest?.option;
}

/**
 * The number of letters to insert, delete, replace or swap with the next one that makes one word the other.
 *
 * @see https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance#Optimal_string_alignment_distance
 */
function distanceOf(a: string, b: string): number {
  let older: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (last[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swaps = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = swaps ? (older[j - 2] as number) + 1 : replaced;
      row.push(Math.min((last[j] as number) + 1, (row[j - 1] as number) + 1, replaced, swapped));
    }
    older = last;
    last = row;
  }
  return last[b.length] as number;
}
