import { describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../site/playground/examples.js';
import { MOST_CHARACTERS } from '../../site/playground/source-file.js';
import { edited, exampleFiles, faultsIn, filesOf, viewOf } from './files.js';

const linesOf = (files: Parameters<typeof viewOf>[0]) =>
  viewOf(files).status?.map(
    ({ mark, text, was }) => `${mark} ${text}${was === undefined ? '' : ` (${was})`}`,
  );

const answerOf = (files: Parameters<typeof viewOf>[0], operation: string) => {
  const found = viewOf(files).operations.find((each) => each.operation === operation);
  return found?.message ?? found?.lines?.map(({ text }) => text).join('\n');
};

describe('the example of a rolling upgrade', () => {
  const files = exampleFiles('rolling-upgrade');

  it('has no fault, and takes each document for what it is', () => {
    const { faults, documents } = viewOf(files);
    expect(faults).toEqual([]);
    expect(documents.map(({ role, label, line }) => [role, label, line])).toEqual([
      ['template', 'Deployment shop/web', 2],
      ['binding', 'ResourceBinding shop/web-deployment', 1],
      ['policy', 'PropagationPolicy shop/web', 1],
      ['rollout', 'Strategy', 2],
    ]);
  });

  it('shows the federated status, in which the generation waits for the clusters that are held back', () => {
    expect(linesOf(files)?.slice(0, 8)).toEqual([
      'same observedGeneration: 1',
      'same replicas: 6',
      'same readyReplicas: 6',
      'same updatedReplicas: 6',
      'same availableReplicas: 6',
      'added unavailableReplicas: 0',
      'added terminatingReplicas: 0',
      'added conditions:',
    ]);
  });

  it("has the policy's suspension hold the clusters back, as Karmada carries it over", () => {
    const states = (given: typeof files) =>
      viewOf(given).explanation?.clusters.map(({ name, state }) => [name, state]);
    expect(states(files)).toEqual([
      ['ClusterA', 'Suspended'],
      ['ClusterB', 'Suspended'],
      ['ClusterC', 'Healthy'],
    ]);
    expect(
      states(edited(files, 'clusterNames: [ClusterA, ClusterB]\n', 'clusterNames: [ClusterA]\n'))?.[1],
    ).toEqual(['ClusterB', 'Progressing']);
  });

  it('simulates the strategy, and says what has to be written now', () => {
    const { rollout } = viewOf(files);
    expect(rollout?.timeline?.phase).toBe('Succeeded');
    expect(rollout?.timeline?.ended).toBe(21 * 60_000);
    expect(rollout?.present?.suspension).toEqual({
      dispatchingOnClusters: { clusterNames: ['ClusterA', 'ClusterB'] },
    });
  });

  it('answers the operations of the kind', () => {
    expect(viewOf(files).operations.map(({ operation }) => operation)).toEqual([
      'InterpretReplica',
      'ReviseReplica',
      'Retain',
      'InterpretStatus',
      'InterpretHealth',
      'InterpretDependency',
    ]);
    expect(answerOf(files, 'InterpretDependency')).toContain('name: web-settings');
    expect(answerOf(files, 'Retain')).toContain('needs the object as a member has it');
  });
});

describe('the other examples', () => {
  it('have a binding that is stuck in three ways, the worst first', () => {
    const { faults, explanation } = viewOf(exampleFiles('stuck-binding'));
    expect(faults).toEqual([]);
    expect([explanation?.state, explanation?.reason]).toEqual(['Degraded', 'NotApplied']);
    expect(explanation?.clusters.map(({ reason }) => reason)).toEqual([
      'NotApplied',
      'WorkBehind',
      'ClusterNotReady',
    ]);
  });

  it('have a canary that stops the rollout, and one cluster more that may fail lets it go on', () => {
    const files = exampleFiles('broken-canary');
    expect(viewOf(files).rollout?.timeline).toMatchObject({ phase: 'Paused', ended: 15 * 60_000 });
    expect(viewOf(edited(files, 'maxFailures: 0', 'maxFailures: 1')).rollout?.timeline?.phase).toBe(
      'Succeeded',
    );
  });

  it('have a CRD whose declaration adds up its members', () => {
    const files = exampleFiles('crd-in-ten-lines');
    expect(files[0]?.text.trimEnd().split('\n').length).toBe(10);
    expect(linesOf(files)).toEqual(
      expect.arrayContaining([
        'changed observedGeneration: 3 (2)',
        'changed ready: 4 (5)',
        'changed phase: Closed (Open)',
      ]),
    );
    expect(answerOf(files, 'InterpretHealth')).toContain('state: Progressing');
  });

  it('have scripts with bugs, each at its line', () => {
    expect(faultsIn(exampleFiles('customization-with-a-bug'))).toEqual([
      "customization.yaml:19 [return obj.status.ready == obj.spec.size] error: InterpretHealth: <string>:2: attempt to index a non-table object(nil) with key 'ready'",
      'customization.yaml:22 [luaScript] error: AggregateStatus: the script takes more than 2000000 steps',
      'customization.yaml:36 [luaScript] warning: the function GetDependencies is missing, so that every call fails',
      'customization.yaml:36 [luaScript] error: InterpretDependency: not found function GetDependencies',
      'customization.yaml:37 [function GetDependency(desiredObj)] warning: the function GetDependency is never called',
    ]);
  });

  it('have names of their own', () => {
    const ids = EXAMPLES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('a fault', () => {
  it.each([
    ['of YAML', 'a: [1\nb: 2\n', /^file-1\.yaml:2 .*error: /],
    [
      'of a declaration, at its value',
      'apiVersion: v1\nkind: Game\nstatus:\n  ready: summ\n',
      /^file-1\.yaml:4 \[summ\] error: .*sum/,
    ],
    [
      'of a declaration, at its key',
      'apiVersion: v1\nkind: Game\nhelth: []\n',
      /^file-1\.yaml:\d .*error: .*health/,
    ],
    [
      'of a strategy',
      'stages:\n  - name: a\n    clusters: [x]\n    maxConcurrency: 0\n',
      /^file-1\.yaml:4 \[0\] error: stages\[0\]\.maxConcurrency/,
    ],
    [
      'of a strategy in a simulation',
      'strategy:\n  maxFailures: 110%\nclusters: [x]\n',
      /^file-1\.yaml:2 \[110%\] error: maxFailures/,
    ],
    [
      'of a behaviour',
      'strategy: {}\nclusters: [x]\nbehaviour:\n  takes: soon\n',
      /^file-1\.yaml:4 \[soon\] error: behaviour\.takes/,
    ],
    [
      'of a script that does not compile',
      'apiVersion: config.karmada.io/v1alpha1\nkind: ResourceInterpreterCustomization\nmetadata: { name: a }\nspec:\n  target: { apiVersion: v1, kind: Game }\n  customizations:\n    retention:\n      luaScript: |\n        function Retain(a, b)\n          return = a\n        end\n',
      /^file-1\.yaml:10 \[return = a\] error: /,
    ],
    [
      'of a policy',
      'apiVersion: policy.karmada.io/v1alpha1\nkind: PropagationPolicy\nspec:\n  suspension:\n    dispatchingOnClusters:\n      clusterName: [a]\n',
      /^file-1\.yaml:6 \[clusterName\] error: .*did you mean clusterNames/,
    ],
    [
      'of a template',
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec:\n  replicas: "3"\n',
      /^file-1\.yaml:5 \["3"\] error: spec\.replicas is "3"/,
    ],
    [
      'of what a member reports',
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a, generation: 1 }\n---\n- clusterName: x\n- clusterName: y\n  status: { readyReplicas: many }\n',
      /^file-1\.yaml:7 \[many\] warning: /,
    ],
    [
      'of a binding',
      'apiVersion: work.karmada.io/v1alpha2\nkind: ResourceBinding\nmetadata: { name: b }\nspec:\n  resource: { apiVersion: v1, kind: Secret, name: s }\n  clusters: [{ name: x }, { nam: y }]\n',
      /^file-1\.yaml:6 .*error: spec\.clusters\[1\]/,
    ],
    [
      'of aliases that multiply',
      `a: &a [x, x]\n${[...'bcdefghijklmn'].map((name, i) => `${name}: &${name} [${`*${'abcdefghijklmn'[i]}, `.repeat(9)}]`).join('\n')}\n`,
      /error: Excessive alias count/,
    ],
  ])('%s stands where it is written', (_, text, expected) => {
    const faults = faultsIn(filesOf(text));
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.join('\n')).toMatch(expected);
  });

  it('is counted in its own file, in each of its documents', () => {
    const [first, second] = [
      'apiVersion: v1\nkind: A\nstatus: { a: summ }\n',
      'x: 1\n---\n# more\napiVersion: v1\nkind: B\nstatus: { b: laast }\n',
    ];
    expect(viewOf(filesOf(first, second)).faults.map(({ file, line }) => [file, line])).toEqual([
      [0, 3],
      [1, 6],
    ]);
  });
});

describe('what is given', () => {
  const deployment =
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, namespace: shop, generation: 2 }\nspec: { replicas: 2 }\n';
  const member = `${deployment}status: { observedGeneration: 2, replicas: 2, updatedReplicas: 2, availableReplicas: 2 }\n`;

  it('may be a list, as kubectl prints it', () => {
    const text = `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: apps/v1\n    kind: Deployment\n    metadata: { name: a }\n    spec:\n      replicas: "3"\n`;
    expect(viewOf(filesOf(text)).documents.map(({ role }) => role)).toEqual(['template']);
    expect(faultsIn(filesOf(text))[0]).toMatch(/^file-1\.yaml:8 \["3"\]/);
  });

  it('has the object of a member in a second document of the same name', () => {
    const view = viewOf(filesOf(deployment, member.replace('replicas: 2 }', 'replicas: 5 }')));
    expect(view.documents.map(({ role }) => role)).toEqual(['template', 'observed']);
    const calls = view.operations.map(({ call }) => call);
    expect(calls).toEqual(
      expect.arrayContaining(['retain(template, observed)', 'interpretHealth(observed)']),
    );
  });

  it('has one template: that of the binding', () => {
    const binding =
      'apiVersion: work.karmada.io/v1alpha2\nkind: ResourceBinding\nmetadata: { name: b }\nspec: { resource: { apiVersion: apps/v1, kind: Deployment, namespace: shop, name: web } }\n';
    const other = deployment.replace('name: web', 'name: api');
    expect(viewOf(filesOf(other, deployment, binding)).documents.map(({ role }) => role)).toEqual([
      'unused',
      'template',
      'binding',
    ]);
  });

  it('may be of no kind that is known', () => {
    const view = viewOf(filesOf('apiVersion: v9\nkind: Nothing\nmetadata: { name: a }\nstatus: { a: 1 }\n'));
    expect(view.faults).toEqual([]);
    expect(view.operations.map(({ operation }) => operation)).toEqual(['InterpretStatus']);
  });

  it.each([
    [['- clusterName: a\n'], 'Needs a template'],
    [
      ['apiVersion: v1\nkind: Secret\nmetadata: { name: a }\n', '- clusterName: a\n'],
      'has no AggregateStatus',
    ],
    [exampleFiles('customization-with-a-bug').map(({ text }) => text), 'the faults say why'],
  ])('may not make a status, for a reason that is said', (texts, reason) => {
    const { status, statusMissing } = viewOf(filesOf(...texts));
    expect([status, statusMissing]).toEqual([undefined, expect.stringContaining(reason)]);
  });

  it.each([
    ['nothing', ''],
    ['no object', '5\n'],
    ['null', 'null\n'],
    ['text', 'just a sentence\n'],
    ['a key that is a prototype', '__proto__: { polluted: true }\n'],
  ])('may be %s', (_, text) => {
    expect(viewOf(filesOf(text)).operations).toEqual([]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('is read up to a size, and refused above it in a sentence', () => {
    const filler = '#'.repeat(MOST_CHARACTERS - deployment.length);
    expect(viewOf(filesOf(deployment, filler)).refusal).toBeUndefined();
    const { refusal, documents } = viewOf(filesOf(deployment, `${filler}#`));
    expect(refusal).toBe('This is 1 MB of text; the playground reads up to 1 MB.');
    expect(documents).toEqual([]);
  });
});
