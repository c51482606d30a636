import type { Arbitrary } from 'fast-check';
import { invalid } from '../errors.js';
import type { AggregatedStatusItem } from '../generation/items.js';
import { RESOURCE_TEMPLATE_GENERATION_ANNOTATION } from '../generation/processed-generation.js';
import type { KindInterpreter } from '../interpreters/kind-interpreter.js';
import { type Fields, isFields, type KubernetesObject } from '../kubernetes/object.js';
import { withOwn } from './deep-freeze.js';
import { factsOf, formatIn, type KindFacts } from './facts.js';
import type { FastCheck } from './fast-check.js';
import { placesIn, withAt } from './places.js';
import { type KindShape, shapeOf } from './shape/kind-shape.js';
import { plainValueOf } from './shape/shape.js';
import { CLUSTERS, valueArbitraries } from './value-arbitraries.js';
import { withoutEmpties } from './without-empties.js';

/** What is known of a kind that its interpreter does not tell: examples, or arbitraries of one's own. */
export interface KindExamples {
  /** A template of the kind: its fields are varied by their types. An arbitrary is taken as it is. */
  readonly template?: KubernetesObject | Arbitrary<KubernetesObject> | undefined;
  /** The status of a member, with every field that it may have; or an arbitrary of such statuses. */
  readonly member?: object | Arbitrary<object> | undefined;
}

/** Arbitraries of the objects that one kind of interpreter has to do with. */
export interface KindArbitraries {
  /** Templates, each with a generation, and with a status that some earlier aggregation may have written. */
  readonly template: Arbitrary<KubernetesObject>;
  /** What one member reports: well-formed, in whatever state. */
  readonly member: Arbitrary<AggregatedStatusItem>;
  /** What several members report, each under a name of its own, in any order. */
  readonly items: Arbitrary<readonly AggregatedStatusItem[]>;
  /** The same with damages: fields of wrong types, numbers that are none, statuses that are no objects. */
  readonly damaged: Arbitrary<readonly AggregatedStatusItem[]>;
  /** Templates with one malformed place. */
  readonly damagedTemplate: Arbitrary<KubernetesObject>;
}

/**
 * Arbitraries of templates and members of a kind, in all the states and damages that this library's own tests use.
 *
 * The fields of the kind are those that its declaration has and its interpreter reads, their types what it does not
 * refuse; of a script, which lets nobody see what it reads, those that statuses usually have: give it `examples`.
 *
 * @param fc - The module fast-check.
 * @param interpreter - The interpreter of the kind, declared, written or compiled.
 * @param examples - What is known of the kind besides.
 * @returns One arbitrary of each sort of object.
 * @throws InterpreterError `INVALID_OPTIONS` where `fc` or `interpreter` is none, an example is no object, or the template is
 * of another kind.
 * @example
 * const { template, items } = arbitraries(fc, deployment);
 * fc.assert(fc.property(template, items, (object, members) => render(object, members).length > 0));
 */
export function arbitraries(
  fc: FastCheck,
  interpreter: KindInterpreter,
  examples: KindExamples = {},
): KindArbitraries {
  return studyKind(fc, interpreter, examples).arbitraries;
}

