import {
  aggregateGeneration,
  createInterpreter,
  defaultInterpreters,
  dispatchingCondition,
  evaluateBinding,
  evaluateSuspension,
  InterpreterError,
  isSettled,
  mergePolicySuspension,
  validateSuspension,
} from 'karmada-interpreter';
import { deployment, fluxBucket } from 'karmada-interpreter/interpreters';

export const web = { apiVersion: 'apps/v1', kind: 'Deployment' };
export const sets = { apiVersion: 'apps/v1', kind: 'StatefulSet' };
export const bucket = { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'Bucket' };

/** Passes a value of any type, as a caller without types would. */
export const any = (value: unknown) => value as never;

const { aggregateStatus, explainStatus, getDependencies, getReplicas, retain } = createInterpreter();
const plan = [{ clusterName: 'a', status: {} }];
export const pod = (spec: unknown) => any({ ...web, spec: { template: { spec } } });
const strange = JSON.parse('{"toString": 1, "valueOf": 1}');
const claimed = (name: unknown) => any({ ...sets, spec: { volumeClaimTemplates: [{ metadata: { name } }] } });
const twice = [0, 1].map(() => ({ clusterName: 'a', status: { conditions: [], other: 3n } }));
const hole = any([plan[0], ...new Array(1)]);
const other = { apiVersion: 'v1', kind: 'ConfigMap' };
const nameless = { apiVersions: ['v1'] };
const symbolic = { apiVersions: [Symbol('s')], kind: 'X' };

/** What callers get wrong, by the code of the error that it throws and a part of its message. */
const refusals: { readonly [code: string]: readonly (readonly [message: string, call: () => unknown])[] } = {
  INVALID_OBJECT: [
    ['object.apiVersion is missing, not a name; interpreter.kind(', () => getReplicas({})],
    ['object.kind is Symbol(s), not a name', () => getReplicas({ ...web, kind: any(Symbol('s')) })],
    [
      'object is a List, not an object: pass its items one by one',
      () => getReplicas(any({ apiVersion: 'v1', kind: 'List', items: [] })),
    ],
    ['null, not an object', () => retain(web, any(null))],
    ['null, not an object', () => createInterpreter().supports(any(null), 'Retain')],
    ['kind is "Deployment", not "Bucket"', () => fluxBucket.aggregateStatus(web, [])],
    ['kind is "Bucket", not "Deployment"', () => deployment.getReplicas(bucket)],
    ['spec is "x", not an object', () => getReplicas({ ...web, spec: any('x') })],
    ['spec is a list of 0, not an object', () => getDependencies({ ...web, spec: [] })],
    ['containers[1] is "x"', () => getReplicas(pod({ containers: [{}, 'x'] }))],
    ['9…", not a quantity', () => getReplicas(pod({ overhead: { cpu: '9'.repeat(1e7) } }))],
    ['volumeClaimTemplates[0].metadata.name is an object', () => getDependencies(claimed(strange))],
    ['template is null', () => aggregateGeneration(any(null), [])],
    ['generation is "7"', () => aggregateGeneration({ generation: any('7') }, [])],
    ['generation is -1', () => aggregateStatus({ ...web, metadata: { generation: -1 } }, [])],
    ['spec.clusters[0].name is ""', () => evaluateBinding({ spec: { clusters: [{ name: '' }] } })],
  ],
  INVALID_ITEMS: [
    ['items is an object, not a list', () => aggregateStatus(web, any({}))],
    ['items is "a", not a list', () => explainStatus(web, any('a'))],
    ['items[1] is missing', () => aggregateStatus(web, hole)],
    ['items[1].clusterName is missing', () => aggregateStatus(bucket, any([plan[0], {}]))],
    ['items[0].clusterName is ""', () => explainStatus(web, [{ clusterName: '' }])],
    ['items[0].clusterName is 5', () => aggregateGeneration({}, any([{ clusterName: 5 }]))],
  ],
  INVALID_OPTIONS: [
    ['options is a list of 1', () => aggregateStatus(web, plan, any(['a']))],
    ['options is "a"', () => explainStatus(web, plan, any('a'))],
    ['options.clusters is "a"', () => aggregateStatus(web, plan, { clusters: any('a') })],
    ['options.clusters[1] is 5', () => aggregateStatus(web, plan, { clusters: any(['a', 5]) })],
    ['options.clusters[0] is missing', () => explainStatus(web, plan, { clusters: new Array(1) })],
    ['options is null', () => createInterpreter(any(null))],
    ['options is a list of', () => createInterpreter(any(defaultInterpreters))],
    ['interpreters is an object', () => createInterpreter({ interpreters: any({}) })],
    ['interpreters[0]', () => createInterpreter({ interpreters: any([nameless]) })],
    ['interpreters[0]', () => createInterpreter({ interpreters: any([symbolic]) })],
    ['options.now is "noon"', () => dispatchingCondition(true, { now: 'noon' })],
    ['clusterName is null', () => evaluateSuspension({}, any(null))],
    ['options.clusters is 5', () => validateSuspension({}, { clusters: any(5) })],
  ],
  INVALID_SUSPENSION: [
    ['suspension is "x"', () => explainStatus(web, plan, { suspension: any('x') })],
    ['policySuspension.dispatching is 1', () => mergePolicySuspension({}, { dispatching: any(1) })],
  ],
  UNSUPPORTED_OPERATION: [
    ['Retain of v1 ConfigMap', () => retain(other, {})],
    [
      'InterpretReplica of apps/v1 Deploymen: it is not known: did you mean apps/v1 Deployment?',
      () => getReplicas({ ...web, kind: 'Deploymen' }),
    ],
  ],
  nothing: [
    ['', () => aggregateStatus(bucket, twice)],
    ['', () => explainStatus(web, twice)],
    ['', () => isSettled({}, any(Symbol('s')))],
  ],
};
export const mistakes = Object.entries(refusals).flatMap(([code, rows]) =>
  rows.map((row) => [code, ...row] as const),
);

/** The error that a call throws, which has to be the library's own. */
export function refusal(call: () => unknown): { code: string; message: string } {
  try {
    call();
  } catch (error) {
    if (!(error instanceof InterpreterError)) throw error;
    return { code: error.code, message: error.message };
  }
  return { code: 'nothing', message: '' };
}
