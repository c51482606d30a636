// Rules of docs/departures.md in places of which there is no recorded case: a call, what Karmada said of it when it was
// run (`undefined` where it failed or has no such operation), and what this library says.
import { readFile } from 'node:fs/promises';
import { createInterpreter, type InterpreterError, type KubernetesObject } from 'karmada-interpreter';
import { expect, test } from 'vitest';
import { deepFreeze } from '../support/freeze.js';

const interpreter = createInterpreter();
const metadata = { name: 'x', namespace: 'ns' };
const object = (apiVersion: string, kind: string, more: object): KubernetesObject => ({
  ...{ apiVersion, kind, metadata },
  ...more,
});

const health = (own: KubernetesObject) => interpreter.interpretHealth(own).healthy;
const dependencies = (own: KubernetesObject) => interpreter.getDependencies(own).map(({ name }) => name);
function components(own: KubernetesObject): unknown {
  try {
    return interpreter.getComponents(own).map(({ replicas }) => replicas);
  } catch (error) {
    return (error as InterpreterError).code;
  }
}

type Row = readonly [
  rule: string,
  ask: (own: KubernetesObject) => unknown,
  object: KubernetesObject,
  karmada: unknown,
  here: unknown,
];
const training = (more: object) => object('kubeflow.org/v1', 'PyTorchJob', more);
const reportsNoFailed = { status: { desired: 2, active: 1 } };
const debug = { name: 'debug', envFrom: [{ secretRef: { name: 'own' } }] };
const head = { spec: { serviceAccountName: 'runner', ephemeralContainers: [debug] } };
const rows: readonly Row[] = [
  ['empty-is-absent', health, training({ status: { conditions: [] } }), true, false],
  [
    'empty-is-absent',
    health,
    object('apps.kruise.io/v1alpha1', 'BroadcastJob', reportsNoFailed),
    false,
    true,
  ],
  [
    'kyverno-ready',
    health,
    object('kyverno.io/v1', 'Policy', { status: { ready: 'yes' } }),
    undefined,
    false,
  ],
  [
    'number-as-text',
    components,
    training({
      spec: { pytorchReplicaSpecs: { Master: { template: { spec: {} } }, Worker: { replicas: '3' } } },
    }),
    [1, 3],
    'INVALID_OBJECT',
  ],
  [
    'ray-ephemeral-containers',
    dependencies,
    object('ray.io/v1', 'RayService', { spec: { rayClusterConfig: { headGroupSpec: { template: head } } } }),
    ['runner'],
    ['own', 'runner'],
  ],
  [
    'health-of-every-kind',
    health,
    object('batch/v1', 'Job', { status: { conditions: [{ type: 'Failed', status: 'True' }] } }),
    undefined,
    false,
  ],
];

test.each(rows)('%s', async (rule, ask, own, karmada, here) => {
  expect(ask(deepFreeze(own))).toEqual(here);
  expect(here).not.toEqual(karmada);
  const page = await readFile(new URL('../../docs/departures.md', import.meta.url), 'utf8');
  expect(page).toContain(`| ${rule} |`);
});
