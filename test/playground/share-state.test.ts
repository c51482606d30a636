import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOf, LONGEST_ADDRESS, stateOf } from '../../site/playground/share-state.js';
import { MOST_CHARACTERS } from '../../site/playground/source-file.js';
import { exampleFiles, filesOf } from './files.js';
import { hundredClusters } from './hundred-clusters.js';

describe('the state in an address', () => {
  it('comes back as it went in', async () => {
    const file = fc.record({ name: fc.string({ unit: 'binary' }), text: fc.string({ unit: 'grapheme' }) });
    await fc.assert(
      fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 4 }), async (files) => {
        const hash = await hashOf(files);
        expect(hash).toMatch(/^#files=[\w-]+$/);
        expect(await stateOf(hash)).toEqual({ files });
      }),
      { numRuns: 50 },
    );
  });

  it('fits into a link, for each example and for a hundred clusters', async () => {
    expect((await hashOf(exampleFiles('stuck-binding'))).length).toBeLessThan(2_000);
    expect((await hashOf(hundredClusters)).length).toBeLessThan(LONGEST_ADDRESS);
  });

  it('may be an example, or nothing', async () => {
    expect(await stateOf('#example=stuck-binding')).toEqual({ example: 'stuck-binding' });
    expect(await stateOf('')).toBeUndefined();
    expect(await stateOf('#some-heading')).toBeUndefined();
  });

  it.each([
    ['cut', async () => (await hashOf(filesOf('a: 1\n'.repeat(50)))).slice(0, -6)],
    ['empty', async () => '#files='],
    ['of something else', async () => `#files=${(await packed('{"a":1}')).slice(0)}`],
    ['without a file', async () => `#files=${await packed('[]')}`],
    ['of files without text', async () => `#files=${await packed('[["a"]]')}`],
  ])('that is %s is refused in a sentence', async (_, hash) => {
    await expect(stateOf(await hash())).rejects.toThrow('The link is damaged or too large');
  });

  it('is not unpacked beyond what the playground reads', async () => {
    const hash = await hashOf(filesOf('x'.repeat(20 * MOST_CHARACTERS)));
    expect(hash.length).toBeLessThan(100_000);
    await expect(stateOf(hash)).rejects.toThrow('too large');
  });
});

async function packed(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return Buffer.from(await new Response(stream).arrayBuffer()).toString('base64url');
}
