import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Ends what hangs: on a machine that has nothing else to do, it takes a minute or two. */
const LIMIT = 3_600_000;

test(
  'a million reports over three workers, one killed and one come, are what the batch gives',
  async () => {
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', 'examples/distributed/start.ts', '1000000'],
      { cwd: root, env: { ...process.env, TSX_TSCONFIG_PATH: 'test/examples/tsconfig.json' } },
    );
    expect(stderr).toBe('');
    expect(stdout).toContain('worker-1 is killed, worker-4 has come');
    expect(stdout).toContain('1000000 reports of 20000 members are stored');
    expect(stdout).toContain('200 of 200 workloads are what a batch over their members gives');
    for (const worker of ['worker-2', 'worker-3', 'worker-4'])
      expect(stdout).toMatch(new RegExp(`^${worker} has taken [1-9]\\d* reports$`, 'm'));
    expect(stdout).not.toContain('worker-1 has taken');
  },
  LIMIT,
);
