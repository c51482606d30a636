import type { ParsedPath } from '../boundary/parse-path.js';
import { isCount, isFields, type KubernetesObject } from '../kubernetes/object.js';
import { conditions } from '../reducers/conditions/conditions.js';
import {
  first,
  last,
  max,
  min,
  type Reducer,
  reflected,
  type StatusField,
  sum,
  worst,
} from '../reducers/reducers.js';
import type { StatusDeclaration } from '../status/status-shape.js';
import { WRITTEN } from '../status/written.js';
import type { FieldRule, ReducerName, ReducerRule } from './interpreter-declaration.js';
import { parsedPath, reader } from './reader.js';
import { all, any, union } from './reducers.js';

const BY_NAME: { readonly [name in ReducerName]: () => StatusField } = {
  ...{ sum, last, first, max, min, all, any, union, conditions, reflected },
};

/** A kind's status as it is declared to the core, and what stands elsewhere in a member. */
interface CompiledStatus {
  readonly status: StatusDeclaration;
  /** The member with every field of its status under its own name; `undefined` where all of them are there already. */
  readonly gather: (<T extends KubernetesObject>(object: T) => T) | undefined;
}

/** Works out how each field of a status is reduced, and where it is collected from. */
export function compileStatus(rules: { readonly [field: string]: FieldRule }): CompiledStatus {
  const status: Record<string, StatusField> = {};
  const elsewhere: [field: string, collect: (object: object) => unknown][] = [];
  for (const field of inOrder(Object.keys(rules))) {
    const rule = rules[field] as FieldRule;
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

/** Counts alone in the order in which a built-in kind has the same: for those there is code with their names. */
function inOrder(fields: readonly string[]): readonly string[] {
  const lists = Object.keys(WRITTEN).map((list) => list.split(' '));
  return (
    lists.find((list) => list.length === fields.length && list.every((field) => fields.includes(field))) ??
    fields
  );
}

/** The reducer that a rule names. */
function reducerOf(rule: ReducerName | ReducerRule): StatusField {
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
function collector(path: ParsedPath, reducer: StatusField, takesItems: boolean): (object: object) => unknown {
  const read = reader(path);
  if (path.steps) return (object) => read(object)[0];
  if (takesItems) {
    return (object) => {
      const found = read(object);
      return found.length === 0 ? undefined : found;
    };
  }
  return (object) => reduced(reducer as Exclude<StatusField, { reflectOnly: true }>, read(object));
}

/** What the values of one member come to. */
function reduced(reducer: Reducer | { readonly limit: number }, values: readonly unknown[]): unknown {
  if ('limit' in reducer) {
    const { limit } = reducer;
    const malformed = values.find((value) => !isCount(value, limit));
    if (malformed !== undefined || values.length === 0) return malformed;
    return Math.min(
      (values as readonly number[]).reduce((total, value) => total + value, 0),
      limit,
    );
  }
  const state = reducer.start();
  for (const value of values) if (!reducer.add(state, value, '')) return value;
  return reducer.finish(reducer.part(state), { previous: undefined, observedGeneration: 0 });
}
