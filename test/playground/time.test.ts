import { expect, it } from 'vitest';
import { evaluate } from '../../site/playground/evaluate.js';
import type { ParsedDocuments } from '../../site/playground/read-sources.js';
import { edited } from './files.js';
import { hundredClusters } from './hundred-clusters.js';

/** The processor time of one answer in milliseconds, the least of several: what else the machine does is no part. */
function timeOf(edits: number): number {
  const known: ParsedDocuments = new Map();
  evaluate(hundredClusters, known);
  return Math.min(
    ...Array.from({ length: edits }, (_, i) => {
      const files = edited(hundredClusters, 'reason: MinimumReplicasAvailable', `reason: Edited${i}`);
      const before = process.cpuUsage();
      evaluate(files, known);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    }),
  );
}

it('answers a change of the binding of a hundred clusters within a tenth of a second', () => {
  expect(timeOf(10)).toBeLessThan(100);
});
