import { isEmpty, sameJson } from '../../kubernetes/json.js';
import { type Fields, isFields } from '../../kubernetes/object.js';

/** Whether two objects say the same: what is empty, Go leaves out when it writes them. */
export function sameFields(a: unknown, b: unknown): boolean {
  const left: Fields = isFields(a) ? a : {};
  const right: Fields = isFields(b) ? b : {};
  return covers(left, right) && covers(right, left);
}

/** Whether each field of an object that says something is in the other one, too. */
function covers(a: Fields, b: Fields): boolean {
  for (const key of Object.keys(a)) {
    const [left, right] = [a[key], Object.hasOwn(b, key) ? b[key] : undefined];
    if (left !== right && !(isEmpty(left) && isEmpty(right)) && !sameJson(left, right)) return false;
  }
  return true;
}
