import type { KubernetesObject } from '../kubernetes/object.js';

/** Takes down that what stands at a path below a reducer's value, `''` for itself, is not what is expected there. */
export type Report = (path: string, value: unknown, expected: string) => void;

/**
 * How the members' values of one status field become the federation's value.
 *
 * What is known of some of the members is a *part*, as plain JSON: members are accumulated into one, parts of
 * different members merge in any order and grouping, and the value is made when the last one is finalized.
 *
 * Reducers are made of reducers: {@link Reducer} says what each has to do, and a combinator does it by asking those
 * that it is made of.
 */
export interface Reducer<Value = unknown, Part = unknown, State = unknown> {
  /** The largest value that the field's type holds, of a count that is added up: its parts are the sums. */
  readonly limit?: number;
  /** Whether `undefined` is added for each member that reports no value; without it, those are passed over. */
  readonly unreported?: boolean;
  /** An empty accumulation, for members of a template of that generation; for any where it is left out. */
  start(generation?: number): State;
  /**
   * Adds what is usable of a member's value; members come in the order of their clusters' names.
   *
   * @param processed - The generation of the template that the member has processed, -1 for none.
   * @param report - Where given, is told of everything that is malformed.
   * @returns `false` where something is malformed.
   */
  add(state: State, value: unknown, clusterName: string, processed: number, report?: Report): boolean;
  /** What has been accumulated, as a value of its own; `undefined` where no member reports anything. */
  part(state: State): Part | undefined;
  /** What several parts come to, in whatever order they are; none is written to. */
  merge(parts: readonly Part[]): Part;
  /**
   * Puts as much of a value into its place as {@link addKept} takes to add it again: what an aggregator keeps of a member.
   * It keeps a part where this is left out.
   *
   * @returns `false` where something is malformed.
   */
  keep?(place: KeptValue, value: unknown): boolean;
  /** Adds what has been kept; {@link add} does where this is left out. */
  addKept?(state: State, kept: unknown, clusterName: string, processed: number): void;
  /** The federation's value; `undefined` where the field is to be left out. */
  finish(part: Part | undefined, federation: Federation): Value | undefined;
  /** Whether a value, from wherever it comes, is a part. */
  isPart(value: unknown): boolean;
  /** Whether the field is there at all for such an object; where this is left out, it always is. */
  appliesTo?(object: KubernetesObject): boolean;
}

/** Where a value is kept. */
export interface KeptValue {
  /** What is kept of the member, and of the one beside it. */
  before: unknown;
  beside: unknown;
  /** What is to be kept; `null` for a value that says nothing. */
  value: unknown;
  /** Whether nobody else can write to it, or has a larger text of which it is a part: else it is JSON, and copied. */
  isOwn: boolean;
}

/** What a reducer may know when it finalizes. */
export interface Federation {
  /** The template. */
  readonly object: KubernetesObject;
  /** The field's value in the template's present status. */
  readonly previous: unknown;
  readonly generation: number;
  /** The federated `observedGeneration` that is about to be written; `undefined` of a kind that has none. */
  readonly observedGeneration: number | undefined;
  /** Whether every member is settled. */
  readonly settled: boolean;
  /** The federation's counts that are about to be written, by field. */
  readonly counts: { readonly [field: string]: number };
  /** How many members count, whether they have reported or not. */
  readonly members: number;
}

/** The value that a reducer comes to. */
export type ValueOf<R> = R extends Reducer<infer Value> ? Value : never;

/** A report of what stands below a key of the value that a combinator has been handed. */
export function reportBelow(report: Report | undefined, key: string | number): Report | undefined {
  if (report === undefined) return undefined;
  const step = typeof key === 'number' ? `[${key}]` : `.${key}`;
  return (path, value, expected) => report(`${step}${path}`, value, expected);
}

/** What parts come to, any of which may be nothing. */
export function mergeParts<Part>(
  reducer: Reducer<unknown, Part>,
  parts: readonly (Part | undefined)[],
): Part | undefined {
  const some = parts.filter((part) => part !== undefined);
  return some.length > 1 ? reducer.merge(some) : some[0];
}
