import { trueCondition } from '../kubernetes/condition.js';
import type { Fields } from '../kubernetes/object.js';
import { timeText } from '../kubernetes/time.js';

/** The condition that says of a job that it is finished: `Failed`, or the one that it is complete. */
export function endCondition(status: Fields, complete: string): Fields | undefined {
  return trueCondition(status, 'Failed') ?? trueCondition(status, complete);
}

/** When a job ended: at its `completionTime`, else when its condition says so; `undefined` while it is not finished. */
export function endTime(status: Fields, complete: string): string | undefined {
  const end = endCondition(status, complete);
  return (
    end &&
    (timeText(status.completionTime) ?? timeText(end.lastTransitionTime) ?? timeText(end.lastUpdateTime))
  );
}
