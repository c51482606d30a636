// Runs the cases that Karmada's customizations and Argo CD's health scripts come with:
// `npx tsx scripts/compare-customizations.ts <checkout of karmada or argo-cd> …`.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { sameJson } from '../src/kubernetes/json.js';
import { compileCustomizations, LuaError, runLua } from '../src/lua/index.js';
import { approximate, parseGoQuantity } from '../src/lua/kube/go-quantity.js';

interface Case {
  readonly name: string;
  readonly expected: unknown;
  readonly run: () => unknown;
}

interface Fields {
  readonly [key: string]: unknown;
}

/** Karmada's form of a case: what is given, and one field of the output for each result. */
interface KarmadaCase {
  readonly name: string;
  readonly operation: string;
  readonly desiredObj?: object;
  readonly observedObj?: object;
  readonly statusItems?: readonly never[];
  readonly inputReplicas?: number;
  readonly output?: Fields;
}

interface ArgoCases {
  readonly tests: readonly {
    readonly inputPath?: string;
    /** Go reads names of fields without regard to case. */
    readonly inputpath?: string;
    readonly healthStatus: { readonly status?: string; readonly message?: string };
  }[];
}

/** What stands in an expected object for a field that does not count. */
const EXCLUDED = '{{EXCLUDE}}';
/** What Argo CD's scripts use beyond what Karmada leaves open: `gsub` with a text for each match. */
const PRELUDE = `function string.gsub(text, pattern, replacement)
  local parts, from = {}, 1
  local first, last = string.find(text, pattern, from)
  while first ~= nil and first <= last do
    table.insert(parts, string.sub(text, from, first - 1) .. replacement)
    from = last + 1
    first, last = string.find(text, pattern, from)
  end
  return table.concat(parts) .. string.sub(text, from)
end
`;

function filesIn(folder: string, end: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(end));
}

/** The documents of a file as Kubernetes' tools read them: times are texts, and `on` is true. */
function read<T>(path: string): T[] {
  const text = readFileSync(path, 'utf8');
  let documents = parsed(text);
  // Texts may go on less indented than YAML has it.
  if (documents.some(({ errors }) => errors.length > 0)) documents = parsed(joined(text));
  return documents.map((document) => document.toJS() as T).filter((value) => value !== null);
}

function parsed(text: string) {
  return [
    ...parseAllDocuments(text, {
      version: '1.1',
      uniqueKeys: false,
      customTags: (tags) => tags.filter((tag) => typeof tag !== 'object' || !tag.tag.endsWith(':timestamp')),
    }),
  ];
}

/** Each quoted text on one line. */
function joined(text: string): string {
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const last = lines.at(-1) ?? '';
    if (last.split("'").length % 2 === 0) lines[lines.length - 1] = `${last} ${line.trim()}`;
    else lines.push(line);
  }
  return lines.join('\n');
}

/** The cases beside the customizations that a checkout of Karmada has. */
function karmadaCases(checkout: string): Case[] {
  const folder = join(checkout, 'pkg/resourceinterpreter/default/thirdparty/resourcecustomizations');
  return filesIn(folder, 'customizations.yaml').flatMap((file) => {
    const [kind] = compileCustomizations(read(join(folder, file)), { now: Date.now() });
    if (kind === undefined) throw new Error(`${file} has no customization`);
    const tests = join(folder, dirname(file), 'testdata');
    return filesIn(tests, '.yaml').flatMap((test) =>
      read<KarmadaCase>(join(tests, test)).map((given) => ({
        name: `${dirname(file)}: ${given.operation}: ${given.name}`,
        expected: given.output,
        run: () => answerOf(kind as Required<typeof kind>, given),
      })),
    );
  });
}

function answerOf(
  kind: Required<ReturnType<typeof compileCustomizations>[number]>,
  given: KarmadaCase,
): Fields {
  const { desiredObj, observedObj } = given;
  const object = desiredObj ?? observedObj ?? {};
  const answers: { readonly [operation: string]: () => Fields } = {
    InterpretReplica() {
      const { replicas, requirements } = kind.getReplicas(object);
      return { replica: replicas, requires: requirements };
    },
    InterpretComponent: () => ({
      components: kind
        .getComponents(object)
        .map(({ requirements, ...rest }) => ({ ...rest, replicaRequirements: requirements })),
    }),
    ReviseReplica: () => ({ revised: kind.reviseReplica(object, given.inputReplicas ?? 0) }),
    Retain: () => ({ retained: kind.retain(object, observedObj ?? {}) }),
    AggregateStatus: () => ({ aggregatedStatus: kind.aggregateStatus(object, given.statusItems) }),
    InterpretStatus: () => ({ status: kind.reflectStatus(observedObj ?? object) }),
    InterpretHealth: () => ({ healthy: kind.interpretHealth(observedObj ?? object).healthy }),
    InterpretDependency: () => ({ dependencies: kind.getDependencies(object) }),
  };
  const answer = answers[given.operation];
  if (answer === undefined) throw new Error(`${given.operation} is no operation`);
  const all = answer();
  // Their cases do not name every result.
  return Object.fromEntries(Object.keys(given.output ?? {}).map((key) => [key, all[key]]));
}

