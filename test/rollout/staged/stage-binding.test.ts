import jsonPatch from 'fast-json-patch';
import { type RolloutItem, rolloutPatch, stageBinding } from 'karmada-interpreter/rollout';
import { describe, expect, it } from 'vitest';
import { deepFreeze } from '../../support/freeze.js';

const now = '2026-10-05T08:00:00Z';
const rolloutStrategy = { type: 'Staged', staged: { gate: { minSuccessTime: '1m' } } };
const template = { metadata: { generation: 7 } };
const item = (clusterName: string): RolloutItem => ({
  ...{ clusterName, applied: true, health: 'Healthy' },
  ...{ resourceTemplateGeneration: 7, memberGeneration: 1 },
});
const binding = (spec: object = {}, status?: object, metadata: object = {}) =>
  deepFreeze({
    metadata,
    spec: { rolloutStrategy, clusters: [{ name: 'b', replicas: 2 }, { name: 'a' }], ...spec },
    ...(status && { status }),
  });
type Binding = { readonly spec: { suspension?: object }; readonly status?: object };

/** A binding after both patches, as a server stores it. */
function patched(given: object, time: string): Binding {
  const { specPatch, statusPatch } = stageBinding(given, template, { now: time });
  const copy = JSON.parse(JSON.stringify(given));
  return jsonPatch.applyPatch(copy, [...specPatch, ...statusPatch] as never, true).newDocument;
}

describe('a binding', () => {
  it('is staged over all its targets, by two patches that make what is missing', () => {
    const required = [{ clusters: [{ name: 'c' }, { name: 'a' }] }];
    const { result, specPatch, statusPatch } = stageBinding(binding({ requiredBy: required }), template, {
      now,
    });
    expect(result.suspension).toEqual({ currentCluster: 'a', suspendedClusters: ['b', 'c'] });
    expect(specPatch).toEqual([
      { op: 'add', path: '/spec/suspension', value: { rollout: result.suspension } },
    ]);
    expect(statusPatch).toEqual([{ op: 'add', path: '/status', value: { rollout: result.status } }]);
  });

  it("leaves the user's own suspension alone, and warns where it holds the current cluster", () => {
    const suspension = { dispatchingOnClusters: { clusterNames: ['a'] }, scheduling: true };
    const { result, specPatch } = stageBinding(binding({ suspension }, {}), template, { now });
    expect(specPatch).toEqual([{ op: 'add', path: '/spec/suspension/rollout', value: result.suspension }]);
    expect(result.explanation.at(-1)).toBe(
      'a is held back by spec.suspension.dispatchingOnClusters, and its timeout runs on all the same',
    );
  });

  it('has nothing to write where nothing has changed, and goes on from what was written', () => {
    const first = patched(binding(), now);
    const again = stageBinding(deepFreeze(first), template, { now: '2026-10-05T08:00:10Z' });
    expect([again.specPatch, again.statusPatch]).toEqual([[], []]);
    const reported = { ...first, status: { ...first.status, aggregatedStatus: [item('a'), item('b')] } };
    const soaking = patched(reported, '2026-10-05T08:01:00Z');
    const next = patched(soaking, '2026-10-05T08:02:00Z');
    expect(next.spec.suspension).toEqual({ rollout: { currentCluster: 'b', suspendedClusters: [] } });
    const last = patched(patched(next, '2026-10-05T08:02:01Z'), '2026-10-05T08:03:01Z');
    expect(last).toMatchObject({ status: { rollout: { phase: 'Succeeded' } } });
    // Go leaves out what is empty.
    const stored = { ...last, spec: { ...last.spec, suspension: { rollout: {} } } };
    expect(stageBinding(stored, template, { now: '2026-10-05T09:00:00Z' }).specPatch).toEqual([]);
  });

  it('is let go without a strategy and when it is deleted', () => {
    const staged = patched(binding(), now);
    const removals = [
      [{ op: 'remove', path: '/spec/suspension/rollout' }],
      [{ op: 'remove', path: '/status/rollout' }],
    ];
    const all = { ...staged, spec: { ...staged.spec, rolloutStrategy: { type: 'AllAtOnce' } } };
    const deleted = { ...staged, metadata: { name: 'nginx-deployment', deletionTimestamp: now } };
    for (const given of [all, deleted]) {
      const { specPatch, statusPatch } = stageBinding(deepFreeze(given), template, { now });
      expect([specPatch, statusPatch]).toEqual(removals);
    }
    expect(stageBinding(binding({ rolloutStrategy: undefined }), template, { now }).specPatch).toEqual([]);
  });

  it('is refused where it is none', () => {
    const refused = (given: unknown, from: unknown = template) => {
      try {
        stageBinding(given as never, from as never, { now });
      } catch (error) {
        return (error as { code: string }).code;
      }
      return undefined;
    };
    expect(refused(null)).toBe('INVALID_OBJECT');
    expect(refused({ spec: [] })).toBe('INVALID_OBJECT');
    expect(refused({ spec: { rolloutStrategy, clusters: [{}] } })).toBe('INVALID_OBJECT');
    expect(refused(binding(), 'template')).toBe('INVALID_OBJECT');
    expect(refused(binding(), {})).toBe('INVALID_ROLLOUT');
    expect(refused(binding({}, { aggregatedStatus: [{}] }))).toBe('INVALID_ITEMS');
  });
});

describe('rolloutPatch', () => {
  const suspension = { dispatchingOnClusters: { clusterNames: ['a', 'b'] } };

  it('refuses an object that Karmada rolls out itself', () => {
    expect(() => rolloutPatch(binding(), suspension)).toThrow(
      expect.objectContaining({ faults: [expect.objectContaining({ path: 'spec.rolloutStrategy.type' })] }),
    );
  });

  it("writes suspension.rollout of a binding, beside the user's own", () => {
    const write = { write: 'binding' } as const;
    const own = { dispatchingOnClusters: { clusterNames: ['a'] } };
    const patch = rolloutPatch({ spec: { suspension: own } }, suspension, write);
    expect(patch).toEqual([
      {
        op: 'replace',
        path: '/spec/suspension',
        value: { ...own, rollout: { suspendedClusters: ['b'] } },
      },
    ]);
    const written = { spec: { suspension: { ...own, rollout: { suspendedClusters: ['b'] } } } };
    expect(rolloutPatch(written, suspension, write)).toEqual([]);
    expect(rolloutPatch(written, undefined, write)).toEqual([
      { op: 'replace', path: '/spec/suspension', value: own },
    ]);
    expect(
      rolloutPatch({ spec: { suspension: { rollout: { suspendedClusters: ['b'] } } } }, undefined, write),
    ).toEqual([{ op: 'remove', path: '/spec/suspension' }]);
    expect(() => rolloutPatch({}, suspension, { write: 'work' } as never)).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTIONS' }),
    );
  });
});
