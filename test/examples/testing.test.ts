import { expect, test } from 'vitest';
import { findings, game, mendedGame } from '../../examples/testing.js';

test('the laws find the bug of the example, and none once it is mended', () => {
  expect(findings(game)).toBe(
    [
      'What a member reports never makes a method throw.',
      'example.org/v1 Game breaks this law (never-throws) in interpretHealth:',
      '',
      'the template: {',
      '  apiVersion: "example.org/v1",',
      '  kind: "Game",',
      '  metadata: { name: "web", namespace: "shop", generation: 0 },',
      '  spec: {},',
      '}',
      'the members: [ { clusterName: "member1" } ]',
      'expected: an answer',
      "it threw: TypeError: Cannot destructure property 'conditions' of 'status' as it is undefined.",
      '',
      "To try it again: { laws: ['never-throws'], seed: 1, numRuns: 25 }",
    ].join('\n'),
  );
  expect(findings(mendedGame)).toBe('every law holds');
});
