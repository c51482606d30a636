import { type Fields, isFields } from './object.js';

/** The first condition of a type that is `True`, in a status of any form. */
export function trueCondition(status: Fields, type: string): Fields | undefined {
  const { conditions } = status;
  if (!Array.isArray(conditions)) return undefined;
  // A loop: of every member, this is asked several times.
  for (const condition of conditions) {
    if (isFields(condition) && condition.type === type && condition.status === 'True') return condition;
  }
  return undefined;
}
