import { invalid } from '../errors.js';
import { type Fields, isAbsent, isFields, type Refuse, refuse, typed } from '../kubernetes/object.js';

/** The parts of a binding; each is empty where it is absent or malformed. */
export interface BindingParts {
  readonly metadata: Fields;
  readonly spec: Fields;
  readonly status: Fields;
  /** `spec.resource`. */
  readonly resource: Fields;
  /** The label that its Works have too, with the same value. */
  readonly idLabel: string;
}

const NOTHING: Fields = {};
/** What names a resource. */
const NAMES = ['apiVersion', 'kind', 'namespace', 'name', 'uid', 'resourceVersion'];

const GROUP = 'work.karmada.io/';

const ID_LABEL = 'resourcebinding.karmada.io/permanent-id';
const CLUSTER_ID_LABEL = 'clusterresourcebinding.karmada.io/permanent-id';

/**
 * Reads a ResourceBinding or ClusterResourceBinding.
 *
 * @param binding - Items of typed lists have neither apiVersion nor kind: such a one passes as what has a spec.
 * @param wrong - What to do about a part of the wrong type.
 * @throws InterpreterError `INVALID_OBJECT` for what is no binding.
 */
export function readBinding(binding: unknown, wrong: Refuse): BindingParts {
  if (!isFields(binding)) refuse('binding', binding, 'a ResourceBinding or ClusterResourceBinding');
  const { apiVersion, kind } = binding;
  if (!isAbsent(apiVersion) && !(typeof apiVersion === 'string' && apiVersion.startsWith(GROUP)))
    throw invalid('INVALID_OBJECT', 'binding.apiVersion', apiVersion, 'one of work.karmada.io');
  const wide = kind === 'ClusterResourceBinding';
  if (!wide && kind !== 'ResourceBinding' && (!isAbsent(kind) || !isFields(binding.spec)))
    throw invalid('INVALID_OBJECT', 'binding.kind', kind, 'ResourceBinding or ClusterResourceBinding');
  const metadata = typed(binding.metadata, 'metadata', 'an object', wrong) ?? NOTHING;
  const spec = typed(binding.spec, 'spec', 'an object', wrong) ?? NOTHING;
  const clusterScoped = wide || (isAbsent(kind) && isAbsent(metadata.namespace));
  return {
    metadata,
    spec,
    status: typed(binding.status, 'status', 'an object', wrong) ?? NOTHING,
    resource: readResource(spec.resource, wrong),
    idLabel: clusterScoped ? CLUSTER_ID_LABEL : ID_LABEL,
  };
}

/** A binding's resource, without what of its names is no text: such a value cannot even be written into a sentence. */
function readResource(value: unknown, wrong: Refuse): Fields {
  const resource = typed(value, 'spec.resource', 'an object', wrong) ?? NOTHING;
  const { apiVersion, kind, namespace, name, uid, resourceVersion } = resource;
  if (
    isAbsentOrText(apiVersion) &&
    isAbsentOrText(kind) &&
    isAbsentOrText(namespace) &&
    isAbsentOrText(name) &&
    isAbsentOrText(uid) &&
    isAbsentOrText(resourceVersion)
  )
    return resource;
  const malformed = NAMES.filter((name) => !isAbsentOrText(resource[name]));
  for (const name of malformed) wrong(`spec.resource.${name}`, resource[name], 'a string');
  return Object.fromEntries(Object.entries(resource).filter(([name]) => !malformed.includes(name)));
}

function isAbsentOrText(value: unknown): boolean {
  return typeof value === 'string' || isAbsent(value);
}

/** Whether the binding's resource has replicas, or pods at all. */
export function isWorkload({ replicas, replicaRequirements, components }: Fields): boolean {
  return (
    (typeof replicas === 'number' && replicas > 0) ||
    isFields(replicaRequirements) ||
    hasComponents(components)
  );
}

function hasComponents(components: unknown): boolean {
  return Array.isArray(components) && components.length > 0;
}
