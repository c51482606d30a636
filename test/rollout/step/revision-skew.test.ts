import { RolloutError, revisionSkew } from 'karmada-interpreter/rollout';
import { describe, expect, it } from 'vitest';
import { isInRange, versionOf } from '../../../src/rollout/strategy/semantic-version.js';
import { deepFreeze } from '../../support/freeze.js';

const items = (revisions: { readonly [cluster: string]: unknown }) =>
  deepFreeze(
    Object.entries(revisions).map(([clusterName, revision]) => ({ clusterName, status: { revision } })),
  );
const skew = (revisions: { readonly [cluster: string]: unknown }, range?: string) =>
  revisionSkew(items(revisions), { path: 'revision', range });

describe('the skew of revisions', () => {
  it('has converged where all run the same, and where there is nobody', () => {
    expect(skew({ b: 'v1.2.0', a: 'v1.2.0' })).toEqual({
      converged: true,
      revisions: [{ revision: 'v1.2.0', clusters: ['a', 'b'] }],
      missing: [],
      ...{ lowest: 'v1.2.0', highest: 'v1.2.0' },
    });
    expect(revisionSkew(null, { path: 'revision' })).toEqual({ converged: true, revisions: [], missing: [] });
  });

  it('names the extremes of semantic versions, and who is outside of the range', () => {
    expect(skew({ a: 'v1.10.0', b: '1.9.3', c: '1.29.3-gke.100', d: '1.9.3' }, '>=1.10')).toEqual({
      converged: false,
      revisions: [
        { revision: '1.9.3', clusters: ['b', 'd'] },
        { revision: 'v1.10.0', clusters: ['a'] },
        { revision: '1.29.3-gke.100', clusters: ['c'] },
      ],
      missing: [],
      ...{ lowest: '1.9.3', highest: '1.29.3-gke.100' },
      outside: ['b', 'd'],
    });
  });

  it('has no extremes where a revision is no version, nor where one is missing a range', () => {
    const mixed = skew({ a: 'web-6d5f', b: '1.9.3', c: undefined }, '*');
    expect(mixed).toEqual({
      converged: false,
      revisions: [
        { revision: '1.9.3', clusters: ['b'] },
        { revision: 'web-6d5f', clusters: ['a'] },
      ],
      missing: ['c'],
      outside: ['a', 'c'],
    });
    expect(skew({ a: '1.0.0', b: null }).converged).toBe(false);
    expect(skew({ a: '1.0.0', b: null })).not.toHaveProperty('outside');
  });

  it.each<[string | readonly string[], unknown]>([
    ['lastAppliedRevision', { lastAppliedRevision: '6.3.5' }],
    ['status.lastAppliedRevision', { lastAppliedRevision: '6.3.5' }],
    ['history[0].chartVersion', { history: [{ chartVersion: '6.3.5' }] }],
    ['history.0.chartVersion', { history: [{ chartVersion: '6.3.5' }] }],
    [['labels', 'app.kubernetes.io/version'], { labels: { 'app.kubernetes.io/version': '6.3.5' } }],
  ])('finds a revision at %o', (path, status) => {
    const found = revisionSkew([{ clusterName: 'a', status: status as object }], { path });
    expect(found.revisions).toEqual([{ revision: '6.3.5', clusters: ['a'] }]);
  });

  it.each(['constructor.name', '__proto__', 'list.length', 'list[9]', 'text.0', 'object', 'empty'])(
    'finds none at %s',
    (path) => {
      const status = { list: ['x'], text: 'x', object: {}, empty: '' };
      expect(revisionSkew([{ clusterName: 'a', status }], { path }).missing).toEqual(['a']);
    },
  );

  it('takes a number for its text', () => {
    expect(skew({ a: 7 }).revisions).toEqual([{ revision: '7', clusters: ['a'] }]);
  });

  it('is refused without a path or with a range that is none', () => {
    for (const options of [{}, { path: 'a', range: 'latest' }, { path: '' }, { path: 'a', of: 'b' }]) {
      expect(() => revisionSkew([], options as never)).toThrow(RolloutError);
    }
  });
});

describe('the version in a revision', () => {
  it.each([
    ['1.29.3', '1.29.3'],
    ['v1.29.3', '1.29.3'],
    ['1.29', '1.29.0'],
    ['1.29.3-gke.100', '1.29.3+gke.100'],
    ['v1.29.3+k3s1', '1.29.3+k3s1'],
    ['1.29.3-eks-a5ec690', '1.29.3+eks-a5ec690'],
    ['1.30.0-rc.1', '1.30.0-rc.1'],
    ['1.30.0-alpha.2+build', '1.30.0-alpha.2+build'],
    ['nginx:1.27', '1.27.0'],
    ['nginx:1.27-alpine', '1.27.0+alpine'],
    ['registry.example.com:5000/team/web:v2.1.0', '2.1.0'],
    ['web:2.1.0@sha256:6af79ae5de407283dcea8b00d5c37ace95441fd58a8b1d2aa1ed93f5511bb18c', '2.1.0'],
    ['v1.4.0@sha1:99aa00', '1.4.0'],
    ['registry.example.com:5000/web', undefined],
    ['main@sha1:99aa00', undefined],
    ['sha256:6af79ae5', undefined],
    ['web-6d5f', undefined],
    ['7', undefined],
    ['latest', undefined],
    ['1.2.3.4', undefined],
    ['01.2.3', undefined],
    ['', undefined],
  ])('%s is %s', (revision, version) => {
    expect(versionOf(revision)).toBe(version);
  });

  it.each([
    ['1.29.3-gke.100', '>=1.29.3', true],
    ['1.29.3-gke.100', '1.29.x', true],
    ['1.29.3-gke.100', '>1.29.3', false],
    ['1.29.3-gke.50', '>=1.29.3-gke.100', false],
    ['1.29.3-gke.200', '>=1.29.3-gke.100', true],
    ['1.29.4-gke.1', '>=1.29.3-gke.100', true],
    ['1.30.0-rc.1', '>=1.30.0', false],
    ['1.30.0-rc.2', '>=1.30.0-rc.1', true],
    ['1.30.0', '>=1.30.0-rc.1', true],
    ['v1.28.0', '1.28 - 1.30', true],
    ['latest', '*', false],
  ])('%s in %s: %s', (revision, range, expected) => {
    expect(isInRange(revision, range)).toBe(expected);
  });
});
