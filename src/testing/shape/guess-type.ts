import type { ShapeType } from './shape.js';

/** What Kubernetes' fields are by their names, for code that does not say what it takes. */
const BY_NAME: readonly (readonly [RegExp, ShapeType])[] = [
  [/^(paused|suspend|suspended|enabled|unschedulable|is[A-Z]\w*|has[A-Z]\w*)$/, 'flag'],
  [/^(conditions|items|containers|initContainers|volumes|ingress|\w+Refs|\w+Statuses|\w+Mounts)$/, 'list'],
  [/(Time|Timestamp|At)$/, 'time'],
  [/^(cpu|memory|storage|ephemeral-storage|limits|requests|overhead|controlledResources)$/, 'quantity'],
  [/^(template|selector|loadBalancer|metadata|spec|\w+Template)$/, 'object'],
  [
    /^(replicas|number|count|total|desired|current)|(Replicas|[a-z]Count|Number|Total|Pods|failures|Failures)$|^(ready|available|active|succeeded|failed|size|parallelism|completions|partition|port|members|generation)$/,
    'count',
  ],
];

/** The type that a field of this name most likely has; a text where the name says nothing. */
export function guessType(name: string): ShapeType {
  return BY_NAME.find(([pattern]) => pattern.test(name))?.[1] ?? 'text';
}

/** Fields that statuses have, for code of which it cannot be seen which ones it reads. */
export const USUAL_STATUS: readonly string[] = [
  ...['replicas', 'readyReplicas', 'updatedReplicas', 'availableReplicas', 'currentReplicas'],
  ...['active', 'succeeded', 'failed', 'ready', 'phase', 'state', 'message', 'reason', 'conditions'],
  ...['startTime', 'completionTime', 'currentRevision', 'updateRevision', 'labelSelector'],
];

/** Fields that specs have. */
export const USUAL_SPEC: readonly string[] = ['replicas', 'size', 'paused', 'suspend', 'template'];
