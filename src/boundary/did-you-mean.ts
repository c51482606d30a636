/** The longest word that is compared with others: the cost grows with the product of two lengths. */
const LONGEST_WORD = 64;

/**
 * The suggestion for a misspelt word, as the end of a sentence: `: did you mean sum?`.
 *
 * @param word - What was written.
 * @param options - What could have been meant.
 * @returns The suggestion of the nearest option, of which two letters in three are the word's; else the empty text.
 */
export function didYouMean(word: string, options: Iterable<string>): string {
  if (word.length > LONGEST_WORD) return '';
  let nearest = '';
  let least = Number.POSITIVE_INFINITY;
  for (const option of options) {
    // It is no misspelling.
    if (option === word) return '';
    if (option.length > LONGEST_WORD) continue;
    const distance = distanceOf(word.toLowerCase(), option.toLowerCase());
    if (distance < least && distance <= Math.max(word.length, option.length) / 3)
      [nearest, least] = [option, distance];
  }
  return nearest && `: did you mean ${nearest}?`;
}

/**
 * How many letters have to be put in, left out, replaced or swapped with the next to make one word of the other.
 *
 * @see https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance#Optimal_string_alignment_distance
 */
function distanceOf(a: string, b: string): number {
  let before: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          (last[j] as number) + 1,
          (row[j - 1] as number) + 1,
          (last[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1),
          swapped ? (before[j - 2] as number) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    [before, last] = [last, row];
  }
  return last[b.length] as number;
}
