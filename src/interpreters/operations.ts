/**
 * What an interpreter can be asked for, under Karmada's own names.
 *
 * @see https://github.com/karmada-io/karmada/blob/v1.11.0/pkg/apis/config/v1alpha1/resourceinterpreterwebhook_types.go#L85-L131
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
