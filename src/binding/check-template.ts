import { invalid } from '../errors.js';
import { A_GENERATION } from '../generation/processed-generation.js';
import {
  type Fields,
  isAbsent,
  isCount,
  isFields,
  MAX_SAFE,
  type Refuse,
  typed,
} from '../kubernetes/object.js';

/**
 * Refuses a template that is another object than the binding's resource; another version of its group is the same
 * object. What is missing on either side is no difference.
 */
export function checkTemplate(template: unknown, resource: Fields, wrong: Refuse): void {
  if (isAbsent(template)) return;
  if (!isFields(template)) throw invalid('INVALID_OPTIONS', 'template', template, 'an object');
  const metadata = typed(template.metadata, 'template.metadata', 'an object', wrong) ?? {};
  if (template.apiVersion !== resource.apiVersion)
    same('apiVersion', groupOf(template.apiVersion), groupOf(resource.apiVersion));
  same('kind', template.kind, resource.kind);
  same('metadata.namespace', metadata.namespace || undefined, resource.namespace || undefined);
  same('metadata.name', metadata.name, resource.name);
  const { generation, uid } = metadata;
  if (!isAbsent(generation) && !isCount(generation, MAX_SAFE))
    wrong('template.metadata.generation', generation, A_GENERATION);
  if (!isAbsent(uid) && !isAbsent(resource.uid) && uid !== resource.uid)
    wrong('template.metadata.uid', uid, `that of spec.resource, ${resource.uid}: the object was made anew`);
}

function same(path: string, actual: unknown, expected: unknown): void {
  if (isAbsent(actual) || isAbsent(expected) || actual === expected) return;
  throw invalid(
    'INVALID_OPTIONS',
    `template.${path}`,
    actual,
    `${JSON.stringify(expected)} as in spec.resource`,
  );
}

/** The group of an API version; that of Kubernetes' core is empty. */
function groupOf(apiVersion: unknown): unknown {
  if (typeof apiVersion !== 'string') return undefined;
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}