/** The arbitraries of a kind, and what the laws have to know of it. */
export function studyKind(
  fc: FastCheck,
  interpreter: KindInterpreter,
  examples: KindExamples,
): { readonly arbitraries: KindArbitraries; readonly facts: KindFacts } {
  if (typeof fc?.property !== 'function')
    throw invalid('INVALID_OPTIONS', 'fc', fc, "the module fast-check: import fc from 'fast-check'");
  if (!isFields(interpreter) || !Array.isArray(interpreter.apiVersions))
    throw invalid('INVALID_OPTIONS', 'interpreter', interpreter, 'an interpreter of one kind');
  for (const name of ['template', 'member'] as const)
    if (examples[name] !== undefined && !isFields(examples[name]))
      throw invalid('INVALID_OPTIONS', `options.${name}`, examples[name], 'an object or an arbitrary');
  const given = { template: split(fc, examples.template), member: split(fc, examples.member) };
  const seen = <T>(from: Arbitrary<T> | undefined): readonly T[] =>
    from ? fc.sample(from, { numRuns: 20, seed: 1 }) : [];
  const sample = given.template.example ?? seen(given.template.arbitrary)[0];
  const { apiVersion = interpreter.apiVersions[0], kind = interpreter.kind } = sample ?? {};
  if (kind !== interpreter.kind || !interpreter.apiVersions.some((version) => version === apiVersion)) {
    const own = `${interpreter.apiVersions.join(' or ')} ${interpreter.kind}`;
    throw invalid('INVALID_OPTIONS', 'options.template', `${apiVersion} ${kind}`, `of the kind ${own}`);
  }
  const shape = shapeOf(interpreter, {
    template: sample,
    statuses: [given.member.example, ...seen(given.member.arbitrary)],
  });
  // What is written by hand may count on JSON, and what is a script reads what is empty as absent.
  const blackBox = interpreter.declaration === undefined;
  const values = valueArbitraries(fc, blackBox);
  const read = <T extends object>(value: T): T => (blackBox ? (withoutEmpties(value) as T) : value);
  const status =
    given.member.arbitrary ?? statusOf(fc, interpreter, shape, values).map(wellFormed(interpreter)).map(read);
  const template =
    given.template.arbitrary ??
    templateOf(fc, interpreter, shape, values, given.template.example).map((object) => ({
      ...read(object),
      spec: read(object.spec ?? {}),
    }));
  const member = memberOf(fc, fc.option(status, { nil: undefined, freq: 6 }));
  const places = fc.tuple(status, fc.nat(), values.wrong).map(([whole, nth, by]) => {
    const below = placesIn(whole);
    const place = below[nth % Math.max(1, below.length)];
    return place === undefined ? by : withAt(whole, place, by);
  });
  const strange = fc.oneof(
    { weight: 6, arbitrary: places },
    fc.constantFrom<unknown>('x', 5, [], true, null),
  );
  const broken = memberOf(fc, strange as Arbitrary<object>);
  const several = (one: Arbitrary<AggregatedStatusItem>) =>
    fc.uniqueArray(one, { maxLength: 6, selector: ({ clusterName }) => clusterName });
  const made = {
    ...{ template, member, items: several(member) },
    damaged: several(fc.oneof({ weight: 2, arbitrary: member }, { weight: 1, arbitrary: broken })),
    damagedTemplate: fc.tuple(template, fc.nat(), values.wrong).map(([whole, nth, by]) => {
      // Of another kind it would be refused for that.
      const below = placesIn(whole).filter(([field]) => field !== 'apiVersion' && field !== 'kind');
      return withAt(whole, below[nth % below.length] ?? ['spec'], by);
    }),
  };
  return { arbitraries: made, facts: factsOf(interpreter, (plainValueOf(shape.status) ?? {}) as Fields) };
}

/** An example, or the arbitrary that stands in its place. */
function split<T extends object>(
  fc: FastCheck,
  given: T | Arbitrary<T> | undefined,
): { readonly example?: T; readonly arbitrary?: Arbitrary<T> } {
  if (given === undefined) return {};
  const { generate }: { generate?: unknown } = given as object;
  return typeof generate === 'function' && given instanceof fc.Arbitrary
    ? { arbitrary: given as Arbitrary<T> }
    : { example: given as T };
}

/** Statuses of a member: each field may be missing, its generations may be of any standing. */
function statusOf(
  fc: FastCheck,
  interpreter: KindInterpreter,
  shape: KindShape,
  { of, extra }: ReturnType<typeof valueArbitraries>,
): Arbitrary<object> {
  const generation = fc.integer({ min: 0, max: 4 });
  const text = formatIn(interpreter) === 'text';
  const generations = fc.record(
    {
      observedGeneration: text
        ? fc.oneof(generation, generation.map(String))
        : fc.oneof(generation, fc.constant(-1)),
      ...{ generation, resourceTemplateGeneration: generation },
    },
    { requiredKeys: [], noNullPrototype: true },
  );
  return fc
    .tuple(extra, of(shape.status) as Arbitrary<object>, generations)
    .map((parts) => withOwn({}, parts.flatMap(Object.entries)));
}

