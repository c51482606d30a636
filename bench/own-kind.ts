// Any kind as the benchmarks know theirs: its members are varied from one status that it takes.
import { existsSync, readFileSync } from 'node:fs';
import {
  createInterpreter,
  defaultInterpreters,
  type Interpreter,
  type KindInterpreter,
} from 'karmada-interpreter';
import { compileInterpreter } from 'karmada-interpreter/declarative';
import { compileCustomizations, declarationOf } from 'karmada-interpreter/lua';
import { parse } from 'yaml';
import { clusterNames, parsed, statusOf, workloadOf } from './fixtures.js';
import { type BenchKind, benchKinds, type Status } from './kinds.js';
import type { Job } from './measure.js';
import type { OwnKindOptions } from './options.js';
import { type Random, randomFrom, seedOf } from './random.js';

/** A kind to be measured, and the interpreter that knows it. */
export interface OwnKind {
  readonly kind: BenchKind;
  readonly interpreter: Interpreter;
}

type Fields = Readonly<Record<string, unknown>>;

const TIME = '2024-08-31T12:00:00Z';

/** What a field may hold: the first of these that the interpreter takes. */
const PLAUSIBLE: readonly unknown[] = [
  3,
  'rev-6f6c8b5d',
  TIME,
  true,
  '100m',
  [{ type: 'Ready', status: 'True', reason: 'Succeeded', message: 'all is well', lastTransitionTime: TIME }],
  { one: 'rev-6f6c8b5d' },
  { one: 3 },
  { one: TIME },
  { one: { active: 3 } },
];

/** The kind that the options name, with members as far as its interpreter, its declaration or a sample tells. */
export function ownKind({ kind, declaration, sample }: OwnKindOptions): OwnKind {
  const own = declaration === undefined ? undefined : declaredKind(declaration);
  const interpreter = createInterpreter({
    interpreters: own ? [...defaultInterpreters, own.found] : defaultInterpreters,
  });
  const given = sample === undefined ? undefined : (read(sample).status as Fields | undefined);
  if (sample !== undefined && typeof given !== 'object')
    throw new Error(`${sample} has no status: take an object as it stands in a member cluster`);
  const bench = kind === undefined ? undefined : benchKinds.find(({ name }) => name === kind);
  if (!own && !given && bench) return { kind: bench, interpreter };
  const found = own?.found ?? kindNamed(kind ?? '');
  const status = given ?? sampleOf(own?.fields ?? found);
  if (Object.keys(status).length === 0)
    throw new Error(
      `${found.kind} does not tell what its status holds: give --sample FILE, an object with one`,
    );
  const [apiVersion = ''] = found.apiVersions;
  const report: BenchKind['report'] = (written, random, omitted) => vary(status, written, random, omitted);
  return { kind: { name: found.kind, apiVersion, kind: found.kind, report }, interpreter };
}

function read(file: string): Fields {
  if (!existsSync(file)) throw new Error(`there is no file ${file}`);
  const object: unknown = parse(readFileSync(file, 'utf8'));
  if (typeof object !== 'object' || object === null) throw new Error(`${file} holds no object`);
  return object as Fields;
}

/** The interpreter that a file declares, and of a script the one whose fields are those that it reads. */
function declaredKind(file: string): { readonly found: KindInterpreter; readonly fields: KindInterpreter } {
  const declared = read(file);
  if (declared.kind !== 'ResourceInterpreterCustomization') {
    const found = compileInterpreter(declared);
    return { found, fields: found };
  }
  const [found] = compileCustomizations([declared]);
  if (found === undefined) throw new Error(`${file} customizes nothing`);
  return { found, fields: compileInterpreter(declarationOf(declared).declaration) };
}

/** The built-in kind of a name, with or without its API version. */
function kindNamed(name: string): KindInterpreter {
  const found = defaultInterpreters.find(({ kind, apiVersions }) =>
    [kind, ...apiVersions.map((apiVersion) => `${apiVersion}/${kind}`)].includes(name),
  );
  if (found) return found;
  const names = new Set(defaultInterpreters.map(({ kind }) => kind));
  throw new Error(`there is no kind ${JSON.stringify(name)}: it may be ${[...names].join(', ')}`);
}

/** A status that an interpreter takes: in each field that it reads, what it does not complain of. */
function sampleOf({ apiVersions, kind, declaration, explainStatus }: KindInterpreter): Fields {
  const template = { apiVersion: apiVersions[0] ?? '', kind, metadata: { generation: 1 } };
  const takes = (field: string, value: unknown): boolean =>
    explainStatus?.(template, [{ clusterName: 'member', status: { [field]: value } }]).problems.length === 0;
  const reflected = declaration?.reflects === 'whole' ? [] : (declaration?.reflects ?? []);
  const fields = [...Object.keys(declaration?.status ?? {}), ...reflected].map((field) => [
    field,
    PLAUSIBLE.find((value) => takes(field, value)),
  ]);
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

/** Writes a status like another: counts by chance, times by chance, a bad condition here and there. */
function vary(status: Fields, written: Status, random: Random, omitted: number): void {
  Object.entries(status).forEach(([field, value], i) => {
    if (i > 0 && (omitted >> (i % 5)) & 1) return;
    written[field] = varied(value, random);
  });
}

function varied(value: unknown, random: Random): unknown {
  if (typeof value === 'number') return random.below(Math.max(2, 2 * value));
  if (typeof value === 'string') return variedText(value, random);
  if (Array.isArray(value)) return value.map((entry) => varied(entry, random));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([field, below]) => [field, varied(below, random)]);
  const object = Object.fromEntries(fields);
  const bad = typeof object.type === 'string' && object.status === 'True' && random.below(40) === 0;
  return bad ? { ...object, status: 'False', message: `attempt ${random.below(5)} has failed` } : object;
}

/** Times differ from member to member, hashes now and then, and other texts not at all. */
function variedText(text: string, random: Random): string {
  if (/^\d{4}-\d\d-\d\dT/.test(text))
    return `2024-08-31T11:${10 + random.below(50)}:${10 + random.below(50)}Z`;
  return /[0-9a-f]{7,}$/.test(text) ? `${text.slice(0, -1)}${random.below(3)}` : text;
}

/** How many different statuses the changes of {@link ownJobs} have. */
const STATUSES = 64;

/** The batch of a kind, and one change of a member in an aggregator. */
export function ownJobs({ kind, interpreter }: OwnKind, members: number): { batch: Job; change: Job } {
  const { object, items } = workloadOf(kind, members);
  const aggregator = interpreter.createAggregator(object);
  for (const item of items) aggregator.set(item);
  const names = parsed(clusterNames(members));
  const statuses = Array.from({ length: STATUSES }, (_, i) => parsed(statusOf(kind, seedOf(9, i))));
  const random = randomFrom(5);
  const change = () => ({
    clusterName: names[random.below(members)] as string,
    status: statuses[random.below(STATUSES)] as object,
    applied: true,
    health: 'Healthy' as const,
  });
  return {
    batch: () => interpreter.aggregateStatus(object, items),
    change: () => aggregator.set(change()).aggregate(),
  };
}
