import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { entries, root, specifierOf } from './project.js';

/** A page of the site that a Markdown file of the project is. */
interface Page {
  /** The file, from the root of the project. */
  readonly source: string;
  /** Where it stands on the site, without an ending: `bindings`. */
  readonly route: string;
  readonly title: string;
}

/** Pages that belong together, as the sidebar has them. */
interface Group {
  readonly title: string;
  readonly pages: readonly Page[];
}

const GROUPS: readonly (readonly [title: string, files: readonly string[]])[] = [
  ['Start', ['README.md', 'docs/recipes.md']],
  [
    'Guide',
    [
      'docs/generation.md',
      'docs/health.md',
      'docs/bindings.md',
      'docs/suspension.md',
      'docs/rollouts.md',
      'docs/declarative.md',
      'docs/lua.md',
      'docs/webhook.md',
      'docs/readers.md',
    ],
  ],
  [
    'Coming from',
    ['docs/coming-from-karmadactl.md', 'docs/coming-from-lua.md', 'docs/coming-from-argo-cd-health.md'],
  ],
];
const FURTHER = 'Kinds, rules, costs';
const PROJECT = ['ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'];

/** Every page that is written by hand, in the order of the sidebar; one that no group names is among the further ones. */
export function groups(): readonly Group[] {
  const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file.replaceAll('\\', '/')}`)
    .sort();
  const present = new Set([...readdirSync(root), ...docs]);
  const named = new Set(GROUPS.flatMap(([, files]) => files));
  const all = [
    ...GROUPS,
    [FURTHER, docs.filter((file) => !named.has(file))] as const,
    ['Project', PROJECT] as const,
  ];
  return all.map(([title, files]) => ({
    title,
    pages: files.filter((file) => present.has(file)).map(pageOf),
  }));
}

function pageOf(source: string): Page {
  const text = readFileSync(join(root, source), 'utf8');
  if (source === 'README.md') return { source, route: 'index', title: 'Introduction' };
  const route = source
    .replace(/^docs\//, '')
    .replace(/\.md$/, '')
    .toLowerCase();
  return { source, route, title: /^# (.+)$/m.exec(text)?.[1] ?? route };
}

/** The page of an entry in the reference: `reference/webhook/node`, and `reference/core` for the core. */
export const referenceRoute = (entry: string): string => `reference/${entry === '' ? 'core' : entry}`;

/** The entries with their pages, for the sidebar. */
export function referencePages(): readonly { readonly title: string; readonly route: string }[] {
  return [
    { title: 'Entries', route: 'reference/index' },
    ...entries.map((entry) => ({ title: specifierOf(entry), route: referenceRoute(entry) })),
  ];
}

/** The anchor of a heading, as GitHub makes it, so that one link is right in both places. */
export function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
    .replace(/\s/g, '-');
}
