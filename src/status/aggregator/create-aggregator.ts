import type { AggregateOptions } from '../../generation/items.js';
import type { KubernetesObject } from '../../kubernetes/object.js';
import type { CompiledStatus } from '../compiled-status.js';
import { MemberAggregator } from './member-aggregator.js';
import type { KindName } from './partial-aggregate.js';
import type { StatusAggregator } from './status-aggregator.js';

/** An aggregator that holds no member yet. */
export function createAggregator<T extends KubernetesObject>(
  compiled: CompiledStatus,
  kind: KindName,
  template: T,
  options: AggregateOptions | undefined,
  check: (object: KubernetesObject) => void,
): StatusAggregator<T> {
  return new MemberAggregator(compiled, kind, template, options, check);
}
