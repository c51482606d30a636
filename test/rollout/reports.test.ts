import { readFileSync } from 'node:fs';
import { evaluateSuspension } from 'karmada-interpreter';
import {
  computeRollout,
  planRollout,
  type RolloutInput,
  type RolloutStatus,
} from 'karmada-interpreter/rollout';
import { expect, it } from 'vitest';
import { deepFreeze } from '../support/freeze.js';

interface Expected {
  readonly held?: readonly string[];
  readonly phase?: string;
  readonly clusters?: { readonly [name: string]: string };
}

/** What users of other rollout tools have reported, as the steps of a rollout. */
interface Report {
  readonly id: string;
  readonly call: 'computeRollout' | 'planRollout';
  readonly input: RolloutInput & { readonly steps?: readonly Partial<RolloutInput>[] };
  readonly expected: unknown;
}

const reports: readonly Report[] = JSON.parse(
  readFileSync(new URL('cases/reports.json', import.meta.url), 'utf8'),
);

it.each(reports.map((report) => [report.id, report] as const))('%s', (_, { call, input, expected }) => {
  const { steps = [], ...common } = deepFreeze(input);
  if (call === 'planRollout') {
    expect(planRollout(common.strategy, common.clusters)).toMatchObject(expected as object);
    return;
  }
  let status: RolloutStatus | undefined;
  const answers = steps.map((step): Required<Expected> => {
    const given = { ...common, ...step };
    const result = computeRollout({ ...given, status });
    status = deepFreeze(result.status);
    const names = given.clusters.map((cluster) => (typeof cluster === 'string' ? cluster : cluster.name));
    return {
      held: names.filter((name) => evaluateSuspension(result.suspension, name).suspended).sort(),
      phase: result.status.phase,
      clusters: Object.fromEntries(result.status.clusters.map(({ name, phase }) => [name, phase])),
    };
  });
  expect(answers).toMatchObject(expected as object);
});
