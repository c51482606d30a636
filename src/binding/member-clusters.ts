import { invalid } from '../errors.js';
import { at, type Fields, isAbsent, isFields, isName, type Refuse } from '../kubernetes/object.js';
import { elapsedText } from './elapsed-text.js';

/** What keeps each cluster from being ready, as a sentence without its name; `undefined` for those that are. */
export type Readiness = ReadonlyMap<string, string | undefined>;

/** Reads the member clusters: Karmada's Cluster objects, or what matters of them. */
export function readinessOf(
  clusters: unknown,
  now: number | undefined,
  wrong: Refuse,
): Readiness | undefined {
  if (isAbsent(clusters)) return undefined;
  if (!Array.isArray(clusters)) throw invalid('INVALID_OPTIONS', 'options.clusters', clusters, 'a list');
  const readiness = new Map<string, string | undefined>();
  for (let i = 0; i < clusters.length; i++) {
    const cluster: unknown = clusters[i];
    const fields = isFields(cluster) ? cluster : { name: cluster };
    const whole = isFields(fields.metadata);
    const name = whole ? at(fields.metadata, 'name') : fields.name;
    if (!isName(name)) {
      wrong(`clusters[${i}]`, cluster, 'a Cluster, or a name and whether it is ready');
      continue;
    }
    const why = whole ? conditionText(fields, now) : flagText(fields, now);
    // Of two that bear one name, the one that is not ready counts.
    readiness.set(name, why === undefined || (readiness.get(name) ?? '') > why ? readiness.get(name) : why);
  }
  return readiness;
}

function flagText({ ready, since }: Fields, now: number | undefined): string | undefined {
  return isAbsent(ready) || ready === true ? undefined : `is not ready${elapsedText(since, now)}`;
}

/** @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/util/cluster.go#L54-L57 */
function conditionText(cluster: Fields, now: number | undefined): string | undefined {
  const conditions = at(cluster.status, 'conditions');
  const ready = Array.isArray(conditions)
    ? conditions.find((condition) => at(condition, 'type') === 'Ready')
    : undefined;
  if (at(ready, 'status') === 'True') return undefined;
  const reason = at(ready, 'reason');
  const message = at(ready, 'message');
  const words = [reason, message].filter(isName).join(': ');
  return `is not ready${elapsedText(at(ready, 'lastTransitionTime'), now)}${words && ` (${words})`}`;
}
