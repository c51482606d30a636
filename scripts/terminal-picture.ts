import { stripVTControlCharacters } from 'node:util';
import { columnsOf } from '../src/binding/columns.js';

/** The classes of what terminals mark by these numbers. */
const MARKS: { readonly [code: string]: string } = {
  1: 'strong',
  2: 'quiet',
  31: 'bad',
  32: 'good',
  33: 'careful',
};

const CELL = { width: 8.4, height: 20 };
const MARGIN = 16;
const BAR = 28;

const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** The parts of a line, each with the class of its mark; the sequences themselves are gone. */
function partsOf(line: string): readonly (readonly [text: string, mark: string | undefined])[] {
  return line.split('\u001b[').flatMap((part, i) => {
    // Each part but the first begins with the rest of a sequence: `31m`.
    const end = i === 0 ? 0 : part.indexOf('m') + 1;
    const text = part.slice(end);
    return text === '' ? [] : [[text, end === 0 ? undefined : MARKS[part.slice(0, end - 1)]] as const];
  });
}

/**
 * What a terminal shows, as a picture that is readable on light and on dark.
 *
 * @param title - What it shows, for those who do not see it.
 * @param text - Lines, with the sequences for colours that `--color always` prints.
 * @returns SVG: text as text, so that it can be selected and searched.
 */
export function terminalPicture(title: string, text: string): string {
  const lines = text.trimEnd().split('\n');
  const columns = Math.max(...lines.map((line) => columnsOf(stripVTControlCharacters(line))));
  const width = Math.ceil(columns * CELL.width + 2 * MARGIN);
  const height = lines.length * CELL.height + 2 * MARGIN + BAR;
  const rows = lines.map((line, i) => {
    const spans = partsOf(line).map(([part, mark]) =>
      mark ? `<tspan class="${mark}">${escaped(part)}</tspan>` : escaped(part),
    );
    const y = BAR + MARGIN + (i + 0.75) * CELL.height;
    return `  <text x="${MARGIN}" y="${y}">${spans.join('')}</text>`;
  });
  const dots = [0, 1, 2].map((i) => `  <circle cx="${MARGIN + 4 + i * 18}" cy="${BAR / 2 + 4}" r="5"/>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
  <title>${escaped(title)}</title>
  <style>
    rect { fill: #f6f8fa; stroke: #d0d7de }
    circle { fill: #d0d7de }
    text { fill: #1f2328; font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; white-space: pre }
    .strong { font-weight: 600 } .quiet { fill: #59636e } .bad { fill: #c4161c } .good { fill: #116329 } .careful { fill: #7d4e00 }
    @media (prefers-color-scheme: dark) {
      rect { fill: #0d1117; stroke: #3d444d } circle { fill: #3d444d } text { fill: #e6edf3 }
      .quiet { fill: #9198a1 } .bad { fill: #ff7b72 } .good { fill: #3fb950 } .careful { fill: #d29922 }
    }
  </style>
  <rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>
${[...dots, ...rows].join('\n')}
</svg>
`;
}
