import fc from 'fast-check';
import { createInterpreter, defaultInterpreters, type KindInterpreter } from 'karmada-interpreter';
import { compileInterpreter } from 'karmada-interpreter/declarative';
import { describe, expect, test } from 'vitest';
import { answerOf, normal } from '../conformance/answers.js';
import { casesIn, files } from '../conformance/cases.js';
import { memberStatus, template } from '../support/arbitraries.js';
import { EFFORT } from '../support/effort.js';
import { deepFreeze } from '../support/freeze.js';
import { kinds } from '../support/kinds.js';
import { declarationsIn } from './files.js';

const compiled = Object.values(declarationsIn('.')).map(compileInterpreter);
const interpreter = createInterpreter({ interpreters: compiled });
const builtIn = createInterpreter();

/** What needs code, and so is not in the declarations; `docs/declarative.md` says why. */
const LEFT_OUT = [
  'CloneSet InterpretHealth',
  'DaemonSet InterpretHealth',
  'StatefulSet InterpretHealth',
  'HelmRelease InterpretDependency',
];

function isLeftOut(kind: string, apiVersion: string, operation: string): boolean {
  return !interpreter.supports({ apiVersion, kind }, operation as never);
}

const names = ({ apiVersions, kind }: KindInterpreter): string[] =>
  apiVersions.map((version) => `${version} ${kind}`);
const declared = new Set(compiled.flatMap(names));

test('the kinds that are declared are built-in ones, with every operation that needs no code', () => {
  expect(defaultInterpreters.flatMap(names)).toEqual(expect.arrayContaining([...declared]));
  const missing = builtIn
    .kinds()
    .filter(({ apiVersion, kind }) => declared.has(`${apiVersion} ${kind}`))
    .flatMap(({ apiVersion, kind, operations }) =>
      operations.filter((operation) => isLeftOut(kind, apiVersion, operation)).map((o) => `${kind} ${o}`),
    );
  expect([...new Set(missing)].sort()).toEqual([...LEFT_OUT].sort());
});

const recordedOf = (file: string) =>
  casesIn(file).filter(
    ({ object: { apiVersion, kind }, operation }) =>
      declared.has(`${apiVersion} ${kind}`) && !isLeftOut(kind, apiVersion, operation),
  );

describe.each(files.filter((file) => recordedOf(file).length > 0))('%s', (file) => {
  const cases = recordedOf(file);
  test.each(cases)('$name', (recorded) => {
    deepFreeze(recorded);
    expect(answerOf(interpreter, recorded)).toEqual(normal(recorded, recorded.expected));
  });
});

const graded = kinds.filter(
  ({ kind, apiVersions: [apiVersion = ''] }) => !isLeftOut(kind, apiVersion, 'InterpretHealth'),
);

describe.each(graded)('$kind $apiVersions.0 as data', (kind) => {
  test('grades every status as the built-in kind does', () => {
    const spec = fc.record(
      { replicas: fc.nat(3), paused: fc.boolean(), suspend: fc.boolean() },
      { requiredKeys: [] },
    );
    const inputs = fc.tuple(template(kind), fc.option(memberStatus(kind), { nil: undefined }), spec);
    const holds = ([object, status, own]: typeof inputs extends fc.Arbitrary<infer T> ? T : never): void => {
      // In a declaration, a key without a value is as absent: no API server hands one out.
      const stated =
        status && Object.fromEntries(Object.entries(status).filter(([, value]) => value !== null));
      const member = deepFreeze({ ...object, spec: own, status: stated });
      const { healthy, state } = builtIn.interpretHealth(member);
      expect(interpreter.interpretHealth(member)).toMatchObject({ healthy, state });
    };
    fc.assert(fc.property(inputs, holds), { numRuns: 200 * EFFORT });
  });
});

describe.each(
  builtIn
    .kinds()
    .filter(({ apiVersion, kind }) => !isLeftOut(kind, apiVersion, 'InterpretDependency'))
    .map(({ apiVersion, kind }) => [apiVersion, kind] as const),
)('the references of %s %s as data', (apiVersion, kind) => {
  const named = (name: string) => ({ secretRef: { name }, certSecretRef: { name: `${name}-tls` } });
  const template = {
    spec: {
      serviceAccountName: 'pods',
      volumes: ['data', 'shared'].map((claimName) => ({ persistentVolumeClaim: { claimName } })),
    },
  };
  const spec = {
    ...{ ...named('own'), proxySecretRef: { name: 'proxy' }, serviceAccountName: 'account' },
    verify: { ...named('verify'), trustedRootSecretRef: { name: 'root' } },
    decryption: { ...named('decryption'), serviceAccountName: 'decrypter' },
    kubeConfig: { ...named('config'), configMapRef: { name: 'map' } },
    ...{ sts: named('sts'), template, volumeClaimTemplates: [{ metadata: { name: 'data' } }] },
  };

  test('are those of the built-in kind', () => {
    const object = deepFreeze({ apiVersion, kind, metadata: { name: 'a', namespace: 'shop' }, spec });
    const found = interpreter.getDependencies(object);
    expect(found.length).toBeGreaterThan(0);
    expect(found).toEqual(builtIn.getDependencies(object));
  });
});
