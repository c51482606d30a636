import { type Fields, isFields } from '../kubernetes/object.js';
import { timeText } from '../kubernetes/time.js';

/** The condition that says of a job that it is finished: that it failed, or else that it is complete. */
export function endCondition({ conditions }: Fields, complete: string): Fields | undefined {
  if (!Array.isArray(conditions)) return undefined;
  let end: Fields | undefined;
  for (const condition of conditions) {
    if (!isFields(condition) || condition.status !== 'True') continue;
    if (condition.type === 'Failed') return condition;
    if (condition.type === complete) end ??= condition;
  }
  return end;
}

/** When a job ended: at its `completionTime`, else when its condition says so; `undefined` while it is not finished. */
export function endTime(status: Fields, complete: string): string | undefined {
  const end = endCondition(status, complete);
  return (
    end &&
    (timeText(status.completionTime) ?? timeText(end.lastTransitionTime) ?? timeText(end.lastUpdateTime))
  );
}
