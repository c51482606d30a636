import type { KindInterpreter } from 'karmada-interpreter';
import { compileCustomizations } from 'karmada-interpreter/lua';
import { describe, expect, test } from 'vitest';
import { answerOf, expectRecorded, messageOf, type OperationCase, recorded } from './recorded.js';

interface Recording {
  readonly customizations: { readonly [name: string]: object };
  readonly cases: readonly (OperationCase & { readonly customization: string })[];
}

const { customizations, cases } = recorded<Recording>('customizations');
const kinds = Object.entries(customizations).map(([name, customization]) => {
  const [kind] = compileCustomizations([customization]);
  if (kind === undefined) throw new Error(`${name} makes no kind`);
  return { name, kind, asked: cases.filter((each) => each.customization === name) };
});

describe('customizations that Karmada has run', () => {
  test.each(kinds)('$name', ({ kind, asked }) => {
    for (const each of asked) {
      if (each.accident) continue;
      expectRecorded(withList(each), () => answerOf(kind, each));
    }
  });

  test('what fails in Karmada by accident goes on', () => {
    const accidents = cases.filter(({ accident }) => accident);
    expect(accidents).toHaveLength(11);
    for (const each of accidents) {
      const kind = kinds.find(({ name }) => name === each.customization)?.kind;
      expect(messageOf(() => kind && answerOf(kind, each))).toBeUndefined();
    }
  });

  test('all are there', () => {
    expect(kinds).toHaveLength(44);
    expect(cases).toHaveLength(1759);
  });
});

// Answers of Karmada's that no recorded case has.
describe('what a script returns', () => {
  const target = { apiVersion: 'a/v1', kind: 'K' };
  const kindOf = (member: string, luaScript: string) => {
    const spec = { target, customizations: { [member]: { luaScript } } };
    return compileCustomizations([{ metadata: { name: 'x' }, spec }])[0] as Required<KindInterpreter>;
  };

  test('is no object where its API version is none', () => {
    const kind = kindOf('retention', 'function Retain(d, o) d.apiVersion = o.apiVersion return d end');
    const text = `json unmarshal obj failed: Object 'Kind' is missing in '{"apiVersion":"a/b/c","kind":"K","m":{"a":1}}'`;
    const desired = { ...target, m: { a: 1 } };
    expect(messageOf(() => kind.retain(desired, { apiVersion: 'a/b/c' }))).toBe(text);
    expect(kind.retain(desired, { apiVersion: 'a/b' })).toEqual({ ...desired, apiVersion: 'a/b' });
  });

  test('keeps an object that is empty where it was made of one without values', () => {
    const kind = kindOf('retention', 'function Retain(d) d.spec = {} d.status = {} return d end');
    const desired = { ...target, spec: { size: undefined } };
    expect(kind.retain(desired, {})).toEqual({ ...target, spec: {} });
  });

  test('names a label key that is none as the API server does', () => {
    const reference = `{ apiVersion = "v1", kind = "Secret", labelSelector = { matchLabels = { ["a/b/c"] = "x" } } }`;
    const kind = kindOf('dependencyInterpretation', `function GetDependencies() return { ${reference} } end`);
    expect(messageOf(() => kind.getDependencies(target))).toMatch(
      /^dependencies\[0\]\.labelSelector\.matchLabels: Invalid value: "a\/b\/c": a valid label key must consist of /,
    );
  });

  test('has claims of volumes as Kubernetes has them', () => {
    const kind = kindOf(
      'dependencyInterpretation',
      'function GetDependencies(o) return require("kube").getPodDependencies(o.spec, "ns") or {} end',
    );
    const withClaim = (volumeClaimTemplate: unknown) => ({
      ...target,
      spec: { spec: { volumes: [{ name: 'v', ephemeral: { volumeClaimTemplate } }] } },
    });
    expect(kind.getDependencies(withClaim({ spec: { accessModes: ['x'] } }))).toEqual([]);
    expect(messageOf(() => kind.getDependencies(withClaim({ spec: 'x' })))).toMatch(
      /volumeClaimTemplate\.spec of type v1\.PersistentVolumeClaimSpec$/,
    );
  });
});

/** Karmada tells no components from an empty list of them. */
function withList(given: OperationCase): OperationCase {
  const { components } = (given.result ?? {}) as { components?: unknown };
  return components === null ? { ...given, result: { components: [] } } : given;
}
