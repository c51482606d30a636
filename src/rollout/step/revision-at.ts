import type { AggregatedStatusItem } from '../../generation/items.js';
import { isFields } from '../../kubernetes/object.js';
import type { RequiredRevision } from '../strategy/rollout-strategy.js';

/** The revision that a member reports at a path of its status; `undefined` where none stands there. */
export function revisionAt(
  item: AggregatedStatusItem | undefined,
  path: RequiredRevision['path'],
): string | undefined {
  let found: unknown = item?.status;
  for (const key of typeof path === 'string' ? pathKeys(path) : path) {
    if (Array.isArray(found)) found = /^\d+$/.test(key) ? found[Number(key)] : undefined;
    else found = isFields(found) ? found[key] : undefined;
  }
  if (typeof found === 'number') return String(found);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** The keys of a path such as `history[0].chartVersion`; `status.` in front says what is meant anyway. */
function pathKeys(path: string): readonly string[] {
  return path
    .replace(/^status\./, '')
    .split(/[.[\]]+/)
    .filter((key) => key !== '');
}
