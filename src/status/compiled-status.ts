import { invalid } from '../errors.js';
import { GENERATION_FIELDS, type GenerationFormat, numberIn } from '../generation/processed-generation.js';
import { isFields, isName, type KubernetesObject } from '../kubernetes/object.js';
import { addLastText } from '../reducers/last-text.js';
import type { Reducer, ValueOf } from '../reducers/reducer.js';
import { isReflected } from '../reducers/reflected.js';

/** The status fields of a kind, and how each is reduced. */
export type StatusDeclaration = { readonly [field: string]: Reducer };

/** The status that members' values of these fields come to. */
export type StatusOf<Declared> = {
  readonly [Field in keyof Declared]?: ValueOf<Declared[Field]>;
} & { readonly observedGeneration?: number | string };

/** What a kind declares of its status. */
export interface KindStatus {
  /**
   * How each status field of the members becomes the federation's. `observedGeneration` is always there, by the
   * generation rule, and must not be declared.
   */
  readonly status?: StatusDeclaration;
  /**
   * Fields that are decided together: a reducer of members' whole statuses, whose value is an object of fields. One
   * that is `undefined` is left out.
   */
  readonly summary?: Reducer<object>;
  /** What `reflectStatus` collects besides the declared fields: these ones, or the whole status. */
  readonly reflects?: 'whole' | readonly string[];
  /**
   * A member's object with the fields of its status that stand elsewhere in it under their own names, as `reflectStatus`
   * collects them and `aggregateStatus` reads them.
   */
  readonly gather?: <T extends KubernetesObject>(object: T) => T;
  /** How the kind writes `status.observedGeneration`, where that is not a number. */
  readonly observedGeneration?: GenerationFormat | ((object: KubernetesObject) => GenerationFormat);
  /**
   * For each count, how many of it a cluster is asked for that runs the template whole, for aggregation with
   * `replicas: 'perCluster'`; a count that is left out is added up all the same.
   */
  readonly perCluster?: (object: KubernetesObject) => { readonly [field: string]: number };
  /** Whether the federated status has no other fields than those declared: the template's own are dropped. */
  readonly declaredOnly?: boolean;
  /** Whether the template's status is final and never changes again. */
  readonly isFinal?: (object: KubernetesObject) => boolean;
}

/** What is worked out of a kind's declaration once, so that the loop over members need not. */
export interface CompiledStatus {
  /** The fields that are added up by the loop itself, and where their sums stop. */
  readonly counted: readonly string[];
  readonly limits: readonly number[];
  /** The other fields and their reducers: texts first, and last those that are told of members which report nothing. */
  readonly folded: readonly string[];
  /** The reducers of `folded`, and then that of the summary, if there is one. */
  readonly reducers: readonly Reducer[];
  /** How many of the reducers are of texts, which the loop itself keeps the last of. */
  readonly texts: number;
  /** How many of the reducers are not told of members that report nothing. */
  readonly early: number;
  /** All fields that are read of a member, in the order of their values: the former, and the generations. */
  readonly names: readonly string[];
  readonly declared: KindStatus;
}

/** Sorts a kind's status fields into what the loop over members asks for. */
export function compileStatus(declared: KindStatus): CompiledStatus {
  if (!isFields(declared)) throw invalid('INVALID_DECLARATION', 'declaration', declared, 'an object');
  const { status = {}, summary } = declared;
  if (!isFields(status))
    throw invalid('INVALID_DECLARATION', 'status', status, 'an object of reducers by field');
  const entries: readonly [string, Reducer][] = Object.entries(status as StatusDeclaration);
  for (const [field, reducer] of entries) {
    // Every object has a `constructor`.
    const reserved = field in {} || GENERATION_FIELDS.some((name) => name === field) || !isName(field);
    if (reserved || !isReducer(reducer))
      throw invalid(
        'INVALID_DECLARATION',
        `status.${field}`,
        reducer,
        'a reducer such as sum(), under a name of its own',
      );
  }
  if (summary !== undefined && !isReducer(summary))
    throw invalid('INVALID_DECLARATION', 'summary', summary, 'a reducer such as combine()');
  const counted = entries.filter(([, { limit }]) => limit !== undefined);
  const folded = entries.filter(([, reducer]) => reducer.limit === undefined && !isReflected(reducer));
  const texts = folded.filter(([, { add }]) => add === addLastText);
  const early = folded.filter(([, { add, unreported }]) => add !== addLastText && !unreported);
  const late = folded.filter(([, { unreported }]) => unreported);
  const ordered = [...texts, ...early, ...late];
  const names = [...counted, ...ordered].map(([field]) => field).concat(GENERATION_FIELDS);
  return {
    counted: counted.map(([field]) => field),
    limits: counted.map(([, { limit }]) => limit as number),
    folded: ordered.map(([field]) => field),
    reducers: [...ordered.map(([, reducer]) => reducer), ...(summary ? [summary] : [])],
    texts: texts.length,
    early: texts.length + early.length,
    names,
    declared,
  };
}

/** Whether a value is a reducer, as far as that can be seen. */
function isReducer(value: unknown): value is Reducer {
  if (!isFields(value)) return false;
  return ['start', 'add', 'part', 'merge', 'finish', 'isPart'].every(
    (name) => typeof value[name] === 'function',
  );
}

/** How an object of the kind writes its `observedGeneration`. */
export function formatOf({ declared }: CompiledStatus, object: KubernetesObject): GenerationFormat {
  const { observedGeneration = 'number' } = declared;
  return typeof observedGeneration === 'function' ? observedGeneration(object) : observedGeneration;
}

/** An `observedGeneration` as the format has it, a number where it is well-formed. */
export function generationIn(format: GenerationFormat, value: unknown): unknown {
  return format === 'text' ? numberIn(value) : value;
}
