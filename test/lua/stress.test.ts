import { createHash } from 'node:crypto';
import type { KubernetesObject } from 'karmada-interpreter';
import { compileCustomizations } from 'karmada-interpreter/lua';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../support/freeze.js';
import { comparable } from './compare.js';
import { recorded } from './recorded.js';
import { input, names } from './stress-members.js';

const customizations = recorded<{ readonly [name: string]: object }>('stress-customizations');
const { sums } = recorded<{
  sums: { readonly [name: string]: { readonly [members: string]: { readonly sha256: string } } };
}>('stress-expected');

describe.each(names)('%s', (name) => {
  test.each([3, 100, 1000])('of %i members are as Karmada has them', (members) => {
    const [kind] = compileCustomizations([customizations[name]]);
    const { object, items }: { object: KubernetesObject; items: readonly unknown[] } = deepFreeze(
      input(name, members),
    );
    const aggregated = kind?.aggregateStatus?.(object, items as never);
    const text = JSON.stringify(comparable(aggregated?.status));
    expect(createHash('sha256').update(text).digest('hex')).toBe(sums[name]?.[members]?.sha256);
  });
});
