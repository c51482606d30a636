import { asJson } from '../kubernetes/json.js';
import { at, isFields, type KubernetesObject } from '../kubernetes/object.js';

/** What a kind without a status declaration reflects. */
export function wholeStatus(object: KubernetesObject): object | undefined {
  const status = asJson(at(object, 'status'));
  return isFields(status) ? status : undefined;
}
