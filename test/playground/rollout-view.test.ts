import { describe, expect, it } from 'vitest';
import { momentOf } from '../../site/playground/rollout-view.js';
import { exampleFiles, filesOf, viewOf } from './files.js';
import { hundredClusters } from './hundred-clusters.js';

const minutes = (count: number) => count * 60_000;

describe('a moment of a rollout', () => {
  const timeline = viewOf(exampleFiles('rolling-upgrade')).rollout?.timeline;
  const phasesAt = (time: number) => {
    const [stage] = (timeline && momentOf(timeline, time).stages) ?? [];
    return stage?.clusters.map(({ name, phase }) => `${name} ${phase}`);
  };

  it.each([
    [0, ['ClusterC Progressing', 'ClusterB Pending', 'ClusterA Pending']],
    [minutes(5) - 1, ['ClusterC Progressing', 'ClusterB Pending', 'ClusterA Pending']],
    [minutes(5), ['ClusterC Soaking', 'ClusterB Pending', 'ClusterA Pending']],
    [minutes(7), ['ClusterC Succeeded', 'ClusterB Progressing', 'ClusterA Pending']],
    [minutes(21), ['ClusterC Succeeded', 'ClusterB Succeeded', 'ClusterA Succeeded']],
  ])('is that of its time: %d ms', (time, phases) => {
    expect(phasesAt(time)).toEqual(phases);
  });

  it('names the clusters that are held back', () => {
    expect(timeline && momentOf(timeline, minutes(10)).held).toEqual(['ClusterA']);
    expect(timeline && momentOf(timeline, minutes(21)).held).toEqual([]);
  });
});

describe('the clusters of a rollout', () => {
  const clustersOf = (...texts: readonly string[]) =>
    viewOf(filesOf(...texts)).rollout?.timeline?.stages.flatMap(({ clusters }) =>
      clusters.map(({ name }) => name),
    );
  const cluster = (name: string, zone: string) =>
    `apiVersion: cluster.karmada.io/v1alpha1\nkind: Cluster\nmetadata: { name: ${name}, labels: { zone: ${zone} } }\n`;

  it.each([
    ['those that are given', ['strategy: {}\nclusters: [b, a]\n']],
    ['those that the strategy names', ['stages: [{ name: s, clusters: [a] }, { name: t, clusters: [b] }]\n']],
    ['those that there are', ['maxConcurrency: 1\n', cluster('a', 'x'), cluster('b', 'y')]],
    ['those that report', ['maxConcurrency: 1\n', '- clusterName: a\n- clusterName: b\n']],
  ])('are %s', (_, texts) => {
    expect(clustersOf(...texts)).toEqual(['a', 'b']);
  });

  it('have the labels of the clusters that there are', () => {
    const strategy = 'stages: [{ name: y, clusterSelector: { matchLabels: { zone: y } } }]\n';
    expect(clustersOf(strategy, cluster('a', 'x'), cluster('b', 'y'))).toEqual(['b', 'a']);
  });

  it('may be a hundred', () => {
    const { timeline } = viewOf(hundredClusters).rollout ?? {};
    expect(timeline?.phase).toBe('Succeeded');
    expect(timeline?.stages.map(({ clusters }) => clusters.length)).toEqual([1, 99]);
  });
});
