import { readFileSync } from 'node:fs';
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

const page = readFileSync(new URL('../../docs/declarative.md', import.meta.url), 'utf8');

/** The rows of the page's table of what needs code: the kind, and what of it is not in the declarations. */
const leftOut = new Map(
  Array.from(
    (page.split('| kind | left out | why |\n')[1] ?? '')
      .split('\n\n')[0]
      ?.matchAll(/^\| (`[^|]+) \| ([^|]+) \|/gm) ?? [],
    ([, kind = '', operations = '']) => [
      kind,
      [...operations.matchAll(/Interpret\w+|Revise\w+|Retain|AggregateStatus/g)].map(([name]) => name),
    ],
  ),
);

/** A kind as a row of the table begins with it. */
function rowOf(apiVersion: string, kind: string): string {
  return `\`${apiVersion.split('/')[0]}\` ${kind}`;
}

function isLeftOut(kind: string, apiVersion: string, operation: string): boolean {
  return !interpreter.supports({ apiVersion, kind }, operation as never);
}

const names = ({ apiVersions, kind }: KindInterpreter): string[] =>
  apiVersions.map((version) => `${version} ${kind}`);
const declared = new Set(compiled.flatMap(names));

test('the kinds that are declared are built-in ones', () => {
  expect(defaultInterpreters.flatMap(names)).toEqual(expect.arrayContaining([...declared]));
});

test('what is not declared of a kind is in the table of what needs code, and nothing else', () => {
  const missing = new Map<string, Set<string>>();
  for (const { apiVersion, kind, operations } of builtIn.kinds()) {
    // Of a kind that is not declared at all, an interpreter still reflects the whole status.
    const all = operations.filter((operation) => isLeftOut(kind, apiVersion, operation));
    // Of a kind that is declared in one version alone, the other one counts as well.
    const row = rowOf(apiVersion, kind);
    missing.set(row, new Set([...(missing.get(row) ?? []), ...all]));
  }
  const needed = [...missing].filter(([, operations]) => operations.size > 0);
  expect(Object.fromEntries(leftOut)).toEqual(
    Object.fromEntries(needed.map(([row, operations]) => [row, [...operations]])),
  );
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
  const pods = { spec: { template } };
  const spec = {
    // What stands in other places in cron jobs, an Ingress and a Pod.
    ...{ jobTemplate: pods, tls: [{ secretName: 'tls' }], ...template.spec },
    ...{ ...named('own'), proxySecretRef: { name: 'proxy' }, serviceAccountName: 'account' },
    verify: { ...named('verify'), trustedRootSecretRef: { name: 'root' } },
    decryption: { ...named('decryption'), serviceAccountName: 'decrypter' },
    kubeConfig: { ...named('config'), configMapRef: { name: 'map' } },
    ...{
      sts: named('sts'),
      template: { ...template, jobTemplate: pods },
      volumeClaimTemplates: [{ metadata: { name: 'data' } }],
    },
  };

  test('are those of the built-in kind', () => {
    const object = deepFreeze({ apiVersion, kind, metadata: { name: 'a', namespace: 'shop' }, spec });
    const found = interpreter.getDependencies(object);
    expect(found.length).toBeGreaterThan(0);
    expect(found).toEqual(builtIn.getDependencies(object));
  });
});
