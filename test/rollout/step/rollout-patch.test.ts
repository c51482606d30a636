import type { Suspension } from 'karmada-interpreter';
import { rolloutPatch } from 'karmada-interpreter/rollout';
import { describe, expect, it } from 'vitest';
import { deepFreeze } from '../../support/freeze.js';

const path = '/spec/suspension';
const on = (...clusterNames: string[]) => ({ dispatchingOnClusters: { clusterNames } });

describe('the patch', () => {
  it.each<[string, object, Suspension | undefined, unknown]>([
    ['adds', { spec: {} }, on('a'), [{ op: 'add', path, value: on('a') }]],
    ['adds in place of null', { spec: { suspension: null } }, on('a'), [{ op: 'add', path, value: on('a') }]],
    ['adds with the spec', {}, on('a'), [{ op: 'add', path: '/spec', value: { suspension: on('a') } }]],
    ['replaces', { spec: { suspension: on('a', 'b') } }, on('a'), [{ op: 'replace', path, value: on('a') }]],
    ['removes', { spec: { suspension: on('a') } }, undefined, [{ op: 'remove', path }]],
    [
      "keeps the binding's scheduling",
      { spec: { suspension: { scheduling: true, ...on('a') } } },
      undefined,
      [{ op: 'replace', path, value: { scheduling: true } }],
    ],
    ['leaves what is so already', { spec: { suspension: on('a') } }, on('a'), []],
    ['leaves nothing where there is nothing', {}, undefined, []],
    ['leaves what is empty', { spec: { suspension: {} } }, undefined, []],
    ['leaves null', { spec: { suspension: null } }, undefined, []],
  ])('%s', (_, object, suspension, patch) => {
    expect(rolloutPatch(deepFreeze(object), deepFreeze(suspension))).toEqual(patch);
  });

  it('is refused for an object that is none', () => {
    expect(() => rolloutPatch({ spec: 'x' } as never, undefined)).toThrow(/^spec is "x", not an object$/);
    expect(() => rolloutPatch({ spec: { suspension: 'x' } } as never, undefined)).toThrow(
      'bindingSuspension',
    );
  });
});
