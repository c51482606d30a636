import { compileCustomizations, validateCustomization } from 'karmada-interpreter/lua';
import { describe, expect, test } from 'vitest';
import { headOf } from './compare.js';
import { answerOf, expectRecorded, type OperationCase, recorded } from './recorded.js';

interface MergeCase extends OperationCase {
  readonly customizations: readonly object[];
  readonly enabled?: false;
}

interface AdmissionCase {
  readonly name: string;
  readonly admit: object;
  readonly existing: readonly object[];
  readonly allowed?: true;
  readonly error?: string;
}

const { cases } = recorded<{ cases: readonly (MergeCase | AdmissionCase)[] }>('merge');
const merges = cases.filter((each): each is MergeCase => 'customizations' in each);
const admissions = cases.filter((each): each is AdmissionCase => 'admit' in each);

describe('several customizations of a kind', () => {
  test.each(merges)('$name', (given) => {
    const { apiVersion, kind: name } = given.object as { apiVersion?: string; kind?: string };
    const kinds = compileCustomizations(given.customizations);
    const kind = kinds.find((each) => each.kind === name && each.apiVersions.includes(`${apiVersion}`));
    if (given.enabled !== false) {
      expect(kind?.operations).toContain(given.operation);
      expectRecorded(given, () => kind && answerOf(kind, given));
    } else if (given.operation === 'InterpretStatus') expect(kind?.reflectStatus).not.toBeUndefined();
    else expect(kind?.operations ?? []).not.toContain(given.operation);
  });

  test('all are there', () => {
    expect([merges.length, admissions.length]).toEqual([52, 82]);
  });
});

describe('admission', () => {
  test.each(admissions)('$name', ({ admit, existing, error }) => {
    const [first] = validateCustomization(admit, existing).filter(({ severity }) => severity === 'error');
    expect(first && headOf(first.message)).toBe(error && headOf(error));
  });
});
