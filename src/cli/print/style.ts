import { styleText } from 'node:util';

/** What is marked by a colour or weight. */
export type Mark = 'bad' | 'careful' | 'good' | 'quiet' | 'strong';

/** Marks a part of a text. */
export type Style = (mark: Mark, text: string) => string;

const FORMATS = { bad: 'red', careful: 'yellow', good: 'green', quiet: 'dim', strong: 'bold' } as const;

/** How text is marked: with the sequences of a terminal, or not at all. */
export function styleOf(color: boolean): Style {
  return color ? (mark, text) => styleText(FORMATS[mark], text) : (_, text) => text;
}
