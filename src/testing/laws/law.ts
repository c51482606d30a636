import type { AggregatedStatusItem } from '../../generation/items.js';
import type { KindInterpreter } from '../../interpreters/kind-interpreter.js';
import type { OPERATION_OF } from '../../interpreters/operations.js';
import type { KubernetesObject } from '../../kubernetes/object.js';
import { alike } from '../alike.js';
import type { KindFacts } from '../facts.js';

/** What a law is tried on. A law names the parts that it needs; no others are made. */
export interface Situation {
  readonly template: KubernetesObject;
  readonly members: readonly AggregatedStatusItem[];
  /** What the same clusters, and others, reported before. */
  readonly earlier: readonly AggregatedStatusItem[];
  /** The clusters that the workload is scheduled to. */
  readonly clusters: readonly string[];
  /** To which of three groups each member belongs. */
  readonly groups: readonly number[];
  /** An object of the kind as a member cluster has it. */
  readonly observed: KubernetesObject;
  readonly replicas: number;
  /** A template with one malformed place. */
  readonly malformed: KubernetesObject;
}

/** The names of the laws, by which `laws` and `except` pick them. */
export type LawName =
  | 'operations'
  | 'prototypes-untouched'
  | 'never-throws'
  | 'input-untouched'
  | 'deterministic'
  | 'json'
  | 'refuses-by-place'
  | 'template-kept'
  | 'idempotent'
  | 'same-reference'
  | 'order-free'
  | 'counts-add-up'
  | 'incremental'
  | 'partials'
  | 'scheduled-clusters'
  | 'generation-held'
  | 'generation-reached'
  | 'explained'
  | 'collected-settles'
  | 'reflect-idempotent'
  | 'counts-collected'
  | 'health-graded'
  | 'replicas-sound'
  | 'components-sound'
  | 'revised'
  | 'retained'
  | 'dependencies-named'
  | 'counts-sound';

export type SituationPart = keyof Situation;
export type Method = keyof typeof OPERATION_OF;

/** An interpreter of which the law names the methods. */
export type Subject = Required<KindInterpreter>;

/** What breaks a law. */
export interface Violation {
  readonly method: Method | undefined;
  readonly expected: string;
  readonly found: unknown;
  /** What the found value should have been, where there is one. */
  readonly instead?: unknown;
}

/** Which members a law is tried with: well-formed ones, or some that are damaged. */
export type Sort = 'sound' | 'damaged';

/** One thing that holds of every interpreter that has the methods. */
export interface Law {
  readonly name: LawName;
  /** The sentence that says what holds. */
  readonly sentence: string;
  readonly needs: readonly SituationPart[];
  readonly methods: readonly Method[];
  readonly sorts: readonly Sort[];
  /** Whether it is tried on copies that may be written to; all others are handed frozen values. */
  readonly writable: boolean;
  appliesTo(interpreter: KindInterpreter, facts: KindFacts): boolean;
  /** What breaks it, `undefined` where nothing does. What a method throws breaks it too. */
  check(subject: Subject, situation: Situation, facts: KindFacts): Violation | undefined;
}

/** A law that needs some parts of a situation, of interpreters with some methods. */
export function law<Part extends SituationPart>(given: {
  readonly name: LawName;
  readonly sentence: string;
  readonly needs: readonly Part[];
  readonly methods?: readonly Method[];
  readonly sorts?: readonly Sort[];
  readonly writable?: boolean;
  readonly appliesTo?: (interpreter: KindInterpreter, facts: KindFacts) => boolean;
  readonly check: (
    subject: Subject,
    situation: Pick<Situation, Part>,
    facts: KindFacts,
  ) => Violation | undefined;
}): Law {
  const { methods = [], sorts = ['sound', 'damaged'], writable = false, appliesTo = () => true } = given;
  return { ...given, methods, sorts, writable, appliesTo };
}

/** That a method gives something else than it should. */
export function unlike(
  method: Method,
  expected: string,
  found: unknown,
  instead: unknown,
  same: (a: unknown, b: unknown) => boolean = alike,
): Violation | undefined {
  return same(found, instead) ? undefined : { method, expected, found, instead };
}

/** That a method does not give what it was handed. */
export function notSame(
  method: Method,
  expected: string,
  found: unknown,
  given: unknown,
): Violation | undefined {
  return found === given ? undefined : { method, expected, found, instead: given };
}

/** Whether a kind declares that the status of a template is final: then aggregation leaves it as it is. */
export function isFinal({ declaration }: KindInterpreter, template: KubernetesObject): boolean {
  return declaration?.isFinal?.(template) === true;
}

/** The first of several violations; each is looked for only where none was found before. */
export function firstViolation(...checks: readonly (() => Violation | undefined)[]): Violation | undefined {
  for (const check of checks) {
    const violation = check();
    if (violation !== undefined) return violation;
  }
  return undefined;
}
