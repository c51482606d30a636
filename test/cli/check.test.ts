import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { run, transcript } from './command-line.js';
import { directoryWith } from './run.js';

const FILES = ['customization', 'declaration', 'policy', 'strategy', 'syntax', 'webhook'];

/** Runs a command in the directory of the broken files. */
const check = (...args: readonly string[]) =>
  run(['check', ...args], { cwd: `${import.meta.dirname}/files` });

describe('check', () => {
  test.each(FILES)('shows every fault of %s.yaml in its place', async (name) => {
    const args = [`${name}.yaml`];
    await expect(transcript(['check', ...args], await check(...args))).toMatchFileSnapshot(
      `golden/check-${name}.txt`,
    );
  });

  test('finds no fault in the examples, and says what it has not looked at', async () => {
    const args = [
      '../../../examples/manifests/propagation-policy.yaml',
      '../../../examples/manifests/deployment.yaml',
    ];
    expect(await check(...args)).toEqual({
      exit: 0,
      out: 'no faults in 1 object\n',
      notes: 'nothing to check of 1 Deployment\n',
    });
    expect(await check('../../../examples/declarations')).toMatchObject({ exit: 0, notes: '' });
  });

  test('has the faults of all files, in their order', async () => {
    const { out, exit } = await check('--format', 'json', '.');
    const findings: { file: string; line: number }[] = JSON.parse(out);
    expect(exit).toBe(1);
    expect([...new Set(findings.map(({ file }) => file))]).toEqual(FILES.map((name) => `${name}.yaml`));
    const counted = (await Promise.all(FILES.map((name) => check('-o', 'json', `${name}.yaml`)))).map(
      (ran) => JSON.parse(ran.out).length,
    );
    expect(findings.length).toBe(counted.reduce((sum, count) => sum + count, 0));
  });

  test('compares customizations of different files', async () => {
    const { out } = await check('-o', 'json', 'customization.yaml', 'customization.yaml');
    const conflicts = JSON.parse(out).filter(({ message }: { message: string }) =>
      /conflicting/.test(message),
    );
    expect(conflicts).toHaveLength(1);
  });

  test('warns of a file that has nothing in it, and counts no objects where there is only a fault', async () => {
    const cwd = directoryWith({ 'empty.yaml': '# all gone\n', 'broken.yaml': 'a: [' });
    expect(await run(['check', 'empty.yaml'], { cwd })).toEqual({
      exit: 0,
      out: 'no faults in no objects\n',
      notes: 'warning: empty.yaml has no objects\n',
    });
    const broken = await run(['check', 'broken.yaml'], { cwd });
    expect(broken).toMatchObject({ exit: 1, out: expect.stringMatching(/\n\n1 error\n$/), notes: '' });
  });

  test('ends with 0 for warnings alone, and with 2 for what cannot be read', async () => {
    const yaml = 'kind: PropagationPolicies\napiVersion: policy.karmada.io/v1alpha1\nmetadata: {}\n';
    const ran = await run(['check', '-'], { input: [yaml] });
    expect(ran).toMatchObject({ exit: 0, out: expect.stringContaining('<stdin>:1:7') });
    expect(await check('missing.yaml')).toMatchObject({ exit: 2, out: '' });
  });
});

describe('a field that is not known', () => {
  const policy = (spec: object) => ({
    apiVersion: 'policy.karmada.io/v1alpha1',
    kind: 'PropagationPolicy',
    metadata: { name: 'web' },
    spec,
  });
  const customization = (spec: object) => ({
    apiVersion: 'config.karmada.io/v1alpha1',
    kind: 'ResourceInterpreterCustomization',
    metadata: { name: 'cron-tab' },
    spec,
  });
  const target = { apiVersion: 'example.org/v1', kind: 'CronTab' };
  const declaration = { ...target, replicas: { path: '$.spec.replicas' } };
  const stages = [{ name: 'one', percent: 100 }];
  const forms: readonly (readonly [of: string, key: string, object: object])[] = [
    ['a strategy', 'onfailure', { stages, onfailure: 'Pause' }],
    ['a stage', 'percents', { stages: [{ name: 'one', percents: 20 }] }],
    ['a policy', 'suspention', policy({ suspention: true })],
    ['a suspension', 'dispatchin', policy({ suspension: { dispatchin: true } })],
    [
      'a rollout of Karmada',
      'timeouts',
      policy({ rolloutStrategy: { type: 'Staged', staged: { timeouts: '10m' } } }),
    ],
    ['a customization', 'targets', customization({ target, targets: 'x', customizations: {} })],
    ['a target', 'kinds', customization({ target: { ...target, kinds: 'x' }, customizations: {} })],
    ['scripts', 'statusReflecton', customization({ target, customizations: { statusReflecton: 'x' } })],
    [
      'a script',
      'lua',
      customization({ target, customizations: { retention: { luaScript: '', lua: 'x' } } }),
    ],
    ['a declaration', 'heallth', { ...declaration, heallth: 'x' }],
    ['a long path', 'k'.repeat(500), { ...declaration, ['k'.repeat(500)]: 'x' }],
    ['a key with a blank', 'a key: of "x"', { stages, 'a key: of "x"': 1 }],
  ];

  test.each(forms)('is marked at its key, whatever its value: of %s', async (_, key, object) => {
    for (const value of ['text', 5, false, ['list'], { map: 1 }]) {
      const written = JSON.parse(JSON.stringify(object), (name, found) => (name === key ? value : found));
      for (const text of [JSON.stringify(written, null, 2), stringify(written)]) {
        const { out } = await run(['check', '-o', 'json', '-'], { input: [text] });
        const lines = text.split('\n');
        const marked = (JSON.parse(out) as { line: number; column: number }[]).map(({ line, column }) =>
          lines[line - 1]?.slice(column - 1),
        );
        // What stands for the key: itself, or in quotes.
        const begins = [key, JSON.stringify(key), `'${key}'`, '?'];
        expect(marked.some((rest) => begins.some((begin) => rest?.startsWith(begin)))).toBe(true);
      }
    }
  });

  test('does not take the value of another fault for one', async () => {
    const text = 'stages: [{name: "a/b is an unknown field: did you mean c?", percent: 100}]\n';
    const { out } = await run(['check', '-o', 'json', '-'], { input: [text] });
    expect(JSON.parse(out)).toMatchObject([{ line: 1, column: text.indexOf('"a/b') + 1 }]);
  });
});

