import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { build, type Plugin } from 'esbuild';
import { expect, it } from 'vitest';
import { bindingSituations } from '../../scripts/binding-situations.js';

const root = join(import.meta.dirname, '../..');

/** What a component renders to: its name, its properties and what stands in it. */
interface Element {
  readonly type: unknown;
  readonly props: { readonly [name: string]: unknown; readonly children?: unknown };
}

/** React's automatic JSX runtime, as far as it makes elements. */
const jsx = (type: unknown, props: Element['props']): Element => ({ type, props });
const ReactJSX = { jsx, jsxs: jsx, Fragment: 'Fragment' };

/** Has modules come from a global of the page, as Headlamp's build of a plugin does. */
function fromGlobals(globals: { readonly [module: string]: string }): Plugin {
  const filter = new RegExp(`^(${Object.keys(globals).join('|')})$`);
  return {
    name: 'from-globals',
    setup({ onResolve, onLoad }) {
      onResolve({ filter }, ({ path }) => ({ path, namespace: 'global' }));
      onLoad({ filter, namespace: 'global' }, ({ path }) => ({
        contents: `module.exports = ${globals[path]}`,
      }));
    },
  };
}

/** Builds an example for a browser, and gives what it exports. */
async function load(
  entry: string,
  globals: { readonly [module: string]: string },
  page: object,
): Promise<unknown> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'examples', entry)],
    alias: { 'karmada-interpreter/binding': join(root, 'src/binding/index.ts') },
    plugins: [fromGlobals(globals)],
    // That of a plugin extends a file of a package that is not installed here.
    tsconfigRaw: {},
    ...{
      bundle: true,
      write: false,
      platform: 'browser',
      format: 'iife',
      globalName: 'main',
      jsx: 'automatic',
    },
  });
  return runInNewContext(`${outputFiles?.[0]?.text}; main`, page);
}

/** Every element of a tree, with the components of the example itself expanded. */
function elementsOf(node: unknown): Element[] {
  if (Array.isArray(node)) return node.flatMap(elementsOf);
  if (typeof node !== 'object' || node === null || !('props' in node)) return [];
  const element = node as Element;
  if (typeof element.type === 'function') return elementsOf(element.type(element.props));
  return [element, ...Object.values(element.props).flatMap(elementsOf)];
}

/** The elements of a type. */
function find(elements: readonly Element[], type: string): Element['props'][] {
  return elements.filter((element) => element.type === type).map(({ props }) => props);
}

it('the panel of Headlamp shows the clusters of a binding in its own colours', async () => {
  const sections: ((page: { resource?: object }) => unknown)[] = [];
  const CommonComponents = {
    SectionBox: 'SectionBox',
    SimpleTable: 'SimpleTable',
    StatusLabel: 'StatusLabel',
  };
  const pluginLib = {
    ...{ ReactJSX, CommonComponents },
    registerDetailsViewSection: (section: (typeof sections)[number]) => sections.push(section),
  };
  const globals = {
    'react/jsx-runtime': 'pluginLib.ReactJSX',
    '@kinvolk/headlamp-plugin/lib/CommonComponents': 'pluginLib.CommonComponents',
    '@kinvolk/headlamp-plugin/lib': 'pluginLib',
  };
  await load('headlamp/src/index.tsx', globals, { pluginLib });
  const show = (situation: keyof typeof bindingSituations): Element[] => {
    const { binding: jsonData } = bindingSituations[situation];
    return elementsOf(sections[0]?.({ resource: { kind: 'ResourceBinding', jsonData } }));
  };
  const shown = show('NotApplied');
  expect(find(shown, 'StatusLabel')).toMatchObject([{ status: 'error', children: 'Degraded' }]);
  const [table] = find(shown, 'SimpleTable') as unknown as [
    { columns: { label: string; getter: (row: unknown) => unknown }[]; data: unknown[] },
  ];
  const cells = table.data.map((row) => table.columns.map(({ getter }) => getter(row)));
  expect(cells.map(([name]) => name)).toEqual(['member1', 'member2']);
  expect(cells.map(([, state]) => (state as Element).props)).toEqual([
    { status: 'success', children: 'Settled' },
    { status: 'error', children: 'NotApplied' },
  ]);
  expect(cells[1]?.[2]).toMatch(/^member2 could not apply it/);
  expect(find(show('Suspended'), 'StatusLabel')[0]?.status).toBe('');
  expect(find(show('ClusterNotReady'), 'StatusLabel')[0]?.status).toBe('success');
  expect(sections[0]?.({ resource: { kind: 'Pod' } })).toBeNull();
  expect(sections[0]?.({})).toBeNull();
});

it('the card of Backstage shows the clusters of a binding in its own states', async () => {
  const names = [
    'InfoCard',
    'StatusError',
    'StatusOK',
    'StatusPending',
    'StatusRunning',
    'StatusWarning',
    'Table',
  ];
  const globals = { 'react/jsx-runtime': 'ReactJSX', '@backstage/core-components': 'components' };
  const components = Object.fromEntries(names.map((name) => [name, name]));
  const { BindingCard } = (await load('backstage/src/BindingCard.tsx', globals, {
    ReactJSX,
    components,
  })) as {
    BindingCard: (props: object) => unknown;
  };
  const show = (situation: keyof typeof bindingSituations): Element[] =>
    elementsOf(BindingCard(bindingSituations[situation]));
  const shown = show('NotApplied');
  expect(find(shown, 'StatusError')).toEqual([{ children: 'NotApplied' }]);
  expect(find(shown, 'InfoCard')[0]?.subheader).toMatch(/^1 of 2 clusters: member2 /);
  const [table] = find(shown, 'Table') as unknown as [
    { columns: { render?: (row: unknown) => Element }[]; data: { id: string; clusterName: string }[] },
  ];
  expect(table.data.map(({ id }) => id)).toEqual(['member1', 'member2']);
  expect(table.data.map((row) => table.columns[1]?.render?.(row).type)).toEqual(['StatusOK', 'StatusError']);
  for (const [situation, status] of [
    ['Settled', 'StatusOK'],
    ['Suspended', 'StatusPending'],
    ['TemplateBehind', 'StatusRunning'],
    ['ClusterNotReady', 'StatusWarning'],
  ] as const) {
    expect(find(show(situation), status).length).toBe(1);
  }
});
