import type { ParsedPath } from '../boundary/parse-path.js';
import { NEVER } from '../generation/processed-generation.js';
import { isFields, type KubernetesObject } from '../kubernetes/object.js';
import { conditions } from '../reducers/conditions/conditions.js';
import type { Federation, Reducer } from '../reducers/reducer.js';
import { reflected } from '../reducers/reflected.js';
import { sum } from '../reducers/sum.js';
import { union } from '../reducers/union.js';
import { all, any, first, last, max, min, worst } from '../reducers/values.js';
import type { StatusDeclaration } from '../status/compiled-status.js';
import type { FieldRule, ReducerName, ReducerRule } from './interpreter-declaration.js';
import { parsedPath, reader } from './reader.js';

const BY_NAME: { readonly [name in ReducerName]: () => Reducer } = {
  ...{ sum, last, first, max, min, all, any, union, conditions, reflected },
};

/** A kind's status as it is declared to the core, and what stands elsewhere in a member. */
interface CompiledFields {
  readonly status: StatusDeclaration;
  /** The member with every field of its status under its own name; `undefined` where all of them are there already. */
  readonly gather: (<T extends KubernetesObject>(object: T) => T) | undefined;
}

/** Works out how each field of a status is reduced, and where it is collected from. */
export function compileFields(rules: { readonly [field: string]: FieldRule }): CompiledFields {
  const status: Record<string, Reducer> = {};
  const elsewhere: [field: string, collect: (object: object) => unknown][] = [];
  for (const [field, rule] of Object.entries(rules)) {
    const { from, reduce = rule } = typeof rule === 'string' ? {} : rule;
    const reducer = reducerOf(reduce);
    status[field] = reducer;
    if (from !== undefined) elsewhere.push([field, collector(parsedPath(from), reducer, takesList(reduce))]);
  }
  if (elsewhere.length === 0) return { status, gather: undefined };
  return {
    status,
    gather: (object) => {
      if (!isFields(object?.status)) return object;
      const collected = elsewhere.map(([field, collect]) => [field, collect(object)]);
      return { ...object, status: { ...object.status, ...Object.fromEntries(collected) } };
    },
  };
}

/** The reducer that a rule names. */
function reducerOf(rule: ReducerName | ReducerRule): Reducer {
  if (typeof rule === 'string') return BY_NAME[rule]();
  if (rule.sum) return sum(rule.sum);
  if (rule.last) return last(rule.last);
  if (rule.first) return first(rule.first);
  if (rule.worst) return worst(...rule.worst);
  if (rule.union) return union(rule.union);
  return conditions(rule.conditions as Parameters<typeof conditions>[0]);
}

/** Whether a reducer takes lists, so that the values at several places are its items. */
function takesList(rule: ReducerName | ReducerRule): boolean {
  if (typeof rule === 'string') return rule === 'union' || rule === 'conditions' || rule === 'reflected';
  return rule.union !== undefined || rule.conditions !== undefined;
}

/**
 * What one member reports of a field: the value at the one place, or what the values at several places come to by
 * the rule by which those of several members do. A malformed one is reported as it is, for the explanation to name.
 */
function collector(path: ParsedPath, reducer: Reducer, takesItems: boolean): (object: object) => unknown {
  const read = reader(path);
  if (path.steps) return (object) => read(object)[0];
  if (takesItems) {
    return (object) => {
      const found = read(object);
      return found.length === 0 ? undefined : found;
    };
  }
  return (object) => reduced(reducer, read(object));
}

/** What the values of one member come to; a malformed one in their place. */
function reduced(reducer: Reducer, values: readonly unknown[]): unknown {
  const state = reducer.start();
  for (const value of values) if (!reducer.add(state, value, 'member', NEVER)) return value;
  if (values.length === 0) return undefined;
  return reducer.finish(reducer.part(state), ONE_MEMBER);
}

/** What a reducer may know of a federation, which one member is none of. */
const ONE_MEMBER: Federation = {
  ...{ object: {}, previous: undefined, generation: 0, observedGeneration: 0 },
  ...{ settled: true, members: 1, counts: {} },
};
