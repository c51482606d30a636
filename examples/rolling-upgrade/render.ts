import type { Moment, Row } from './federation.js';
import type { Step } from './upgrade.js';

export interface RenderOptions {
  /** The longest line, in characters. */
  readonly width: number;
  readonly colour: boolean;
}

/** Whether to colour: only for a person's terminal, and not against their wish (https://no-color.org). */
export function wantsColour(isTTY: boolean | undefined, env: { readonly NO_COLOR?: string }): boolean {
  return isTTY === true && !env.NO_COLOR;
}

const HEADER = [
  ['', '', 'generation', 'template', '', '', ''],
  ['cluster', 'suspended', '/observed', 'generation', 'image', 'ready', 'why it lags'],
];
/** The columns that may be shortened where a line would become too long: the names that users choose. */
const CLUSTER = 0;
const IMAGE = 4;
const GAP = '  ';

/** The steps as text for a terminal: for each what was changed, how it went, and a table of how it ended. */
export function render(steps: readonly Step[], { width, colour }: RenderOptions): string {
  const paint = (code: number, text: string) => (colour && text ? `\u001b[${code}m${text}\u001b[0m` : text);
  const bold = (text: string) => paint(1, text);
  const dim = (text: string) => paint(2, text);
  const good = (text: string) => paint(32, text);
  const waiting = (text: string) => paint(33, text);

  const progress = (moment: Moment): string[] => {
    const { observedGeneration, ready, replicas } = moment.federation;
    const moving = moment.rows.flatMap(({ waits }) =>
      waits === undefined || waits.reason === 'Suspended' ? [] : [waits.message],
    );
    const label = progressLabel(`${moment.tick}`, `${observedGeneration}`, fraction(ready, replicas));
    return hang(label, (moving.length > 0 ? moving : moment.waits).join('; '), width, label.length);
  };

  const table = (rows: readonly Row[]): string[] => {
    const cells = rows.map(cellsOf);
    const widths = columnWidths([...HEADER, ...cells], width);
    const line = (row: readonly string[]) =>
      row.map((cell, i) => shorten(cell, widths[i] ?? 0).padEnd(widths[i] ?? 0));
    const head = HEADER.map((row) => dim(line(row).join(GAP).trimEnd()));
    const body = cells.map((row, i) => {
      const padded = line(row);
      const why = padded.pop() ?? '';
      const mark = rows[i]?.waits ? waiting : good;
      return [...padded, mark(why.trimEnd())].join(GAP);
    });
    return [...head, ...body];
  };

  const federated = ({ federation }: Moment): string[] => {
    const { generation, observedGeneration, ready, replicas, health } = federation;
    const mark = health.healthy ? good : waiting;
    const [first = '', ...rest] = hang('', `${health.state}: ${health.message}`, width - GAP.length, 0);
    return [
      `federation: generation ${generation}, observedGeneration ${observedGeneration}, ${fraction(ready, replicas)} ready`,
      `${GAP}${first.replace(health.state, mark(health.state))}`,
      ...rest.map((line) => `${GAP}${line}`),
    ];
  };

  return steps
    .flatMap((step, index) => {
      const { rows } = step.outcome;
      return [
        bold(`Step ${index}: ${step.title}`),
        ...step.changes.flatMap(({ where, what }) => hang(`  ${where.padEnd(8)}  `, what, width, 12)),
        ...(step.progress.length > 0
          ? ['', dim(`${progressLabel('tick', 'observed', 'ready')}of the federation, and what it waits for`)]
          : []),
        ...step.progress.flatMap(progress),
        '',
        ...table(rows),
        ...rows.flatMap(({ waits }) => (waits ? hang('- ', waits.message, width, 2) : [])),
        ...federated(step.outcome),
        '',
      ];
    })
    .join('\n');
}

function cellsOf(row: Row): string[] {
  return [
    row.cluster,
    row.suspended ? 'yes' : 'no',
    `${row.generation}/${row.observedGeneration}`,
    `${row.templateGeneration}`,
    // Where an image comes from says little about its version.
    row.image.slice(row.image.lastIndexOf('/') + 1),
    fraction(row.ready, row.replicas),
    row.waits?.reason ?? '-',
  ];
}

function progressLabel(tick: string, observed: string, ready: string): string {
  return `  ${tick.padStart(4)}  ${observed.padEnd(8)}  ${ready.padStart(5)}  `;
}

/** As wide as what stands in them, while that leaves the whole table narrow enough. */
function columnWidths(rows: readonly (readonly string[])[], width: number): number[] {
  const widths = cellsAcross(rows).map((column) => Math.max(...column.map((cell) => cell.length)));
  let excess = widths.reduce((sum, column) => sum + column + GAP.length, -GAP.length) - width;
  for (const column of [IMAGE, CLUSTER]) {
    const wanted = widths[column] ?? 0;
    widths[column] = Math.max(Math.min(wanted, 10), wanted - Math.max(0, excess));
    excess -= wanted - widths[column];
  }
  return widths;
}

function cellsAcross(rows: readonly (readonly string[])[]): string[][] {
  return (rows[0] ?? []).map((_, i) => rows.map((row) => row[i] ?? ''));
}

function fraction(part: number, whole: number): string {
  return `${part}/${whole}`;
}

function shorten(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}

/** Breaks a text between words, and shortens those that fit on no line; every line but the first is indented. */
function hang(label: string, text: string, width: number, indent: number): string[] {
  const lines: string[] = [];
  let line = label;
  let empty = true;
  for (const whole of text.split(' ')) {
    const word = shorten(whole, width - indent);
    if (!empty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = ' '.repeat(indent);
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line];
}