describe('check --format github', () => {
  test('writes a workflow command for each fault', async () => {
    const args = ['--format', 'github', 'syntax.yaml', 'policy.yaml'];
    await expect(transcript(['check', ...args], await check(...args))).toMatchFileSnapshot(
      'golden/check-github.txt',
    );
  });

  test('escapes what GitHub would read otherwise', async () => {
    const yaml = 'stages: []\n"50%,\\r\\n::x::": 1\n';
    const { out } = await run(['check', '-o', 'github', '-'], { input: [yaml] });
    expect(out.split('\n')).toEqual([
      '::error file=<stdin>,line=1,col=1,title=rollout-strategy::stages must not be empty',
      expect.stringMatching(
        /^::error file=<stdin>,line=2,col=\d+,title=rollout-strategy::\['50%25,%0D%0A::x::'\] is an unknown field/,
      ),
      '',
    ]);
  });

  test('writes nothing where nothing is wrong', async () => {
    const { out } = await check('-o', 'github', '../../../examples/declarations');
    expect(out).toBe('');
  });
});

test('check says of a declaration with metadata why it is none', async () => {
  const yaml = 'apiVersion: a/v1\nkind: B\nmetadata: {name: b}\nstatus: {c: sum}\n';
  const { out, notes } = await run(['check', '-'], { input: [yaml] });
  expect(out).toMatch(/^warning: a declaration has no metadata: take it out/);
  expect(out).toContain('<stdin>:3:1');
  expect(notes).toBe('');
});

describe('check --format sarif', () => {
  const keysOf = (value: object) => Object.keys(value);

  test('writes a log of SARIF 2.1.0', async () => {
    const { out, exit } = await check('--format', 'sarif', '.');
    const log = JSON.parse(out);
    expect(exit).toBe(1);
    // What the schema of SARIF 2.1.0 requires, object by object, and the words that it allows.
    expect(log.version).toBe('2.1.0');
    expect(log.runs).toHaveLength(1);
    const [{ tool, results, columnKind }] = log.runs;
    expect(tool.driver.name).toBe('karmada-interpreter');
    expect(columnKind).toBe('utf16CodeUnits');
    const ids = tool.driver.rules.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { shortDescription } of tool.driver.rules) expect(shortDescription.text).toMatch(/\.$/);
    expect(results.length).toBeGreaterThan(20);
    for (const { message, ruleId, ruleIndex, level, locations, ...rest } of results) {
      expect(keysOf(rest)).toEqual([]);
      expect(message.text).not.toBe('');
      expect(ids[ruleIndex]).toBe(ruleId);
      expect(['error', 'warning']).toContain(level);
      const [{ physicalLocation, logicalLocations = [] }] = locations;
      const { artifactLocation, region } = physicalLocation;
      expect(artifactLocation.uri).toMatch(/^\w+\.yaml$/);
      expect(region.startLine).toBeGreaterThan(0);
      expect(region.startColumn).toBeGreaterThan(0);
      for (const { fullyQualifiedName } of logicalLocations) expect(fullyQualifiedName).not.toBe('');
    }
  });

  test('names files as URIs', async () => {
    const { formatChecked } = await import('../../src/cli/print/format-checked.js');
    const uriOf = (name: string) => {
      const source = { name, text: '' };
      const finding = {
        severity: 'error',
        message: 'x',
        source,
        rule: 'syntax',
        path: '',
        object: '',
      } as const;
      const text = formatChecked(
        { findings: [finding], judged: 0, passed: [] },
        'sarif',
        (_, said) => said,
        '1.0.0',
      );
      return JSON.parse(text).runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri;
    };
    expect(uriOf('mes règles/a b#?.yaml')).toBe('mes%20r%C3%A8gles/a%20b%23%3F.yaml');
    expect(uriOf('/etc/x.yaml')).toBe('file:///etc/x.yaml');
    expect(uriOf('../x.yaml')).toBe('../x.yaml');
  });

  test('has a run without results where nothing is wrong', async () => {
    const { out } = await check('-o', 'sarif', '../../../examples/declarations');
    expect(JSON.parse(out).runs[0].results).toEqual([]);
  });
});
