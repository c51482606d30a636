import { invalid } from '../errors.js';
import { at, isAbsent, isFields, isName, type KubernetesObject, withValueAt } from '../kubernetes/object.js';
import { withoutValueAt } from '../kubernetes/without-value-at.js';

/** What the control plane writes of any object, which a member's writes anew of its copy. */
const OF_ALL: readonly (readonly string[])[] = [
  ['metadata', 'creationTimestamp'],
  ['metadata', 'deletionTimestamp'],
  ['metadata', 'deletionGracePeriodSeconds'],
  ['metadata', 'generation'],
  ['metadata', 'managedFields'],
  ['metadata', 'resourceVersion'],
  ['metadata', 'selfLink'],
  ['metadata', 'uid'],
  ['metadata', 'ownerReferences'],
  ['metadata', 'finalizers'],
  ['status'],
];

type Prune = <T extends KubernetesObject>(object: T) => T;

/** What else is taken off, by API group, a space and the kind. */
const BY_KIND: { readonly [kind: string]: Prune } = {
  'apps Deployment': (object) =>
    without(
      object,
      annotation('deployment.kubernetes.io/revision'),
      annotation('deployment.kubernetes.io/revision-history'),
    ),
  'batch Job': pruneJob,
  ' Secret': (object) =>
    at(object, 'type') === 'kubernetes.io/service-account-token'
      ? without(object, annotation('kubernetes.io/service-account.uid'), ['data'])
      : object,
  ' Service': (object) => {
    const clusterIP = at(object, 'spec', 'clusterIP');
    return isAbsent(clusterIP) || clusterIP === 'None'
      ? object
      : without(object, ['spec', 'clusterIP'], ['spec', 'clusterIPs']);
  },
  ' ServiceAccount': pruneServiceAccount,
  ' PersistentVolumeClaim': (object) => without(object, annotation('volume.kubernetes.io/selected-node')),
};

/**
 * The object as it is propagated: without what a control plane fills in, and a member's would refuse or fill in
 * otherwise.
 *
 * @param object - A resource template of any kind.
 * @returns The object itself where there is nothing to take off.
 * @throws InterpreterError `INVALID_OBJECT` for what is no object.
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/resourceinterpreter/default/native/prune/prune.go
 * @example
 * const manifest = prune(job.reviseReplica(template, replicas));
 */
export function prune<T extends KubernetesObject>(object: T): T {
  if (!isFields(object)) throw invalid('INVALID_OBJECT', 'object', object, 'an object');
  const { apiVersion, kind }: KubernetesObject = object;
  const version = isName(apiVersion) ? apiVersion : '';
  const name = `${version.slice(0, Math.max(0, version.lastIndexOf('/')))} ${isName(kind) ? kind : ''}`;
  const pruned = without(object, ...OF_ALL);
  return Object.hasOwn(BY_KIND, name) ? (BY_KIND[name] as Prune)(pruned) : pruned;
}

function annotation(name: string): readonly string[] {
  return ['metadata', 'annotations', name];
}

function without<T extends object>(object: T, ...paths: readonly (readonly string[])[]): T {
  return paths.reduce<T>(withoutValueAt, object);
}

const UIDS = ['controller-uid', 'batch.kubernetes.io/controller-uid'];
const NAMES = ['job-name', 'batch.kubernetes.io/job-name'];

/** A Job without the selector that the API server made of its uid, and without the time after which it is deleted. */
function pruneJob<T extends KubernetesObject>(object: T): T {
  // A Job that its member deletes would be created again.
  const kept = without(object, ['spec', 'ttlSecondsAfterFinished']);
  if (at(object, 'spec', 'manualSelector') === true) return kept;
  return without(
    kept,
    ...UIDS.map((label) => ['spec', 'selector', 'matchLabels', label]),
    ...[...UIDS, ...NAMES].map((label) => ['spec', 'template', 'metadata', 'labels', label]),
  );
}

/** A ServiceAccount without the tokens that were made for it. */
function pruneServiceAccount<T extends KubernetesObject>(object: T): T {
  const secrets = at(object, 'secrets');
  if (!Array.isArray(secrets)) return object;
  const prefix = `${at(object, 'metadata', 'name')}-token-`;
  const kept = secrets.filter((secret: unknown) => {
    const name = at(secret, 'name');
    return !(isName(name) && name.startsWith(prefix));
  });
  return kept.length === secrets.length ? object : withValueAt(object, ['secrets'], kept);
}
