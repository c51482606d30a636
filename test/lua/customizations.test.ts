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

/** Karmada tells no components from an empty list of them. */
function withList(given: OperationCase): OperationCase {
  const { components } = (given.result ?? {}) as { components?: unknown };
  return components === null ? { ...given, result: { components: [] } } : given;
}
