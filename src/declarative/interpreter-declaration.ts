import type { GenerationFormat } from '../generation/processed-generation.js';
import type { HealthState } from '../interpreters/health/health.js';
import type { QuantityFormat } from '../kubernetes/quantity.js';
import type { ConditionsOptions } from '../reducers/conditions/conditions.js';
import type { ConditionTime } from '../reducers/conditions/made-conditions.js';
import type { ConditionStatus } from '../reducers/conditions/member-condition.js';
import type { RollupCondition } from '../reducers/conditions/rollup.js';
import type { IntegerFormat } from '../reducers/sum.js';
import type { ValueType } from '../reducers/values.js';

/** What a kind is, as data: the content of a YAML or JSON file. */
export interface InterpreterDeclaration {
  /** The API version, or every one under which the declaration holds, the current one first. */
  readonly apiVersion: string | readonly string[];
  readonly kind: string;
  /**
   * How the kind writes `status.observedGeneration`: as a number, as a text of digits, not at all (`none`), as a number
   * that collectors may drop (`dropped`), or by nobody, as no controller reconciles it (`static`).
   */
  readonly observedGeneration?: GenerationFormat | undefined;
  readonly replicas?: ReplicasRule | undefined;
  /** How each status field of the members becomes the federation's, by its name; `a.b` is the field `b` of `a`. */
  readonly status?: { readonly [field: string]: FieldRule } | undefined;
  /** `whole`: all of a member's status is collected, and not the fields alone that are declared here. */
  readonly reflects?: 'whole' | undefined;
  /** Status fields that are taken together, of the member that is worst. */
  readonly choose?: ChooseRule | undefined;
  /** The first rule that holds is the health; where none does, the object is progressing. */
  readonly health?: readonly HealthRule[] | undefined;
  /** Plain paths to the fields whose value in the member cluster is kept, where it is set there. */
  readonly retain?: readonly string[] | undefined;
  readonly dependencies?: readonly DependencyRule[] | undefined;
  /** The parts of a workload that has several pod templates. */
  readonly components?: readonly ComponentRule[] | undefined;
}

/** Where the number of replicas stands, and the pod template of each of them. */
export interface ReplicasRule {
  readonly path: string;
  readonly podTemplate?: string | undefined;
}

/** A component of a workload, or one for each item of a list where its paths lead through that. */
export interface ComponentRule {
  /** The name, or the path to it: `$.spec.groups[*].name`. */
  readonly name: string;
  /** The path to the number, or the number itself; 1 where nothing stands there, or the `default`. */
  readonly replicas?: string | number | { readonly path: string; readonly default: number } | undefined;
  readonly podTemplate?: string | undefined;
}

/** A reducer that needs no more than its name. */
export type ReducerName =
  | 'sum'
  | 'quantity'
  | 'last'
  | 'first'
  | 'agreed'
  | 'max'
  | 'min'
  | 'earliest'
  | 'latest'
  | 'all'
  | 'any'
  | 'union'
  | 'concat'
  | 'conditions'
  | 'reflected';

/** A reducer with what it has to know; exactly one of these. */
export interface ReducerRule {
  readonly sum?: IntegerFormat | undefined;
  /** Whether its units are of 1000 or of 1024. */
  readonly quantity?: QuantityFormat | undefined;
  readonly last?: ValueType | undefined;
  readonly first?: ValueType | undefined;
  /** The values that the field may have, the worst first. */
  readonly worst?: readonly string[] | undefined;
  readonly phase?: PhaseRule | undefined;
  /** The key by which items of the lists are the same. */
  readonly union?: string | undefined;
  readonly conditions?: ConditionsRule | undefined;
  readonly rollup?: RollupRule | undefined;
  /** A value only where every member reports one. */
  readonly everyMember?: Reduction | undefined;
  /** How the values under each key of an object are reduced. */
  readonly map?: Reduction | undefined;
  /** The same, with the cluster's name and a slash before each key. */
  readonly mapPerCluster?: Reduction | undefined;
  /** How each field of an object is reduced. */
  readonly object?: { readonly [field: string]: Reduction } | undefined;
  readonly list?: ListRule | undefined;
  readonly choose?: ChooseRule | undefined;
}

