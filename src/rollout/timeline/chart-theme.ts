/** What is drawn of clusters and of stages, by the class of its bar, with its meaning. */
export const MEANINGS = {
  cluster: {
    Progressing: 'in progress',
    Soaking: 'soaking',
    Succeeded: 'succeeded',
    Failed: 'failed',
    TimedOut: 'timed out',
    Skipped: 'left out',
  },
  stage: {
    Progressing: 'stage at work',
    Waiting: 'stage waiting',
    Paused: 'stage stopped',
    Failed: 'stage failed',
  },
} as const;

/** Colours by class, for a light page and for a dark one. */
const COLOURS: { readonly [selector: string]: readonly [light: string, dark: string] } = {
  '.page': ['#ffffff', '#14181d'],
  '.band': ['#f3f5f8', '#1d242b'],
  text: ['#1f2933', '#e4e7eb'],
  '.faint': ['#5f6c7b', '#9aa5b1'],
  '.cluster.Progressing': ['#2f6fde', '#5b93f0'],
  '.cluster.Soaking': ['#9dc0f7', '#2f5597'],
  '.cluster.Succeeded': ['#bfe3c9', '#2a5a3b'],
  '.cluster.Failed': ['#d64545', '#e66a6a'],
  '.cluster.TimedOut': ['#e8833a', '#e8833a'],
  '.cluster.Skipped': ['#cfd6dd', '#3a444e'],
  '.stage.Progressing': ['#52606d', '#9aa5b1'],
  '.stage.Waiting': ['#d9ae2b', '#dcbc4f'],
  '.stage.Paused': ['#d64545', '#e66a6a'],
  '.stage.Failed': ['#d64545', '#e66a6a'],
};

/** The style sheet of a chart, which follows the reader's preference. */
export function styleSheet(): string {
  const rules = (dark: boolean) =>
    Object.entries(COLOURS).map(([selector, [light, night]]) => `${selector}{fill:${dark ? night : light}}`);
  return [
    'text{font:12px system-ui,-apple-system,"Segoe UI",sans-serif}',
    '.title{font-size:16px;font-weight:600}',
    '.name{font-weight:600}',
    '.grid{stroke:#dde2e8}',
    ...rules(false),
    `@media (prefers-color-scheme:dark){.grid{stroke:#2d3640}${rules(true).join('')}}`,
  ].join('\n');
}