/** A status without the fields in which its interpreter finds something malformed: as where an item lacks its name. */
function wellFormed(interpreter: KindInterpreter): (status: object) => object {
  const { apiVersions, kind } = interpreter;
  const template = { apiVersion: apiVersions[0], kind, metadata: { generation: 1 } };
  const problemsIn = (status: object): readonly (string | undefined)[] => {
    try {
      const { problems = [] } = interpreter.explainStatus?.(template, [{ clusterName: 'a', status }]) ?? {};
      return problems.map(({ path }) => path.split(/[.[]/)[1]);
    } catch {
      // A law says so, with the members.
      return [];
    }
  };
  return (status) => {
    const fields = new Set(problemsIn(status));
    return fields.size === 0
      ? status
      : withOwn(
          {},
          Object.entries(status).filter(([field]) => !fields.has(field)),
        );
  };
}

function memberOf(fc: FastCheck, status: Arbitrary<object | undefined>): Arbitrary<AggregatedStatusItem> {
  const generation = fc.integer({ min: 0, max: 4 });
  return fc
    .record(
      {
        clusterName: fc.constantFrom(...CLUSTERS),
        applied: fc.boolean(),
        appliedMessage: fc.constantFrom('', 'quota exceeded'),
        health: fc.constantFrom('Healthy', 'Unhealthy', 'Unknown'),
        beside: fc.record(
          {
            resourceTemplateGeneration: generation,
            memberGeneration: generation,
            memberObservedGeneration: generation,
          },
          { requiredKeys: [], noNullPrototype: true },
        ),
        status,
      },
      { requiredKeys: ['clusterName', 'status'], noNullPrototype: true },
    )
    .map(({ beside, status: own, ...item }) => ({
      ...item,
      // Most members have their generations within the status alone.
      ...(item.appliedMessage === undefined && beside),
      ...(own !== undefined && { status: own }),
    })) as Arbitrary<AggregatedStatusItem>;
}

/** Templates of the kind: its spec by its shape, some with what an earlier aggregation has left. */
function templateOf(
  fc: FastCheck,
  interpreter: KindInterpreter,
  shape: KindShape,
  { of, extra }: ReturnType<typeof valueArbitraries>,
  example: KubernetesObject | undefined,
): Arbitrary<KubernetesObject> {
  const { apiVersions, kind } = interpreter;
  const generation = fc.integer({ min: 0, max: 4 });
  const observed = fc.record({ observedGeneration: generation }, { requiredKeys: [], noNullPrototype: true });
  const status = fc
    .tuple(extra, of(shape.status) as Arbitrary<object>, observed)
    .map((parts) => wellFormed(interpreter)(withOwn({}, parts.flatMap(Object.entries))));
  const metadata = fc.record(
    {
      ...{ name: fc.constant('web'), namespace: fc.constant('shop'), generation },
      labels: fc.constant({ 'resourcetemplate.karmada.io/retain-replicas': 'true' }),
      annotations: generation.map((stamp) => ({ [RESOURCE_TEMPLATE_GENERATION_ANNOTATION]: `${stamp}` })),
    },
    { requiredKeys: ['name', 'namespace', 'generation'], noNullPrototype: true },
  );
  return fc
    .tuple(fc.constantFrom(...apiVersions), metadata, of(shape.spec), fc.option(status, { nil: undefined }))
    .map(([apiVersion, meta, spec, own]) => ({
      ...{ apiVersion, kind, ...example },
      metadata: { ...example?.metadata, ...meta },
      spec: { ...example?.spec, ...(spec as object) },
      ...(own && { status: own }),
    }));
}
