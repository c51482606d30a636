import { compare } from '../../kubernetes/compare.js';
import { toBytes } from '../runtime/lua-text.js';
import { ScriptError } from '../runtime/script-error.js';

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

const NAME = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const VALUE = `(${NAME})?`;
const DOMAIN = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${DOMAIN}(\\.${DOMAIN})*`;

/** What Kubernetes says of a text that has not the form of its place. */
const formFault = (letters: string, examples: string, form: string) =>
  `consist of ${letters}, and must start and end with an alphanumeric character (e.g. '${examples}', regex used for validation is '${form}')`;
const LETTERS = "alphanumeric characters, '-', '_' or '.'";
const nameForm = () => `must ${formFault(LETTERS, "MyName',  or 'my.name',  or '123-abc", NAME)}`;
const valueForm = () =>
  `a valid label must be an empty string or ${formFault(LETTERS, "MyValue',  or 'my_value',  or '12345", VALUE)}`;
const subdomainForm = () =>
  `a lowercase RFC 1123 subdomain must ${formFault("lower case alphanumeric characters, '-' or '.'", 'example.com', SUBDOMAIN)}`;

/**
 * Refuses references that name no kind, or neither an object nor a selector that is right.
 *
 * @throws ScriptError with Karmada's text.
 * @see https://github.com/karmada-io/karmada/blob/v1.15.0/pkg/util/interpreter/validation/validation.go
 */
export function verifyDependencies(references: readonly Reference[]): void {
  // The same sentence is said once.
  const told = new Set<string>();
  const say = (path: string, value: unknown, messages: readonly string[]): void => {
    const shown = escapeHtml(JSON.stringify(value));
    for (const message of messages) told.add(`${path}: Invalid value: ${shown}: ${message}`);
  };
  references.forEach((reference, i) => {
    const path = `dependencies[${i}]`;
    for (const field of ['apiVersion', 'kind'] as const) {
      if (reference[field] === '') say(`${path}.${field}`, '', [`missing required ${field}`]);
    }
    const { name, labelSelector } = reference;
    if (name === undefined && labelSelector === undefined)
      say(path, reference, ['dependency can not leave name and labelSelector all empty']);
    const { matchLabels = {}, matchExpressions = [] } = labelSelector ?? {};
    for (const [label, value] of Object.entries(matchLabels)) {
      say(`${path}.labelSelector.matchLabels`, label, nameFaults(label));
      say(`${path}.labelSelector.matchLabels`, value, valueFaults(value));
    }
    matchExpressions.forEach(({ key, operator, values = [] }, i) => {
      const place = `${path}.labelSelector.matchExpressions[${i}]`;
      const lists = operator === 'In' || operator === 'NotIn';
      if (!lists && operator !== 'Exists' && operator !== 'DoesNotExist')
        say(`${place}.operator`, operator, ['not a valid selector operator']);
      else if (lists && values.length === 0)
        told.add(`${place}.values: Required value: must be specified when \`operator\` is 'In' or 'NotIn'`);
      else if (!lists && values.length > 0)
        told.add(
          `${place}.values: Forbidden: may not be specified when \`operator\` is 'Exists' or 'DoesNotExist'`,
        );
      say(`${place}.key`, key, nameFaults(key));
      values.forEach((value, j) => {
        say(`${place}.values[${j}]`, value, valueFaults(value));
      });
    });
  });
  const [first, ...more] = told;
  if (first === undefined) return;
  throw new ScriptError(toBytes(more.length === 0 ? first : `[${[...told].join(', ')}]`), undefined);
}

function hasForm(text: string, form: string): boolean {
  return new RegExp(`^${form}$`).test(text);
}

function valueFaults(value: string): string[] {
  return [...lengthFaults(value, 63), ...(hasForm(value, VALUE) ? [] : [valueForm()])];
}

function lengthFaults(text: string, most: number): string[] {
  return toBytes(text).length > most ? [`must be no more than ${most} bytes`] : [];
}

function nameFaults(key: string): string[] {
  const [name = '', prefix, ...more] = key.split('/').reverse();
  if (more.length > 0)
    return [
      `a valid label key ${nameForm()} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  const partFaults = (part: string, most: number) =>
    part === '' ? ['must be non-empty'] : lengthFaults(part, most);
  const faults = partFaults(name, 63);
  if (!hasForm(name, NAME)) faults.push(nameForm());
  const prefixFaults = prefix === undefined ? [] : partFaults(prefix, 253);
  if (prefix !== undefined && prefixFaults.length === 0 && !hasForm(prefix, SUBDOMAIN))
    prefixFaults.push(subdomainForm());
  return [
    ...prefixFaults.map((fault) => `prefix part ${fault}`),
    ...faults.map((fault) => `name part ${fault}`),
  ];
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
  return kept.sort((a, b) => compare(keyOf(a), keyOf(b)));
}

/** JSON as Go writes it, with the signs of HTML escaped. */
export function escapeHtml(text: string): string {
  return text.replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
