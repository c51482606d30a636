import { ScriptError } from '../runtime/script-error.js';
import { escapeHtml } from './run-operation.js';

interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

/** A reference as a script gives it, decoded. */
export interface Reference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly labelSelector?: {
    readonly matchLabels?: { readonly [label: string]: string };
    readonly matchExpressions?: readonly Requirement[];
  };
}

const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const LABEL_NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const NAME_FORM =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const VALUE_FORM =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
const PREFIX_FORM =
  "prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

/**
 * Refuses references that name no kind, or neither an object nor a selector that is right.
 *
 * @throws ScriptError with Karmada's text.
 * @see https://github.com/karmada-io/karmada/blob/v1.15.0/pkg/util/interpreter/validation/validation.go
 */
export function verifyDependencies(references: readonly Reference[]): void {
  const faults = references.flatMap((reference, i) => faultsOf(reference, `dependencies[${i}]`));
  // The same sentence is said once.
  const told = [...new Set(faults)];
  if (told.length === 0) return;
  throw new ScriptError(told.length === 1 ? (told[0] as string) : `[${told.join(', ')}]`, undefined);
}

function invalid(path: string, value: unknown, message: string): string {
  return `${path}: Invalid value: ${escapeHtml(JSON.stringify(value))}: ${message}`;
}

function faultsOf(reference: Reference, path: string): string[] {
  const { apiVersion, kind, name, labelSelector } = reference;
  const faults: string[] = [];
  if (apiVersion === '') faults.push(invalid(`${path}.apiVersion`, '', 'missing required apiVersion'));
  if (kind === '') faults.push(invalid(`${path}.kind`, '', 'missing required kind'));
  if (name === undefined && labelSelector === undefined) {
    faults.push(invalid(path, reference, 'dependency can not leave name and labelSelector all empty'));
  }
  const { matchLabels = {}, matchExpressions = [] } = labelSelector ?? {};
  for (const [label, value] of Object.entries(matchLabels)) {
    const place = `${path}.labelSelector.matchLabels`;
    faults.push(...nameFaults(label).map((fault) => invalid(place, label, fault)));
    faults.push(...valueFaults(value).map((fault) => invalid(place, value, fault)));
  }
  matchExpressions.forEach((expression, i) => {
    faults.push(...requirementFaults(expression, `${path}.labelSelector.matchExpressions[${i}]`));
  });
  return faults;
}

function requirementFaults({ key, operator, values = [] }: Requirement, path: string): string[] {
  const faults: string[] = [];
  const lists = operator === 'In' || operator === 'NotIn';
  if (lists && values.length === 0) {
    faults.push(`${path}.values: Required value: must be specified when \`operator\` is 'In' or 'NotIn'`);
  }
  if (!lists && operator !== 'Exists' && operator !== 'DoesNotExist') {
    faults.push(invalid(`${path}.operator`, operator, 'not a valid selector operator'));
  } else if (!lists && values.length > 0) {
    faults.push(
      `${path}.values: Forbidden: may not be specified when \`operator\` is 'Exists' or 'DoesNotExist'`,
    );
  }
  faults.push(...nameFaults(key).map((fault) => invalid(`${path}.key`, key, fault)));
  values.forEach((value, i) => {
    faults.push(...valueFaults(value).map((fault) => invalid(`${path}.values[${i}]`, value, fault)));
  });
  return faults;
}

function valueFaults(value: string): string[] {
  const faults: string[] = [];
  if (value.length > 63) faults.push('must be no more than 63 bytes');
  if (!LABEL_VALUE.test(value)) faults.push(VALUE_FORM);
  return faults;
}

function nameFaults(key: string): string[] {
  const parts = key.split('/');
  const faults: string[] = [];
  if (parts.length > 2) {
    return [
      `a qualified name must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const name = parts.at(-1) as string;
  if (parts.length === 2) {
    const [prefix = ''] = parts;
    if (prefix === '') faults.push('prefix part must be non-empty');
    else if (prefix.length > 253) faults.push('prefix part must be no more than 253 bytes');
    else if (!SUBDOMAIN.test(prefix)) faults.push(PREFIX_FORM);
  }
  if (name === '') faults.push('name part must be non-empty');
  else if (name.length > 63) faults.push('name part must be no more than 63 bytes');
  if (!LABEL_NAME.test(name)) faults.push(NAME_FORM);
  return faults;
}

/** References of all scripts together: each once, but for those with a selector, in order. */
export function unionOf(references: readonly Reference[]): readonly Reference[] {
  const seen = new Set<string>();
  const keyOf = ({ apiVersion, kind, namespace = '', name = '' }: Reference) =>
    [apiVersion, kind, namespace, name].join('\u0000');
  const kept = references.filter((reference) => {
    if (reference.labelSelector !== undefined) return true;
    const key = keyOf(reference);
    return !seen.has(key) && seen.add(key);
  });
  return kept.sort((a, b) => {
    const [first, second] = [keyOf(a), keyOf(b)];
    return first < second ? -1 : first > second ? 1 : 0;
  });
}
