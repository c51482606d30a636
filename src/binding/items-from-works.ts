import { invalid } from '../errors.js';
import type { AggregatedStatusItem } from '../generation/items.js';
import { RESOURCE_TEMPLATE_GENERATION_ANNOTATION } from '../generation/processed-generation.js';
import { compare } from '../kubernetes/compare.js';
import {
  at,
  type Fields,
  isAbsent,
  isFields,
  isName,
  type KubernetesObject,
  MAX_SAFE,
  type Refuse,
  refuse,
  typed,
} from '../kubernetes/object.js';
import type { BoundResource } from './binding-explanation.js';
import { type BindingParts, readBinding } from './read-binding.js';

/** What a member reports, with the generations that Karmada's staged propagation has beside the status. */
export interface ReportedItem extends AggregatedStatusItem {
  readonly resourceTemplateGeneration?: number;
  readonly memberGeneration?: number;
  readonly memberObservedGeneration?: number;
}

/** Which manifest of the Works counts; without either, the only one of each. */
export interface ItemsFromWorksOptions {
  /** Takes the Works of this binding alone, and of those the manifest of its resource. */
  readonly binding?: KubernetesObject | undefined;
  /** The object whose manifest counts. */
  readonly resource?: BoundResource | undefined;
}

/** What an explanation needs of a Work. */
export interface WorkFacts {
  readonly clusterName: string;
  /** Where it stands in the list of Works. */
  readonly path: string;
  readonly deleting: boolean;
  /** Whether the Work itself holds dispatching back. */
  readonly suspended: boolean;
  /** The template's generation that its manifest carries, as far as it does. */
  readonly generation?: number | undefined;
  /** Absent where it is being deleted. */
  readonly item?: ReportedItem | undefined;
}

const NAMESPACE = 'karmada-es-';

/**
 * What the binding's `status.aggregatedStatus` becomes of its Works: Karmada's own collection, of which a binding
 * has a copy that may be late.
 *
 * @param works - The Works of every cluster; one that is being deleted counts for nothing.
 * @param options - Which Works and which manifest of theirs.
 * @returns An item a Work, by the names of the clusters. The status of one that is not applied is dropped.
 * @throws InterpreterError `INVALID_OBJECT` for a Work in another namespace than that of a cluster, and for one
 * without the manifest; so that nothing is silently short.
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/util/helper/workstatus.go#L146-L217
 * @example
 * const items = itemsFromWorks(works, { binding });
 * const next = deployment.aggregateStatus(template, items);
 */
export function itemsFromWorks(
  works: readonly KubernetesObject[],
  options: ItemsFromWorksOptions = {},
): ReportedItem[] {
  if (!isFields(options)) throw invalid('INVALID_OPTIONS', 'options', options, 'an object');
  const { binding, resource }: ItemsFromWorksOptions = options;
  if (!isAbsent(resource) && !isFields(resource))
    throw invalid('INVALID_OPTIONS', 'options.resource', resource, 'an object');
  if (!Array.isArray(works)) refuse('works', works, 'a list');
  const parts = binding && readBinding(binding, refuse);
  return worksOf(works, parts, resource ?? parts?.resource, refuse)
    .flatMap(({ item }) => item ?? [])
    .sort((a, b) => compare(a.clusterName, b.clusterName));
}

/** The label's value by which Works belong to a binding. */
export function permanentId({ metadata, idLabel }: BindingParts): unknown {
  return at(metadata.labels, idLabel);
}

/** Reads the Works of a binding, or all of them where there is none; those that `wrong` lets pass are left out. */
export function worksOf(
  works: readonly unknown[],
  binding: BindingParts | undefined,
  resource: BoundResource | undefined,
  wrong: Refuse,
): readonly WorkFacts[] {
  const id = binding && permanentId(binding);
  if (binding && !isName(id)) {
    wrong(`metadata.labels["${binding.idLabel}"]`, id, 'the id that the Works of the binding have too');
    return [];
  }
  const facts: WorkFacts[] = [];
  for (const [i, work] of works.entries()) {
    const path = `works[${i}]`;
    if (!isFields(work)) wrong(path, work, 'a Work');
    else if (!binding || at(work.metadata, 'labels', binding.idLabel) === id) {
      const read = readWork(work, path, resource, wrong);
      if (read) facts.push(read);
    }
  }
  return facts;
}

