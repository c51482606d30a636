import {
  checkGenerations,
  explainMembers,
  type Report,
  type StatusExplanation,
} from '../generation/explanation.js';
import type { AggregatedStatusItems, AggregateOptions } from '../generation/items.js';
import { type Fields, isCount, type KubernetesObject } from '../kubernetes/object.js';
import { expectedCount } from '../reducers/reducers.js';
import { templateOf } from './aggregate-status.js';
import { numbered, type StatusShape } from './status-shape.js';

/** Explains what `aggregateStatus` gives for the same arguments. */
export function explainStatus(
  shape: StatusShape,
  object: KubernetesObject,
  items: AggregatedStatusItems,
  options: AggregateOptions | undefined,
): StatusExplanation {
  return explainMembers(templateOf(shape, object), numbered(shape, items), options, (status, report) =>
    checkStatus(shape, status, report),
  );
}

/** Reports each malformed field of a status, the generations first. */
export function checkStatus(shape: StatusShape, status: Fields, report: Report): void {
  const { counted, limits, reducers, folded } = shape;
  checkGenerations(status, report);
  limits.forEach((limit, i) => {
    const field = counted[i] as string;
    const value = status[field] ?? 0;
    if (!isCount(value, limit)) report(`status.${field}`, value, expectedCount(limit));
  });
  reducers.forEach((reducer, i) => {
    const field = folded[i] as string;
    const value = status[field] ?? undefined;
    if (value !== undefined) reducer.check(value, `status.${field}`, report);
  });
}
