import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('regions aggregate in threads, and the hub comes to what one aggregator says', async () => {
  // A process of its own: only there the threads read TypeScript as well.
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'examples/sharded.ts'],
    { cwd: root, env: { ...process.env, TSX_TSCONFIG_PATH: 'test/examples/tsconfig.json' } },
  );
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^ap-south +300 +0 +True/m);
  expect(stdout).toMatch(/^eu-west +500 +12 +False +eu-west-007=install retries exhausted, /m);
  expect(stdout).toMatch(/^all +1000 +12 +False/m);
  expect(stdout).toContain('The parts come to what one aggregator over all members gives.');
});
