import { at, type KubernetesObject } from '../../kubernetes/object.js';
import { conditionOf } from './condition-health.js';

/** Whether an object has a condition of a type that is `True`, whatever generation that says it is about. */
export function holds(object: KubernetesObject, type: string): boolean {
  return conditionOf(object, type)?.status === 'True';
}

/** Whether an object has any conditions: controllers of before these had them say how they fare in another way. */
export function hasConditions(object: KubernetesObject): boolean {
  const conditions = at(object, 'status', 'conditions');
  return Array.isArray(conditions) && conditions.length > 0;
}
