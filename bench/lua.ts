// Prints what scripts cost: for each stress customization and number of members, the first call and a steady one,
// beside reading the same data with JSON.parse, and the declared twin of the kind that only counts. Then what it costs
// to compile the longest of their scripts.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileInterpreter } from 'karmada-interpreter/declarative';
import { compileCustomizations } from 'karmada-interpreter/lua';
import { do_not_optimize, measure } from 'mitata';
import { input, names } from '../test/lua/stress-members.js';
import { compileAnew } from './compiling.js';

const data = join(import.meta.dirname, '../test/lua/data');
const read = (name: string) => JSON.parse(readFileSync(join(data, `${name}.json`), 'utf8'));
const customizations: { readonly [name: string]: object } = read('stress-customizations');
const timing: { rows: readonly { name: string; members: number; karmadaCpuMs: number }[] } =
  read('stress-timing');

/** The kind of `counts`, declared. */
const twin = compileInterpreter({
  apiVersion: 'stress.example.org/v1',
  kind: 'CountSet',
  status: {
    replicas: 'sum',
    readyReplicas: 'sum',
    updatedReplicas: 'sum',
    availableReplicas: 'sum',
    unavailableReplicas: 'sum',
    updateRevision: 'last',
    labelSelector: 'last',
  },
});

/** The median time of one run, in milliseconds, once the engine has warmed to it. */
async function milliseconds(job: () => unknown): Promise<number> {
  const { p50 } = await measure(() => do_not_optimize(job()));
  return p50 / 1e6;
}

const compile = (name: string) => {
  const [kind] = compileCustomizations([customizations[name]]);
  if (kind?.aggregateStatus === undefined) throw new Error(`${name} aggregates nothing`);
  return kind.aggregateStatus.bind(kind);
};

function scriptsOf(customization: object): string[] {
  const { spec } = customization as { readonly spec: { readonly customizations: object } };
  return Object.values(spec.customizations).map(({ luaScript }: { readonly luaScript: string }) => luaScript);
}

const three = (value: number | undefined): string =>
  value === undefined ? '' : Number(value.toPrecision(3)).toString();
const row = (...cells: readonly string[]) =>
  console.log(`| ${cells.map((cell) => cell.padStart(10)).join(' | ')} |`);

row('script', 'members', 'first ms', 'steady ms', 'Karmada ms', 'ratio', 'parse ms', 'declared');
for (const name of names) {
  for (const members of [3, 100, 1000]) {
    const { object, items } = input(name, members);
    const text = JSON.stringify({ object, items });
    const first = await milliseconds(() => compile(name)(object, items as never));
    const aggregate = compile(name);
    const steady = await milliseconds(() => aggregate(object, items as never));
    const karmada = timing.rows.find((each) => each.name === name && each.members === members)?.karmadaCpuMs;
    const parse = await milliseconds(() => JSON.parse(text));
    const declared =
      name === 'counts'
        ? await milliseconds(() => twin.aggregateStatus?.(object, items as never))
        : undefined;
    row(
      ...[name, `${members}`, three(first), three(steady), three(karmada)],
      ...[three(karmada && karmada / steady), three(parse), three(declared)],
    );
  }
}

const scripts = Object.values(customizations)
  .flatMap(scriptsOf)
  .sort((a, b) => b.length - a.length);
const [longest = ''] = scripts;
const compiling = await milliseconds(() => compileAnew(longest));
console.log(`\nCompiling the longest script, of ${longest.length} bytes: ${three(compiling)} ms`);
