import { plain } from '../rollout/timeline/chart.js';

/** Characters that take two columns of a terminal: East Asian wide ones, and emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;

/** A text of printable ASCII, as most are: each character takes one column, and none has to be replaced. */
const ASCII = /^[ -~]*$/;

/** How many columns of a terminal a text takes. */
export function columnsOf(text: string): number {
  if (ASCII.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += columnsOfOne(character);
  return columns;
}

function columnsOfOne(character: string): number {
  if (/\p{Mn}/u.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

function oneLine(text: string): string {
  return ASCII.test(text) ? text : plain(text);
}

/** A text on one line of at most so many columns; two dots stand for what is left out. */
export function clip(text: string, most: number): string {
  const line = oneLine(text);
  if (columnsOf(line) <= most) return line;
  let kept = '';
  let columns = 0;
  for (const character of line) {
    columns += columnsOfOne(character);
    if (columns > most - 2) break;
    kept += character;
  }
  return `${kept}..`;
}

/** A text that takes at least so many columns. */
export function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

/** A text on lines of at most so many columns; a word that is longer than a line is broken. */
export function wrapText(text: string, columns: number): readonly string[] {
  const whole = oneLine(text);
  // Spaces at the beginning are dropped.
  if (!whole.startsWith(' ') && columnsOf(whole) <= columns) return [whole];
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of whole.split(' ')) {
    const length = columnsOf(word);
    if (line !== '' && used + 1 + length <= columns) {
      line += ` ${word}`;
      used += 1 + length;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    used = 0;
    if (length <= columns) {
      line = word;
      used = length;
      continue;
    }
    for (const character of word) {
      const next = columnsOfOne(character);
      if (used + next > columns) {
        lines.push(line);
        line = '';
        used = 0;
      }
      line += character;
      used += next;
    }
  }
  return [...lines, line];
}
