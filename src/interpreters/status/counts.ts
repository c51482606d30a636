import { generationOf } from '../../generation/settled.js';
import { type Fields, isAbsent, isCount } from '../../objects.js';

/**
 * Adds the counts of one member's status to the totals, and says whether the member is settled: each count and
 * generation well-formed, its spec observed, and that of this generation of the template or a later one.
 *
 * @returns 1 where it is settled, 0 where it is not, and -1, with nothing added, where that takes a closer look.
 */
export type AddCounts = (totals: Float64Array, status: Fields, generation: number) => -1 | 0 | 1;

/** A count as nearly every count is, a small integer or absent; -1 for any other value. */
export function small(value: unknown): number {
  if (typeof value === 'number' && (value | 0) === value && value >= 0) return value;
  return value === undefined ? 0 : -1;
}

/** Adds counts by their names: any value, for any list of counts. */
export function addByName(names: readonly string[], limits: readonly number[]): AddCounts {
  return (totals, status, generation) => {
    let fits = true;
    let observed: number | undefined = 0;
    let own: number | undefined = 0;
    let template: number | undefined = 0;
    let next = 0;
    // V8 reads a field under the key that `for…in` is at without looking it up, whatever shape the object has.
    // Statuses list their fields in much the same order, so the next name is the first guess.
    for (const key in status) {
      const value = status[key];
      const at = names[next] === key ? next : names.indexOf(key);
      if (at >= 0) {
        next = at + 1;
        if (isAbsent(value)) continue;
        if (isCount(value, limits[at] as number)) totals[at] = (totals[at] as number) + value;
        else fits = false;
      } else if (key === 'observedGeneration') observed = generationOf(value);
      else if (key === 'generation') own = generationOf(value);
      else if (key === 'resourceTemplateGeneration') template = generationOf(value);
    }
    if (!fits || observed === undefined || own === undefined || template === undefined) return 0;
    return observed >= own && template >= generation ? 1 : 0;
  };
}
