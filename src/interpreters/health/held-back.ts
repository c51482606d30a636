import { at, type KubernetesObject } from '../../kubernetes/object.js';
import { numberAt } from './number-at.js';

/** Where an update strategy has its partition, and what it makes of a percentage. */
export interface PartitionRule {
  readonly partition?: readonly string[];
  /** The pods that a percentage of `asked` comes to; absent where the kind takes numbers alone. */
  readonly percentage?: (percent: number, asked: number) => number;
}

/** Where all kinds but Kruise's first CloneSet have the partition. */
const PARTITION = ['spec', 'updateStrategy', 'rollingUpdate', 'partition'] as const;

/**
 * How many of the pods that the spec asks for an update strategy keeps at the old version on purpose: all by
 * `OnDelete`, which waits for somebody to delete them, and as many as a partition says.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.31.0/staging/src/k8s.io/kubectl/pkg/polymorphichelpers/rollout_status.go#L119-L152
 */
export function heldBack(
  object: KubernetesObject,
  asked: number,
  { partition = PARTITION, percentage }: PartitionRule = {},
): number {
  if (at(object, 'spec', 'updateStrategy', 'type') === 'OnDelete') return asked;
  const value = at(object, ...partition);
  const share = percentage && typeof value === 'string' && /^(\d+)%$/.exec(value);
  return Math.min(asked, share ? percentage(Number(share[1]), asked) : numberAt(value, []));
}
