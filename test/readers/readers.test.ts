import { createInterpreter } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../support/freeze.js';
import { federatedObject } from './federated-object.js';
import { dropZeros, readers } from './readers.js';
import { READERS, type ReaderName, type Situation } from './situation.js';
import { situations } from './situations/index.js';

const interpreter = createInterpreter();

function titleOf({ object, name, options }: Situation): string {
  return `${object.apiVersion} ${object.kind}: ${name}${options ? ` ${JSON.stringify(options)}` : ''}`;
}

describe.each(situations.map((situation) => [titleOf(situation), situation] as const))(
  '%s',
  (_, situation) => {
    const { truth, blind = [] } = deepFreeze(situation);
    const asked = READERS.flatMap((reader) => {
      const word = truth[reader];
      return word === undefined ? [] : [[reader, word] as const];
    });
    const said = (reader: ReaderName) => readers[reader](federatedObject(interpreter, situation));

    for (const [reader, word] of asked) {
      // Once such a reader sees it, it is no longer to be called blind.
      if (blind.includes(reader))
        test(`${reader} cannot say ${word}`, () => expect(said(reader).state).not.toBe(word));
      else test(`${reader} says ${word}`, () => expect(said(reader).state, said(reader).message).toBe(word));
    }
  },
);

test('every situation is there', () => {
  expect(situations).toHaveLength(149);
  expect(situations.flatMap(({ truth }) => Object.keys(truth))).toHaveLength(421);
});

test('no title stands twice', () => {
  const titles = situations.map(titleOf);
  expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual([]);
});

describe('the API server', () => {
  const status = { observedGeneration: 0, replicas: 0, readyReplicas: 0, conditions: [], updatedReplicas: 2 };

  test('leaves the zeros of a Deployment out', () => {
    const object = deepFreeze({ apiVersion: 'apps/v1', kind: 'Deployment', status });
    expect(dropZeros(object).status).toEqual({ updatedReplicas: 2 });
  });

  test('knows a 0 from nothing where Go has a pointer', () => {
    const object = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      status: { ...status, terminatingReplicas: 0 },
    };
    expect(dropZeros(deepFreeze(object)).status).toEqual({ updatedReplicas: 2, terminatingReplicas: 0 });
  });

  test('writes some counts of a StatefulSet always', () => {
    const object = deepFreeze({ apiVersion: 'apps/v1', kind: 'StatefulSet', status });
    expect(dropZeros(object).status).toEqual({ replicas: 0, availableReplicas: 0, updatedReplicas: 2 });
  });

  test('writes what has no status without one', () => {
    const object = deepFreeze({ apiVersion: 'apps/v1', kind: 'DaemonSet' });
    expect(dropZeros(object)).toBe(object);
  });

  test('leaves the zeros of a custom resource', () => {
    const object = deepFreeze({ apiVersion: 'apps.kruise.io/v1beta1', kind: 'StatefulSet', status });
    expect(dropZeros(object)).toBe(object);
  });
});
