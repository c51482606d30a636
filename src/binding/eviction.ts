import { compare } from '../kubernetes/compare.js';
import { asJson } from '../kubernetes/json.js';
import {
  type Fields,
  isAbsent,
  isCount,
  isFields,
  isName,
  MAX_INT32,
  type Refuse,
  typed,
} from '../kubernetes/object.js';
import { durationText } from '../rollout/strategy/duration.js';
import type { Standing } from './cluster-standing.js';
import { elapsedText, instantOf } from './elapsed-text.js';

/** How long Karmada waits for the successor where a task does not say, in seconds: `--graceful-eviction-timeout`. */
const GRACE_PERIOD = 600;

/** What most bindings have. */
const NO_EVICTIONS: ReadonlyMap<string, Fields> = new Map();

/** The graceful eviction tasks of a binding's spec, by cluster; of two for one cluster, the one that ends first. */
export function evictionsOf(spec: Fields, wrong: Refuse): ReadonlyMap<string, Fields> {
  if (isAbsent(spec.gracefulEvictionTasks)) return NO_EVICTIONS;
  const evictions = new Map<string, Fields[]>();
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
    const others = evictions.get(fromCluster);
    if (others) others.push(task);
    else evictions.set(fromCluster, [task]);
  }
  return new Map(Array.from(evictions, ([name, [task = {}, ...others]]) => [name, firstOf(task, others)]));
}

/** The task that ends the earliest: at once, in time, or when somebody says so. By their texts among equals. */
function firstOf(task: Fields, others: readonly Fields[]): Fields {
  if (others.length === 0) return task;
  const keyed = [task, ...others].map((one) => {
    const rank = isDirect(one) ? 0 : isSuppressed(one) ? 2 : 1;
    return [`${rank}${JSON.stringify(asJson(one))}`, one] as const;
  });
  return keyed.reduce((best, next) => (compare(next[0], best[0]) < 0 ? next : best))[1];
}

/** Whether what runs in the cluster is kept until somebody confirms: purge mode Never. */
function isSuppressed(task: Fields): boolean {
  return task.suppressDeletion === true;
}

/** Whether the cluster's Work is to go at once. */
export function isDirect(task: Fields): boolean {
  return task.purgeMode === 'Directly';
}

/**
 * Where a cluster stands that is being left.
 *
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/controllers/gracefuleviction/evictiontask.go#L67-L90
 */
export function evictingStanding(task: Fields, now: number | undefined): Standing {
  const { producer, reason, creationTimestamp } = task;
  const by = isName(producer) ? ` by ${producer}` : '';
  const why = isName(reason) ? ` (${reason})` : '';
  const evicted = `is being evicted${by}${why}${elapsedText(creationTimestamp, now)}`;
  const standing = { reason: 'Evicting', state: 'Progressing', settled: false } as const;
  if (isSuppressed(task)) {
    const help = 'set suppressDeletion of its task to false as soon as it may go';
    return { ...standing, state: 'Suspended', fact: `${evicted}, and kept until somebody confirms`, help };
  }
  if (isDirect(task))
    return { ...standing, fact: `${evicted}; its Work goes at once`, help: 'it ends when its Work is gone' };
  return { ...standing, fact: `${evicted}${deadlineText(task, now)}` };
}

/** How long the eviction waits for the successor. */
function deadlineText({ creationTimestamp, gracePeriodSeconds }: Fields, now: number | undefined): string {
  const started = instantOf(creationTimestamp);
  const seconds = isCount(gracePeriodSeconds, MAX_INT32) ? gracePeriodSeconds : GRACE_PERIOD;
  if (started === undefined || now === undefined) return `, for at most ${durationText(seconds * 1000)}`;
  const left = Math.ceil(started / 1000 + seconds - now / 1000) * 1000;
  return left > 0 ? `, and for at most ${durationText(left)} more` : '; its time is up';
}