function readWork(
  work: Fields,
  path: string,
  resource: BoundResource | undefined,
  wrong: Refuse,
): WorkFacts | undefined {
  const namespace = at(work.metadata, 'namespace');
  if (typeof namespace !== 'string' || !namespace.startsWith(NAMESPACE) || namespace === NAMESPACE) {
    wrong(`${path}.metadata.namespace`, namespace, `${NAMESPACE} and a cluster's name`);
    return undefined;
  }
  const clusterName = namespace.slice(NAMESPACE.length);
  const suspended = at(work.spec, 'suspendDispatching') === true;
  if (!isAbsent(at(work.metadata, 'deletionTimestamp')))
    return { clusterName, path, deleting: true, suspended };
  const place = `${path}.spec.workload.manifests`;
  const manifests = typed(at(work.spec, 'workload', 'manifests'), place, 'a list', wrong) ?? [];
  const ordinal = resource
    ? manifests.findIndex((manifest) => sameIdentity(identityOf(manifest), resource))
    : manifests.length - 1;
  const manifest = manifests[ordinal];
  if (!isFields(manifest) || (!resource && ordinal > 0)) {
    wrong(
      place,
      manifests,
      resource
        ? `a list with ${[resource.kind, resource.name].filter(isName).join(' ')}`
        : 'a list of one manifest',
    );
    return undefined;
  }
  const stamp = at(manifest.metadata, 'annotations', RESOURCE_TEMPLATE_GENERATION_ANNOTATION);
  const generation = typeof stamp === 'string' && /^\d+$/.test(stamp) ? Number(stamp) : undefined;
  if (!isAbsent(stamp) && !(generation !== undefined && generation <= MAX_SAFE)) {
    const annotation = `metadata.annotations["${RESOURCE_TEMPLATE_GENERATION_ANNOTATION}"]`;
    wrong(`${place}[${ordinal}].${annotation}`, stamp, 'a generation');
  }
  const item = itemOf(clusterName, work.status, identityOf(manifest), ordinal);
  return { clusterName, path, deleting: false, suspended, generation, item };
}

/** Karmada's `assembleWorkStatus` of one Work. */
function itemOf(
  clusterName: string,
  status: unknown,
  resource: BoundResource,
  ordinal: number,
): ReportedItem {
  const applied = listAt(status, 'conditions').find((condition) => at(condition, 'type') === 'Applied');
  if (at(applied, 'status') !== 'True') {
    const appliedMessage = at(applied, 'message');
    return { clusterName, ...(isName(appliedMessage) && { appliedMessage }), health: 'Unknown' };
  }
  const found = listAt(status, 'manifestStatuses').find((entry) => {
    const identifier = at(entry, 'identifier');
    return (at(identifier, 'ordinal') ?? 0) === ordinal && sameIdentity(identifierOf(identifier), resource);
  });
  if (!isFields(found)) return { clusterName, applied: true, health: 'Unknown' };
  return { clusterName, applied: true, ...given(found, COLLECTED) };
}

/** What Karmada copies of a manifest's status. */
const COLLECTED = [
  'status',
  'health',
  'resourceTemplateGeneration',
  'memberGeneration',
  'memberObservedGeneration',
] as const;

/** Those of the fields that are set. */
function given(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(names.flatMap((name) => (isAbsent(fields[name]) ? [] : [[name, fields[name]]])));
}

function listAt(value: unknown, key: string): readonly unknown[] {
  const list = at(value, key);
  return Array.isArray(list) ? list : [];
}

/** What a manifest is of. */
function identityOf(manifest: unknown): BoundResource {
  const metadata = at(manifest, 'metadata');
  const identity = { apiVersion: at(manifest, 'apiVersion'), kind: at(manifest, 'kind') };
  return { ...identity, namespace: at(metadata, 'namespace'), name: at(metadata, 'name') } as BoundResource;
}

/** The same of a manifest's identifier, which has group and version apart. */
function identifierOf(identifier: unknown): BoundResource {
  const { group, version, kind, namespace, name } = isFields(identifier) ? identifier : {};
  return {
    apiVersion: isName(group) && isName(version) ? `${group}/${version}` : version,
    kind,
    namespace,
    name,
  } as BoundResource;
}

function sameIdentity(a: BoundResource, b: BoundResource): boolean {
  return (
    a.apiVersion === b.apiVersion &&
    a.kind === b.kind &&
    (a.namespace ?? '') === (b.namespace ?? '') &&
    a.name === b.name
  );
}