/** How values are reduced. */
export type Reduction = ReducerName | ReducerRule;

/** A phase that members which have not reported any have, too. */
export interface PhaseRule {
  /** The phases that are known, the worst first. */
  readonly order: readonly string[];
  /** What a member counts as that has reported no phase, or one that is not known. */
  readonly unreported: string;
  /** The phase of a workload that is scheduled nowhere. */
  readonly nowhere?: string | undefined;
}

/** How the conditions of a kind differ from those of most. */
export type ConditionsRule = {
  readonly [K in keyof ConditionsOptions]?: ConditionsOptions[K] | undefined;
} & {
  /** Whether a member that has not processed the present template does not vouch for it. */
  readonly vouch?: boolean | undefined;
};

/** Conditions of the whole, by how many members have them. */
export interface RollupRule {
  readonly conditions: readonly RollupCondition[];
  /** In which fields the API has their time. */
  readonly times?: readonly ConditionTime[] | undefined;
}

/** A list with one item for all those that are the same. */
export interface ListRule {
  /** The fields by which items are the same. */
  readonly by: readonly string[];
  /** How each of the other fields is reduced. */
  readonly fields: { readonly [field: string]: Reduction };
}

/** Fields of the one member that is worst. */
export interface ChooseRule {
  /** The field by which a member is worst, and its values, the worst first; any other value is the best. */
  readonly worstBy: { readonly [field: string]: readonly string[] };
  readonly take: readonly string[];
}

/** How one field is reduced, and where it stands in a member, if not in the status under its own name. */
export type FieldRule =
  | ReducerName
  | (ReducerRule & {
      readonly from?: string | undefined;
      readonly reduce?: Reduction | undefined;
    });

/** A value, or the path to one. */
export type Operand = string | number | boolean | Place;

/** What stands at a path. */
export interface Place {
  readonly path: string;
}

/** What may be true of an object: one of `path` with comparisons, `condition`, `all`, `any` and `not`. */
export interface Predicate {
  /** Where to look; of several values that the path leads to, one has to fit. */
  readonly path?: string | undefined;
  readonly equals?: Operand | undefined;
  readonly oneOf?: readonly Operand[] | undefined;
  readonly exists?: boolean | undefined;
  /** A pattern, somewhere in a text of at most 1,024 characters. */
  readonly matches?: string | undefined;
  readonly atLeast?: number | Place | undefined;
  readonly atMost?: number | Place | undefined;
  readonly condition?: ConditionPredicate | undefined;
  readonly all?: readonly Predicate[] | undefined;
  readonly any?: readonly Predicate[] | undefined;
  readonly not?: Predicate | undefined;
}

/** A predicate about the condition of a type in `status.conditions`: that there is one, and what it says. */
export interface ConditionPredicate {
  readonly type: string;
  readonly status?: ConditionStatus | undefined;
  /** The reason, or a list of reasons of which one has to match. */
  readonly reason?: string | readonly string[] | undefined;
  /** `current`: the condition's `observedGeneration`, or else that of the status, is the object's generation. */
  readonly observedGeneration?: 'current' | undefined;
}

/** A health, and when it is that; what is not said is taken from the condition that `when` asks for, if it is one. */
export interface HealthRule {
  readonly state: HealthState;
  readonly reason?: string | Place | undefined;
  readonly message?: string | Place | undefined;
  readonly when: Predicate;
}

/** References to other objects: all of a pod template's, or those to a kind by the names at a path. */
export interface DependencyRule {
  readonly podTemplate?: string | undefined;
  /** The path to the names of claims that the object makes itself; only beside `podTemplate`. */
  readonly ownClaims?: string | undefined;
  readonly apiVersion?: string | undefined;
  readonly kind?: string | undefined;
  readonly name?: string | undefined;
  /** The path to the namespace of each name; where nothing is there, it is the object's own. */
  readonly namespace?: string | undefined;
  /** `Cluster` for a kind without namespaces. */
  readonly scope?: 'Namespaced' | 'Cluster' | undefined;
  readonly when?: Predicate | undefined;
}
