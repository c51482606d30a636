import { compare } from '../kubernetes/compare.js';
import { asJson } from '../kubernetes/json.js';
import {
  type Fields,
  isCount,
  isFields,
  isName,
  MAX_INT32,
  type Refuse,
  typed,
} from '../kubernetes/object.js';
import { durationText } from '../rollout/duration.js';
import { instantOf, timeText } from './time-text.js';

/** How long Karmada waits for the successor where a task does not say, in seconds: `--graceful-eviction-timeout`. */
const GRACE_PERIOD = 600;

/** The graceful eviction tasks of a binding's spec, by cluster; of two for one cluster, the one that ends. */
export function evictionsOf(spec: Fields, wrong: Refuse): ReadonlyMap<string, Fields> {
  const evictions = new Map<string, Fields>();
  const tasks = typed(spec.gracefulEvictionTasks, 'spec.gracefulEvictionTasks', 'a list', wrong) ?? [];
  for (let i = 0; i < tasks.length; i++) {
    const task = tasks[i];
    const path = `spec.gracefulEvictionTasks[${i}]`;
    if (!isFields(task)) {
      wrong(path, task, 'an object');
      continue;
    }
    const { fromCluster } = task;
    if (!isName(fromCluster)) {
      wrong(`${path}.fromCluster`, fromCluster, "a cluster's name");
      continue;
    }
    const other = evictions.get(fromCluster);
    if (!other || order(task, other) < 0) evictions.set(fromCluster, task);
  }
  return evictions;
}

function order(a: Fields, b: Fields): number {
  const kept = Number(isSuppressed(a)) - Number(isSuppressed(b));
  return kept || compare(`${JSON.stringify(asJson(a))}`, `${JSON.stringify(asJson(b))}`);
}

/** Whether what runs in the cluster is kept until somebody confirms: purge mode Never. */
export function isSuppressed(task: Fields): boolean {
  return task.suppressDeletion === true;
}

/** Whether the cluster's Work is to go at once. */
export function isDirect(task: Fields): boolean {
  return task.purgeMode === 'Directly';
}

/**
 * The sentence for a cluster that is being left, without its name.
 *
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/controllers/gracefuleviction/evictiontask.go#L67-L90
 */
export function evictionText(task: Fields, now: number | undefined): string {
  const { producer, reason, creationTimestamp, gracePeriodSeconds } = task;
  const by = isName(producer) ? ` by ${producer}` : '';
  const why = isName(reason) ? ` (${reason})` : '';
  const started = instantOf(creationTimestamp);
  const evicted = `is being evicted${by}${why}${timeText(creationTimestamp, now)}`;
  if (isSuppressed(task)) return `${evicted}, and kept until somebody confirms`;
  if (isDirect(task)) return `${evicted}; its Work goes at once`;
  const seconds = isCount(gracePeriodSeconds, MAX_INT32) ? gracePeriodSeconds : GRACE_PERIOD;
  if (started === undefined || now === undefined)
    return `${evicted}, for at most ${durationText(seconds * 1000)}`;
  const left = Math.ceil(started / 1000 + seconds - now / 1000) * 1000;
  return left > 0 ? `${evicted}, and for at most ${durationText(left)} more` : `${evicted}; its time is up`;
}
