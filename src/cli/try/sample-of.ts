import type { InterpreterDeclaration, Reduction } from 'karmada-interpreter/declarative';
import { parsePath, type Step } from '../../boundary/parse-path.js';
import { type Fields, isFields } from '../../kubernetes/object.js';

const TIME = '2026-01-01T00:00:00Z';

/** What a member may report in a field, by the reducer of the field. */
const VALUES: { readonly [reducer: string]: unknown } = {
  sum: 2,
  quantity: '1Gi',
  last: 'value',
  first: 'value',
  agreed: 'value',
  max: 2,
  min: 2,
  earliest: TIME,
  latest: TIME,
  all: true,
  any: true,
  union: ['value'],
  reflected: 'value',
  conditions: [{ type: 'Ready', status: 'True', reason: 'Ready', message: '', lastTransitionTime: TIME }],
};

/** The same where the declaration says of which type the value is. */
const TYPED: { readonly [type: string]: unknown } = { number: 2, integer: 2, boolean: true, object: {} };

const POD_TEMPLATE = {
  spec: { containers: [{ name: 'main', image: 'example', resources: { requests: { cpu: '100m' } } }] },
};

/**
 * An object of a declared kind as a member cluster may have it: with replicas, a pod template and every field of the
 * status that the declaration names.
 *
 * @param declaration - A declaration that compiles.
 */
export function sampleOf(declaration: InterpreterDeclaration): Fields {
  const { apiVersion, kind, replicas, status = {}, choose } = declaration;
  let sample: unknown = {
    apiVersion: typeof apiVersion === 'string' ? apiVersion : apiVersion[0],
    kind,
    metadata: { name: 'sample', namespace: 'default', generation: 1 },
    spec: {},
    status: { observedGeneration: 1 },
  };
  const put = (path: string | undefined, value: unknown) => {
    const parsed = path === undefined ? undefined : parsePath(path);
    if (parsed && 'steps' in parsed && parsed.steps) sample = withStep(sample, parsed.steps, value);
  };
  put(replicas?.path, 2);
  put(replicas?.podTemplate, POD_TEMPLATE);
  for (const [field, rule] of Object.entries(status)) {
    const { from, reduce } = isFields(rule) ? (rule as { from?: string; reduce?: Reduction }) : {};
    put(from ?? `$.status.${field}`, valueFor(reduce ?? (rule as Reduction)));
  }
  for (const [field, worst] of Object.entries(choose?.worstBy ?? {})) put(`$.status.${field}`, worst.at(-1));
  return sample as Fields;
}

/** A value that a reducer takes. */
function valueFor(reduction: Reduction): unknown {
  if (typeof reduction === 'string') return VALUES[reduction];
  const { worst, phase, everyMember, map, mapPerCluster, object, list } = reduction;
  if (worst) return worst.at(-1);
  if (phase) return phase.order.at(-1);
  if (everyMember) return valueFor(everyMember);
  if (map || mapPerCluster) return { key: valueFor((map ?? mapPerCluster) as Reduction) };
  if (object) return mapped(object);
  if (list) return [{ ...Object.fromEntries(list.by.map((key) => [key, 'value'])), ...mapped(list.fields) }];
  if (typeof reduction.union === 'string') return [{ [reduction.union]: 'value' }];
  const typed = TYPED[`${reduction.last ?? reduction.first}`];
  const name = Object.keys(reduction).find((key) => key in VALUES);
  return typed ?? (name === undefined ? VALUES.conditions : VALUES[name]);
}

function mapped(fields: { readonly [field: string]: Reduction }): Fields {
  return Object.fromEntries(Object.entries(fields).map(([field, rule]) => [field, valueFor(rule)]));
}

/** A copy of a value with another value at some steps. */
function withStep(holder: unknown, [step, ...rest]: readonly Step[], value: unknown): unknown {
  if (step === undefined) return value;
  if (typeof step === 'number') {
    const list = Array.isArray(holder) ? [...holder] : [];
    list[step] = withStep(list[step], rest, value);
    return Array.from(list, (item) => item ?? {});
  }
  const fields = isFields(holder) ? holder : {};
  return { ...fields, [step]: withStep(fields[step], rest, value) };
}
