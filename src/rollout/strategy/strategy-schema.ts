import * as z from 'zod/mini';
import { lazy } from '../../boundary/lazy.js';
import { at, isCount, isFields } from '../../kubernetes/object.js';
import { anAmount, isAmount } from './amount.js';
import { A_DURATION, millisecondsOf } from './duration.js';
import type { RolloutFault } from './rollout-error.js';
import {
  fields,
  list,
  must,
  oneOf,
  optional,
  path,
  range,
  rolloutFaults,
  some,
  tested,
  text,
} from './schema-helpers.js';

/** The name of the stage of the clusters that no other stage takes. */
export const UNMATCHED = 'unmatched';

/** What may stand between the slashes of an approval. */
const NAME = /^[^/@\p{Cc}]{1,63}$/u;

/** A whole strategy, with everything in it that can be judged without knowing the clusters. */
const strategySchema = /* @__PURE__ */ lazy(() =>
  fields({
    stages: optional(some(stageSchema())),
    unmatched: optional(oneOf('last', 'error')),
    maxConcurrency: optional(amountSchema(1)),
    order: optional(orderSchema()),
    gate: optional(gateSchema()),
    progressDeadline: optional(
      // Without any time, a cluster would fail at the moment of its release.
      tested((value) => (millisecondsOf(value) ?? 0) > 0, 'a duration longer than 0, such as "10m"'),
    ),
    maxFailures: optional(amountSchema(0)),
    onFailure: optional(
      z.enum(
        ['Pause', 'Continue', 'Revert', 'pause', 'continue', 'revert'],
        must('"Pause" or "Continue" or "Revert"'),
      ),
    ),
    whenUnreachable: optional(oneOf('wait', 'skip')),
    whenEmpty: optional(oneOf('pass', 'wait')),
  }),
);

/** Everything in a strategy that keeps it from being one, without regard to the clusters. */
export function strategyFaults(strategy: unknown): readonly RolloutFault[] {
  if (isKarmadaStrategy(strategy)) {
    const message =
      "is a strategy of Karmada's staged propagation: call computeStagedPropagation with it, or convert it by fromKarmadaStrategy";
    return [{ path: 'strategy', message }];
  }
  return rolloutFaults(strategySchema(), strategy, '').map(({ path, message }) => ({
    path: path || 'strategy',
    message,
  }));
}

/** Whether a strategy is Karmada's: a staged one, or one that says that it is none. */
function isKarmadaStrategy(strategy: unknown): boolean {
  const type = at(strategy, 'type');
  return type === 'Staged' || type === 'AllAtOnce' || isFields(at(strategy, 'staged'));
}

/** One stage, by itself. */
function stageSchema() {
  const approval = fields({ type: z.literal('Approval'), name: optional(nameSchema()) });
  const wait = fields({ type: z.literal('TimedWait'), duration: durationSchema() });
  return fields({
    name: nameSchema(),
    clusters: optional(some(text())),
    clusterSelector: optional(selectorSchema()),
    percent: optional(tested((value) => isCount(value, 100) && value > 0, 'an integer from 1 to 100')),
    maxConcurrency: optional(amountSchema(1)),
    order: optional(orderSchema()),
    before: optional(list(z.discriminatedUnion('type', [approval], must('an Approval')))),
    after: optional(list(z.discriminatedUnion('type', [approval, wait], must('an Approval or a TimedWait')))),
    gate: optional(gateSchema()),
  });
}

/** What a cluster needs to count. */
function gateSchema() {
  const condition = fields({ type: text(), status: oneOf('True', 'False', 'Unknown') });
  return fields({
    requireHealthy: optional(z.boolean(must('true or false'))),
    requiredConditions: optional(list(condition)),
    requiredRevision: optional(fields({ path: path(), range: range() })),
    minSuccessTime: optional(durationSchema()),
  });
}

/** A label selector, with as many values as its operators ask for. */
function selectorSchema() {
  const value = z.string(must('a string'));
  const listing = fields({ key: text(), operator: oneOf('In', 'NotIn'), values: some(value) });
  const none = list(value).check(
    z.refine((values) => values.length === 0, 'must be empty with this operator'),
  );
  const asking = fields({ key: text(), operator: oneOf('Exists', 'DoesNotExist'), values: optional(none) });
  const operators = must('a requirement by In, NotIn, Exists or DoesNotExist');
  return fields({
    matchLabels: optional(z.record(z.string(), value, must('an object'))),
    matchExpressions: optional(list(z.discriminatedUnion('operator', [listing, asking], operators))),
  });
}

/** The order of a stage's clusters. */
function orderSchema() {
  return z.union([z.literal('name'), fields({ label: text() })], must('"name" or { label }'));
}

/** The name of a stage or of an approval. */
function nameSchema() {
  return tested(
    (value) => typeof value === 'string' && NAME.test(value),
    'a name of 1 to 63 characters without "/" and "@"',
  );
}

/** A length of time. */
export function durationSchema() {
  return tested((value) => millisecondsOf(value) !== undefined, A_DURATION);
}

/** A number of clusters, or a percentage of them. */
function amountSchema(least: number) {
  return tested((value) => isAmount(value, least), anAmount(least));
}
