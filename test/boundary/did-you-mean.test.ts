import fc from 'fast-check';
import { expect, test } from 'vitest';
import { didYouMean } from '../../src/boundary/did-you-mean.js';

test.each<[word: string, options: string[], hint: string]>([
  ['smu', ['sum', 'last'], ': did you mean sum?'],
  ['SUM', ['sum'], ': did you mean sum?'],
  ['Deploymnet', ['DaemonSet', 'Deployment'], ': did you mean Deployment?'],
  ['clusterName', ['clusterNames'], ': did you mean clusterNames?'],
  ['agregate', ['status', 'health'], ''],
  ['sum', ['sun', 'sum'], ''],
  ['', ['a'], ''],
  ['abc', [], ''],
  // A third of the letters may differ, and no more.
  ['abcdef', ['abcdxy'], ': did you mean abcdxy?'],
  ['abcdef', ['abcxyz'], ''],
  ['x'.repeat(64), [`${'x'.repeat(63)}y`], `: did you mean ${'x'.repeat(63)}y?`],
  ['x'.repeat(65), ['x'.repeat(64)], ''],
  ['x'.repeat(64), ['x'.repeat(65)], ''],
])('%s of %j', (word, options, hint) => {
  expect(didYouMean(word, options)).toBe(hint);
});

test('a word with one letter put in, left out, replaced or swapped is found', () => {
  const words = ['replicas', 'conditions', 'dispatching', 'podTemplate'];
  const damage = fc.tuple(fc.constantFrom(...words), fc.nat(), fc.constantFrom('in', 'out', 'other', 'swap'));
  fc.assert(
    fc.property(damage, ([word, at, how]) => {
      const i = at % (word.length - 1);
      const [head, letter, next, rest] = [word.slice(0, i), word[i], word[i + 1], word.slice(i + 2)];
      const damaged = {
        in: `${head}q${letter}${next}${rest}`,
        out: head + next + rest,
        other: `${head}q${next}${rest}`,
        swap: `${head}${next}${letter}${rest}`,
      }[how];
      expect(didYouMean(damaged as string, words)).toBe(damaged === word ? '' : `: did you mean ${word}?`);
    }),
  );
});
