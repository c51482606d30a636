import { createInterpreter, type KubernetesObject } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { federated, member } from '../../support/federate.js';
import { deepFreeze } from '../../support/freeze.js';

const interpreter = createInterpreter();

const object = (kind: string, status?: object, spec: object = {}): KubernetesObject => ({
  ...{ apiVersion: 'v1', kind, metadata: { name: 'data', generation: 1 }, spec },
  ...(status && { status }),
});
const phaseOf = (kind: string, ...phases: readonly (string | undefined)[]) =>
  federated(
    object(kind),
    ...phases.map((phase, i) => member(`c${i}`, phase === undefined ? undefined : { phase })),
  ).phase;

describe('PersistentVolumeClaim', () => {
  test.each([
    [['Bound', 'Bound'], 'Bound'],
    [['Bound', 'Pending'], 'Pending'],
    [['Pending', 'Lost', 'Bound'], 'Lost'],
    // Karmada: Bound, and the empty phase.
    [['Bound', undefined], 'Pending'],
    [['Bound', ''], 'Pending'],
    [['Bound', 'New'], 'Pending'],
    [[], 'Pending'],
  ])('the phase of %j is %s', (phases, expected) => {
    expect(phaseOf('PersistentVolumeClaim', ...phases)).toBe(expected);
  });

  test.each([
    ['Healthy', { phase: 'Bound' }],
    ['Progressing', { phase: 'Pending' }],
    ['Degraded', { phase: 'Lost' }],
    ['Unknown', { phase: 'New' }],
    ['Unknown', {}],
    ['Unknown', undefined],
  ])('it is %s with %j', (state, status) => {
    expect(interpreter.interpretHealth(object('PersistentVolumeClaim', status)).state).toBe(state);
  });
});

describe('PersistentVolume', () => {
  test.each([
    [['Released', 'Bound'], 'Bound'],
    [['Bound', 'Available'], 'Available'],
    [['Available', 'Pending'], 'Pending'],
    [['Pending', 'Failed'], 'Failed'],
    [['Released', 'Released'], 'Released'],
    [['Available', undefined], 'Pending'],
    // Karmada: none.
    [[], 'Pending'],
  ])('the phase of %j is %s', (phases, expected) => {
    expect(phaseOf('PersistentVolume', ...phases)).toBe(expected);
  });

  test('it has no health of its own', () => {
    expect(interpreter.supports({ apiVersion: 'v1', kind: 'PersistentVolume' }, 'InterpretHealth')).toBe(
      false,
    );
  });
});

test('status-kept: what is not aggregated stays, and no generation is written; Karmada drops the rest', () => {
  const before = { capacity: { storage: '1Gi' }, phase: 'Pending' };
  const claim = object('PersistentVolumeClaim', before);
  expect(federated(claim, member('a', { phase: 'Bound' }))).toEqual({ ...before, phase: 'Bound' });
});

test.each([
  ['PersistentVolume', 'claimRef', { name: 'a' }, { name: 'b' }],
  ['PersistentVolumeClaim', 'volumeName', 'a', 'b'],
])('%s keeps the %s of the member', (kind, field, desired, observed) => {
  const retain = (own: object, other: object) =>
    interpreter.retain(deepFreeze(object(kind, undefined, own)), deepFreeze(object(kind, undefined, other)))
      .spec;
  expect(retain({ [field]: desired }, { [field]: observed })).toEqual({ [field]: observed });
  expect(retain({}, { [field]: observed })).toEqual({ [field]: observed });
  expect(retain({ [field]: desired }, {})).toEqual({ [field]: desired });
  // An empty text is an absent one.
  expect(retain({ [field]: desired }, { [field]: '' })).toEqual({ [field]: desired });
});
