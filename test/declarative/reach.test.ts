// What users of Karmada have asked for of kinds that are declared, each with the reports that ask for it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AggregatedStatusItem, KubernetesObject } from 'karmada-interpreter';
import { compileInterpreter } from 'karmada-interpreter/declarative';
import { expect, test } from 'vitest';
import { deepFreeze } from '../support/freeze.js';

interface Reported {
  readonly name: string;
  readonly source: readonly string[];
  readonly call: 'getComponents' | 'getDependencies' | 'interpretHealth' | 'aggregateStatus';
  readonly declaration: object;
  readonly object?: KubernetesObject;
  readonly template?: KubernetesObject;
  readonly members?: readonly { readonly clusterName: string; readonly object: KubernetesObject }[];
  readonly expected: object;
}

const reports: readonly Reported[] = JSON.parse(
  readFileSync(join(import.meta.dirname, 'reach.json'), 'utf8'),
);

test.each(reports)('$name', ({ call, declaration, object = {}, template = {}, members = [], expected }) => {
  const kind = compileInterpreter(deepFreeze(declaration));
  if (call !== 'aggregateStatus') {
    expect(kind[call]?.(deepFreeze(object))).toMatchObject(expected);
    return;
  }
  const items = members.map(
    ({ clusterName, object }): AggregatedStatusItem => ({
      clusterName,
      status: kind.reflectStatus(object) as object,
    }),
  );
  expect(kind.aggregateStatus?.(deepFreeze(template), deepFreeze(items)).status).toMatchObject(expected);
});
