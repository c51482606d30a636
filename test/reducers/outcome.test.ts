import { combine, defineInterpreter, field, first, messages, outcome, select } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../support/freeze.js';

const STATES = {
  underway: ['Stuck', 'Pending', 'Running'],
  failed: ['Failed', 'Killed'],
  complete: ['Done'],
  unreported: 'Pending',
};
const run = defineInterpreter({
  apiVersion: 'example.org/v1',
  kind: 'Run',
  observedGeneration: 'none',
  summary: combine(
    {
      outcome: outcome(
        ({ state }) => state,
        STATES,
        select(({ note }) => note, messages()),
      ),
      any: field('note', first()),
    },
    ({ outcome }) => ({ outcome }),
  ),
});
const template = { apiVersion: 'example.org/v1', kind: 'Run', metadata: { generation: 1 } };

/** The outcome of members in these states, each of which notes its own; `undefined` for one without a status. */
function outcomeOf(...states: readonly (string | undefined)[]) {
  const items = states.map((state, i) => ({
    clusterName: `m${i}`,
    ...(state !== undefined && { status: { state, note: state.toLowerCase() } }),
  }));
  const { status } = run.aggregateStatus(template, deepFreeze(items)) as { status: object } as {
    status: { outcome: object };
  };
  return status.outcome;
}

describe('outcome()', () => {
  test('is finished when every member is, and has failed when one did', () => {
    expect(outcomeOf('Done')).toEqual({ state: 'Done', finished: true, failed: false, value: 'm0=done' });
    expect(outcomeOf('Done', 'Done')).toMatchObject({ state: 'Done', finished: true, failed: false });
    expect(outcomeOf('Done', 'Killed')).toMatchObject({ state: 'Killed', finished: true, failed: true });
    expect(outcomeOf('Killed', 'Failed')).toMatchObject({ state: 'Failed', value: 'm1=failed' });
  });

  test('is the worst of what is under way until then', () => {
    expect(outcomeOf('Failed', 'Running')).toEqual({
      state: 'Running',
      finished: false,
      failed: false,
      value: 'm1=running',
    });
    expect(outcomeOf('Running', 'Stuck', 'Running', 'Stuck')).toMatchObject({
      state: 'Stuck',
      value: 'm1=stuck, m3=stuck',
    });
  });

  test('counts members that have not reported, and such as report a state that is not known', () => {
    expect(outcomeOf('Done', undefined)).toEqual({ state: 'Pending', finished: false, failed: false });
    expect(outcomeOf('Running', 'constructor')).toMatchObject({ state: 'Pending', finished: false });
    expect(outcomeOf('Stuck', undefined)).toMatchObject({ state: 'Stuck' });
    expect(outcomeOf(undefined, 'Pending')).toMatchObject({ state: 'Pending', value: 'm1=pending' });
  });

  test('has no state without members, and is not finished', () => {
    expect(outcomeOf()).toEqual({ finished: false, failed: false });
  });

  test('runs again when a cluster joins', () => {
    const aggregator = run.createAggregator(template);
    const stateNow = () => (aggregator.aggregate() as { status?: { outcome?: unknown } }).status?.outcome;
    aggregator.set({ clusterName: 'a', status: { state: 'Failed' } });
    expect(stateNow()).toMatchObject({ finished: true, failed: true });
    aggregator.set({ clusterName: 'b' });
    expect(stateNow()).toMatchObject({ state: 'Pending', finished: false, failed: false });
    aggregator.set({ clusterName: 'b', status: { state: 'Done' } });
    expect(stateNow()).toMatchObject({ state: 'Failed', finished: true });
    aggregator.delete('a');
    expect(stateNow()).toMatchObject({ state: 'Done', failed: false });
  });

  test('comes to the same in parts, in whatever order', () => {
    const partOf = (...names: readonly string[]) => {
      const aggregator = run.createAggregator(template);
      for (const clusterName of names)
        aggregator.set({ clusterName, status: { state: 'Done', note: clusterName } });
      return aggregator.partial();
    };
    const parts = [partOf('c', 'd'), partOf('a'), partOf('b', 'e', 'f')];
    const { status } = run.mergePartials(template, parts) as { status: object };
    expect(status).toEqual({
      outcome: { state: 'Done', finished: true, failed: false, value: 'a=a, b=b, c=c, d=d, e=e, f=f' },
    });
  });

  test('refuses to take a member that has not reported for a finished one', () => {
    expect(() => outcome(() => 'Done', { ...STATES, unreported: 'Done' }, first())).toThrow(
      'unreported of outcome() is "Done", not one of Stuck, Pending, Running',
    );
  });

  test('takes no part that it has not made', () => {
    const reducer = outcome(({ state }) => state, STATES, field('note', first()));
    const part = { state: 'Done', members: 1, part: { clusterName: 'a', value: 'x' } };
    expect(reducer.isPart([part])).toBe(true);
    expect(reducer.isPart([part, { state: 'Failed', members: 2 }])).toBe(true);
    for (const wrong of [
      null,
      {},
      [],
      [part, part],
      [{ ...part, state: 'Other' }],
      [{ ...part, members: -1 }],
      [{ ...part, part: 3 }],
    ])
      expect(reducer.isPart(wrong)).toBe(false);
  });
});
