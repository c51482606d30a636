import { type Fields, isAbsent, isFields, setField } from '../kubernetes/object.js';
import { type Federation, mergeParts, type Reducer, reportBelow, type ValueOf } from './reducer.js';

/** Reducers by a name of the declarer's. */
export type Reducers = { readonly [name: string]: Reducer };

/** What reducers come to, by the same names. */
export type ValuesOf<Of extends Reducers> = { readonly [Name in keyof Of]: ValueOf<Of[Name]> | undefined };

/** What is known of the members, by the same names. */
export type CombinedParts = { readonly [name: string]: unknown };

export interface CombinedState {
  readonly states: readonly unknown[];
  /** Whether any member has been added. */
  reported: boolean;
}

/** An `add` that hands one field of a value to another reducer, so that who knows of it may read the field itself. */
interface AddField<Value, Part, State> {
  (...args: Parameters<Reducer<Value, Part, State>['add']>): boolean;
  readonly read?: string;
  readonly reducer?: Reducer<Value, Part, State>;
}

/**
 * Hands the same value to several reducers and makes one of what they come to.
 *
 * @param reducers - What is to be known of the members, by names that are used here alone.
 * @param write - The federation's value, from what is known. It must not depend on anything else.
 * @returns A reducer whose laws follow from those of its parts.
 * @example
 * const used = combine({ all: field('total', sum()), free: field('free', sum()) }, ({ all = 0, free = 0 }) => all - free);
 */
// @__NO_SIDE_EFFECTS__
export function combine<Of extends Reducers, Value>(
  reducers: Of,
  write: (values: ValuesOf<Of>, federation: Federation) => Value | undefined,
): Reducer<Value, CombinedParts, CombinedState> {
  const names = Object.keys(reducers);
  const each = Object.values(reducers);
  // The fields that are read here, so that nobody is called for those that are absent.
  const adds: readonly AddField<unknown, unknown, unknown>[] = each.map(({ add }) => add);
  const read = adds.map((add) => add.read);
  const readers = adds.map((add, r) => add.reducer ?? (each[r] as Reducer));
  return {
    ...(each.some(({ unreported }) => unreported) && { unreported: true }),
    start: (generation) => ({ states: each.map((reducer) => reducer.start(generation)), reported: false }),
    add(state, value, clusterName, processed, report) {
      const { states } = state;
      if (!isAbsent(value)) state.reported = true;
      let sound = true;
      for (let r = 0; r < readers.length; r++) {
        const reducer = readers[r] as Reducer;
        const name = read[r];
        const found = name === undefined ? value : fieldOf(value, name);
        if (isAbsent(found) && !reducer.unreported) continue;
        const told = name === undefined ? report : reportBelow(report, name);
        if (!reducer.add(states[r], found, clusterName, processed, told)) sound = false;
      }
      return sound;
    },
    part({ states, reported }) {
      const parts = valuesBy(names, (r) => (each[r] as Reducer).part(states[r]));
      return reported ||
        each.some(({ unreported }, r) => unreported && Object.hasOwn(parts, names[r] as string))
        ? parts
        : undefined;
    },
    merge: (all) =>
      valuesBy(names, (r, name) =>
        mergeParts(
          each[r] as Reducer,
          all.map((part) => partIn(part, name)),
        ),
      ),
    finish: (part = {}, federation) =>
      write(
        valuesBy(
          names,
          (r, name) => (each[r] as Reducer).finish(partIn(part, name), federation),
          true,
        ) as ValuesOf<Of>,
        federation,
      ),
    isPart: (value) =>
      isFields(value) &&
      each.every((reducer, r) => {
        const part = partIn(value, names[r] as string);
        return part === undefined || reducer.isPart(part);
      }),
  };
}

/** The values by these names, or of those alone that have one: made many times faster than of a list of entries. */
export function valuesBy(
  names: readonly string[],
  make: (at: number, name: string) => unknown,
  all = false,
): { readonly [name: string]: unknown } {
  const values: Record<string, unknown> = {};
  names.forEach((name, at) => {
    const value = make(at, name);
    if (all || value !== undefined) setField(values, name, value);
  });
  return values;
}

/** A part by its name; every object inherits a `constructor`. */
function partIn(parts: CombinedParts, name: string): unknown {
  return Object.hasOwn(parts, name) ? parts[name] : undefined;
}

/**
 * Reduces one field of an object.
 *
 * @param name - Its name.
 * @param reducer - How its values are reduced.
 * @returns A reducer of objects.
 * @example
 * const summary = combine({ running: field('running', sum()) }, ({ running }) => ({ busy: running !== 0 }));
 */
// @__NO_SIDE_EFFECTS__
export function field<Value, Part, State>(
  name: string,
  reducer: Reducer<Value, Part, State>,
): Reducer<Value, Part, State> {
  const add: AddField<Value, Part, State> = (state, value, clusterName, processed, report) => {
    const found = fieldOf(value, name);
    if (isAbsent(found) && !reducer.unreported) return true;
    return reducer.add(state, found, clusterName, processed, reportBelow(report, name));
  };
  // What is kept of the whole is more than what is kept of a piece.
  const { keep, addKept, ...rest } = reducer;
  return {
    ...rest,
    add: Object.assign(add, { read: name, reducer }),
    finish: (part, federation) =>
      reducer.finish(part, { ...federation, previous: fieldOf(federation.previous, name) }),
  };
}

/**
 * Reduces what is worked out of a value.
 *
 * @param read - What is reduced, `undefined` for nothing; it is handed JSON of any kind and must not throw.
 * @param reducer - How that is reduced.
 * @returns A reducer of values from which that can be worked out.
 * @example
 * const ended = select((status) => status.completionTime, latest());
 */
// @__NO_SIDE_EFFECTS__
export function select<Value, Part, State>(
  read: (value: { readonly [field: string]: unknown }) => unknown,
  reducer: Reducer<Value, Part, State>,
): Reducer<Value, Part, State> {
  // What is kept of the whole is more than what is kept of a piece.
  const { keep, addKept, ...rest } = reducer;
  return {
    ...rest,
    add(state, value, clusterName, processed, report) {
      const found = isFields(value) ? read(value) : undefined;
      if (isAbsent(found) && !reducer.unreported) return true;
      return reducer.add(state, found, clusterName, processed, report);
    },
  };
}

/** What every object inherits. */
const INHERITED: Fields = {};

/** A field of a value that may have none, and not what it inherits. */
function fieldOf(value: unknown, name: string): unknown {
  if (!isFields(value)) return undefined;
  const found = value[name];
  return found === INHERITED[name] ? undefined : found;
}
