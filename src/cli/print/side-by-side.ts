import { stringify } from 'yaml';
import { clip, pad, wrapText } from '../../binding/columns.js';
import { WRITTEN_YAML } from '../input/kubernetes-yaml.js';
import type { Answer, Trial } from '../try/try-kind.js';
import type { Style } from './style.js';

/** What stands between the two columns. */
const GAP = ' | ';

/**
 * The answers of trials in two columns, operation by operation.
 *
 * @param titles - What the columns are of.
 * @param trials - The operations.
 * @param width - The longest line.
 * @param style - How text is marked.
 * @returns Lines, the last without its end.
 */
export function sideBySide(
  titles: readonly [own: string, fallback: string],
  trials: readonly Trial[],
  width: number,
  style: Style,
): string {
  const column = Math.floor((width - GAP.length) / 2);
  const row = (left: string, right: string) =>
    `${pad(clip(left, column), column)}${GAP}${clip(right, column)}`.trimEnd();
  const blocks = trials.flatMap(({ operation, own, fallback }) => {
    const [left, right] = [linesOf(own, column), linesOf(fallback, column)];
    const rows = Array.from({ length: Math.max(left.length, right.length) }, (_, i) =>
      row(left[i] ?? '', right[i] ?? ''),
    );
    return [
      '',
      style('strong', operation),
      ...rows.map((line) => (own && 'error' in own ? style('bad', line) : line)),
    ];
  });
  return [style('quiet', row(...titles)), ...blocks].join('\n');
}

/** An answer as lines of YAML. */
function linesOf(answer: Answer, width: number): readonly string[] {
  if (answer === undefined) return ['-'];
  if ('error' in answer) return wrapText(`error: ${answer.error.message.trim()}`, width);
  const text = stringify(answer.value, WRITTEN_YAML);
  return text
    .trimEnd()
    .split('\n')
    .flatMap((line) => wrapLine(line, width));
}

/** A line of YAML on lines of that width, those behind the first indented below its value. */
function wrapLine(line: string, width: number): readonly string[] {
  const [indent = ''] = /^ *(- )*/.exec(line) ?? [];
  const below = ' '.repeat(Math.min(indent.length + 2, width - 1));
  const lines = wrapText(line.slice(indent.length), width - below.length);
  return lines.map((text, i) => `${i === 0 ? indent : below}${text}`);
}
