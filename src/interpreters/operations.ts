/**
 * What an interpreter can be asked for, under Karmada's own names.
 *
 * @see https://github.com/karmada-io/karmada/blob/v1.15.0/pkg/apis/config/v1alpha1/resourceinterpreterwebhook_types.go#L117-L161
 */
export type Operation =
  | 'InterpretReplica'
  | 'InterpretComponent'
  | 'ReviseReplica'
  | 'Retain'
  | 'AggregateStatus'
  | 'InterpretDependency'
  | 'InterpretStatus'
  | 'InterpretHealth';

/** Every method of an interpreter, and the operation that it belongs to. */
export const OPERATION_OF = {
  reflectStatus: 'InterpretStatus',
  aggregateStatus: 'AggregateStatus',
  explainStatus: 'AggregateStatus',
  createAggregator: 'AggregateStatus',
  mergePartials: 'AggregateStatus',
  combinePartials: 'AggregateStatus',
  getReplicas: 'InterpretReplica',
  getComponents: 'InterpretComponent',
  reviseReplica: 'ReviseReplica',
  retain: 'Retain',
  interpretHealth: 'InterpretHealth',
  getDependencies: 'InterpretDependency',
} as const satisfies { readonly [method: string]: Operation };
