import type { Curve } from './crossover.js';

/** A part of the picture: the curves of one kind. */
export interface Panel {
  readonly title: string;
  readonly curves: readonly Curve[];
}

const PANEL = { width: 440, height: 320, left: 62, right: 26, top: 34, bottom: 44 };
const LEGEND = 40;

/** What the curves look like, in their order: a colour in light and in dark, dashes, and the mark of a point. */
const LOOKS = [
  { light: '#6e7781', dark: '#8b949e', dash: '2 3' },
  { light: '#0969da', dark: '#58a6ff', dash: '' },
  { light: '#8250df', dark: '#d2a8ff', dash: '7 4' },
  { light: '#bc4c00', dark: '#f0883e', dash: '' },
] as const;

const STYLE = `
text { font: 12px system-ui, sans-serif; fill: #1f2328 }
.title { font-size: 14px; font-weight: 600 }
.faint { fill: #59636e }
.ground { fill: #ffffff }
.grid { stroke: #d1d9e0; stroke-width: 1 }
.curve { fill: none; stroke-width: 2 }
${LOOKS.map(({ light }, i) => `.c${i} { stroke: ${light} } .d${i} { fill: ${light} }`).join('\n')}
@media (prefers-color-scheme: dark) {
text { fill: #f0f6fc }
.faint { fill: #9198a1 }
.ground { fill: #0d1117 }
.grid { stroke: #3d444d }
${LOOKS.map(({ dark }, i) => `.c${i} { stroke: ${dark} } .d${i} { fill: ${dark} }`).join('\n')}
}`;

/** Draws cost by number of members, a panel a kind, all on the same logarithmic axes, as an SVG document. */
export function drawChart(panels: readonly Panel[]): string {
  const points = panels.flatMap(({ curves }) => curves.flatMap(({ points }) => points));
  const x = scaleOf(
    points.map(([members]) => members),
    PANEL.left,
    PANEL.width - PANEL.right,
  );
  const y = scaleOf(
    points.map(([, cost]) => cost),
    PANEL.height - PANEL.bottom,
    PANEL.top,
  );
  const width = PANEL.width * panels.length;
  const height = PANEL.height + LEGEND;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title">`,
    `<title id="title">What aggregation costs by number of members: ${panels.map(({ title }) => escaped(title)).join(', ')}</title>`,
    `<style>${STYLE}</style>`,
    `<rect class="ground" width="${width}" height="${height}"/>`,
    ...panels.map(
      (panel, i) => `<g transform="translate(${i * PANEL.width} 0)">${drawPanel(panel, x, y)}</g>`,
    ),
    drawLegend(panels[0]?.curves ?? []),
    '</svg>',
    '',
  ].join('\n');
}

/** A logarithmic axis over whole decades. */
interface Scale {
  readonly ticks: readonly number[];
  at(value: number): number;
}

function scaleOf(values: readonly number[], from: number, to: number): Scale {
  const first = Math.floor(Math.log10(Math.min(...values)) + 1e-9);
  const last = Math.max(first + 1, Math.ceil(Math.log10(Math.max(...values)) - 1e-9));
  return {
    ticks: Array.from({ length: last - first + 1 }, (_, i) => 10 ** (first + i)),
    at: (value) =>
      Math.round((from + ((Math.log10(value) - first) / (last - first)) * (to - from)) * 10) / 10,
  };
}

function drawPanel({ title, curves }: Panel, x: Scale, y: Scale): string {
  const { width, height, left, right, top, bottom } = PANEL;
  const grid = [
    ...y.ticks.map((tick) => {
      const at = y.at(tick);
      return `<path class="grid" d="M${left} ${at}H${width - right}"/><text class="faint" x="${left - 8}" y="${at + 4}" text-anchor="end">${durationOf(tick)}</text>`;
    }),
    ...x.ticks.map((tick) => {
      const at = x.at(tick);
      return `<path class="grid" d="M${at} ${top}V${height - bottom}"/><text class="faint" x="${at}" y="${height - bottom + 18}" text-anchor="middle">${tick.toLocaleString('en')}</text>`;
    }),
  ];
  const lines = curves.map(({ points }, i) => {
    const places = points.map(([members, cost]) => [x.at(members), y.at(cost)] as const);
    const dots = places.map(([cx, cy]) => `<circle class="d${i}" cx="${cx}" cy="${cy}" r="2.5"/>`);
    return `<path class="curve c${i}"${dashOf(i)} d="M${places.map((place) => place.join(' ')).join('L')}"/>${dots.join('')}`;
  });
  const names = [
    `<text class="title" x="${left}" y="20">${escaped(title)}</text>`,
    `<text class="faint" x="${(left + width - right) / 2}" y="${height - 6}" text-anchor="middle">members</text>`,
  ];
  return [...grid, ...lines, ...names].join('\n');
}

function drawLegend(curves: readonly Curve[]): string {
  let left = PANEL.left;
  return curves
    .map(({ name }, i) => {
      const [start, y] = [left, PANEL.height + 18];
      // A letter is some seven pixels wide.
      left += 36 + 7 * name.length + 24;
      return `<path class="curve c${i}"${dashOf(i)} d="M${start} ${y}h28"/><text x="${start + 36}" y="${y + 4}">${escaped(name)}</text>`;
    })
    .join('\n');
}

function dashOf(curve: number): string {
  const dash = LOOKS[curve]?.dash;
  return dash ? ` stroke-dasharray="${dash}"` : '';
}

function durationOf(nanoseconds: number): string {
  if (nanoseconds >= 1e6) return `${nanoseconds / 1e6} ms`;
  return nanoseconds >= 1000 ? `${nanoseconds / 1000} µs` : `${nanoseconds} ns`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
