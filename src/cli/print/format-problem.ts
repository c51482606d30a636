import { columnsOf } from '../../binding/columns.js';
import { plain } from '../../rollout/timeline/chart.js';
import type { Problem } from './problem.js';
import type { Style } from './style.js';

/** The most characters of a line that are shown; the place is within them. */
const WIDEST = 100;

/**
 * A problem as compilers print it: severity and sentence, file, line and column, and the line with a mark below the
 * place.
 *
 * @param problem - The problem; without a place, its sentence alone.
 * @param style - How text is marked.
 * @returns Lines, the last without its end.
 */
export function formatProblem({ severity, message, source, place }: Problem, style: Style): string {
  const title = `${style(severity === 'error' ? 'bad' : 'careful', severity)}: ${plain(message)}`;
  if (!source) return title;
  const name = plain(source.name);
  if (!place) return `${title}\n  ${style('quiet', '-->')} ${name}`;
  const line = textLine(source.text, place.line);
  const from = Math.max(0, place.column - 1 - WIDEST / 2);
  const shown = plain(line.slice(from, from + WIDEST));
  const before = columnsOf(plain(line.slice(from, place.column - 1)));
  const number = `${place.line}`;
  const bar = style('quiet', '|');
  const margin = ' '.repeat(number.length);
  return [
    title,
    `${margin} ${style('quiet', '-->')} ${name}:${place.line}:${place.column}`,
    `${style('quiet', number)} ${bar} ${shown}`.trimEnd(),
    `${margin} ${bar} ${' '.repeat(before)}${style('bad', '^')}`,
  ].join('\n');
}

/** A line of a text, without its end and with a blank for each tab. */
function textLine(text: string, line: number): string {
  let start = 0;
  for (let i = 1; i < line; i++) {
    const end = text.indexOf('\n', start);
    if (end < 0) return '';
    start = end + 1;
  }
  const end = text.indexOf('\n', start);
  return text
    .slice(start, end < 0 ? undefined : end)
    .replace(/\r$/, '')
    .replaceAll('\t', ' ');
}