/** The cases beside the health scripts that a checkout of Argo CD has. */
function argoCases(checkout: string): Case[] {
  const folder = join(checkout, 'resource_customizations');
  return filesIn(folder, 'health.lua').flatMap((file) => {
    const beside = join(folder, dirname(file));
    return read<ArgoCases>(join(beside, 'health_test.yaml')).flatMap(({ tests }) =>
      tests.map(({ inputPath, inputpath = '', healthStatus }) => {
        const input = join(beside, inputPath ?? inputpath);
        return {
          name: relative(folder, input),
          expected: healthStatus,
          run() {
            const [object = {}] = read<{ apiVersion?: string; kind?: string }>(input);
            // The script of the object's own kind comes before one for many kinds.
            const [group = ''] = (object.apiVersion ?? '').split('/');
            const own = join(folder, group, object.kind ?? '', 'health.lua');
            return argoHealth(existsSync(own) ? own : join(folder, file), object);
          },
        };
      }),
    );
  });
}

/** Argo CD's scripts find the object in a global variable, and return the health themselves. */
function argoHealth(path: string, object: object): unknown {
  const script = `${PRELUDE} function Health(object) obj = object\n${readFileSync(path, 'utf8')}\nend`;
  const [health] = runLua(script, 'Health', [object], { now: Date.now() });
  return Array.isArray(health) ? {} : health;
}

/** Two answers without what does not count in either: excluded fields, fields without a value, order of lists of objects. */
function agree(expected: unknown, answer: unknown): boolean {
  if (expected === EXCLUDED) return true;
  if (Array.isArray(expected) && Array.isArray(answer)) {
    const [theirs, ours] = [expected, answer].map(inOrder) as [unknown[], unknown[]];
    return theirs.length === ours.length && theirs.every((item, i) => agree(item, ours[i]));
  }
  if (isObject(expected) && isObject(answer)) {
    const keys = new Set([...Object.keys(expected), ...Object.keys(answer)]);
    return [...keys].every((key) =>
      key === 'resourceRequest'
        ? sameQuantities(expected[key], answer[key])
        : agree(expected[key], answer[key]),
    );
  }
  return sameJson(expected ?? '', answer ?? '');
}

function sameQuantities(expected: unknown, answer: unknown): boolean {
  const [theirs, ours] = [expected, answer].map((quantities) =>
    Object.entries(quantities ?? {})
      .map(([name, quantity]) => `${name}: ${approximate(parseGoQuantity(String(quantity)))}`)
      .sort(),
  );
  return sameJson(theirs, ours);
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** References and components come in any order: by their names. */
function inOrder(list: readonly unknown[]): readonly unknown[] {
  const nameOf = (item: unknown) =>
    isObject(item)
      ? ['apiVersion', 'kind', 'namespace', 'name'].map((key) => item[key] ?? '').join('\n')
      : '';
  return [...list].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0));
}

function answered({ run }: Case): unknown {
  try {
    return run();
  } catch (error) {
    if (error instanceof LuaError) return error.message;
    throw error;
  }
}

const checkouts = process.argv.slice(2);
if (checkouts.length === 0) throw new Error('Which folders hold checkouts of karmada and argo-cd?');
for (const checkout of checkouts) {
  const isArgo = existsSync(join(checkout, 'resource_customizations'));
  const cases = isArgo ? argoCases(checkout) : karmadaCases(checkout);
  let same = 0;
  for (const each of cases) {
    const answer = answered(each);
    if (agree(each.expected, answer)) same++;
    else {
      console.log(`OTHER ${each.name}`);
      console.log(`  theirs ${JSON.stringify(each.expected)}\n  ours   ${JSON.stringify(answer)}`);
    }
  }
  console.log(`${checkout}: ${same} of ${cases.length} the same`);
}
