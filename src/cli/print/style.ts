/** What is marked by a colour or weight. */
export type Mark = 'bad' | 'careful' | 'good' | 'quiet' | 'strong';

/** Marks a part of a text. */
export type Style = (mark: Mark, text: string) => string;

/** The sequences of terminals that begin and end a mark: red, yellow, green, dim and bold. */
const SEQUENCES: { readonly [M in Mark]: readonly [begin: number, end: number] } = {
  bad: [31, 39],
  careful: [33, 39],
  good: [32, 39],
  quiet: [2, 22],
  strong: [1, 22],
};

/** How text is marked: with the sequences of a terminal, or not at all. */
export function styleOf(color: boolean): Style {
  if (!color) return (_, text) => text;
  return (mark, text) => {
    const [begin, end] = SEQUENCES[mark];
    return `\u001b[${begin}m${text}\u001b[${end}m`;
  };
}
