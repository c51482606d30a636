import * as z from 'zod/mini';
import { anAmount, isAmount } from './amount.js';
import { A_DURATION, millisecondsOf } from './duration.js';
import { fields, lazy, list, must, oneOf, path, range, some, tested, text } from './schema.js';

/** The name of the stage of the clusters that no other stage takes. */
export const UNMATCHED = 'unmatched';

/** What may stand between the slashes of an approval. */
const NAME = /^[^/@\p{Cc}]{1,63}$/u;

/** A whole strategy, with everything in it that can be judged without knowing the clusters. */
export const strategySchema = /* @__PURE__ */ lazy(() =>
  fields({
    stages: z.optional(some(stage())),
    unmatched: z.optional(oneOf('last', 'error')),
    maxConcurrency: z.optional(amount(1)),
    order: z.optional(order()),
    gate: z.optional(gate()),
    progressDeadline: z.optional(
      // Without any time, a cluster would fail at the moment of its release.
      tested((value) => (millisecondsOf(value) ?? 0) > 0, 'a duration longer than 0, such as "10m"'),
    ),
    maxFailures: z.optional(amount(0)),
    onFailure: z.optional(oneOf('Pause', 'Continue')),
  }),
);

/** One stage, by itself. */
function stage() {
  const approval = fields({ type: z.literal('Approval'), name: z.optional(name()) });
  const wait = fields({ type: z.literal('TimedWait'), duration: duration() });
  return fields({
    name: name(),
    clusters: z.optional(some(text())),
    clusterSelector: z.optional(selector()),
    maxConcurrency: z.optional(amount(1)),
    order: z.optional(order()),
    before: z.optional(list(z.discriminatedUnion('type', [approval], must('an Approval')))),
    after: z.optional(
      list(z.discriminatedUnion('type', [approval, wait], must('an Approval or a TimedWait'))),
    ),
    gate: z.optional(gate()),
  });
}

/** What a cluster needs to count. */
function gate() {
  const condition = fields({ type: text(), status: oneOf('True', 'False', 'Unknown') });
  return fields({
    requireHealthy: z.optional(z.boolean(must('true or false'))),
    requiredConditions: z.optional(list(condition)),
    requiredRevision: z.optional(fields({ path: path(), range: range() })),
    minSuccessTime: z.optional(duration()),
  });
}

/** A label selector, with as many values as its operators ask for. */
function selector() {
  const value = z.string(must('a string'));
  const listing = fields({ key: text(), operator: oneOf('In', 'NotIn'), values: some(value) });
  const none = list(value).check(
    z.refine((values) => values.length === 0, 'must be empty with this operator'),
  );
  const asking = fields({ key: text(), operator: oneOf('Exists', 'DoesNotExist'), values: z.optional(none) });
  const operators = must('a requirement by In, NotIn, Exists or DoesNotExist');
  return fields({
    matchLabels: z.optional(z.record(z.string(), value, must('an object'))),
    matchExpressions: z.optional(list(z.discriminatedUnion('operator', [listing, asking], operators))),
  });
}

/** The order of a stage's clusters. */
function order() {
  return z.union([z.literal('name'), fields({ label: text() })], must('"name" or { label }'));
}

/** The name of a stage or of an approval. */
function name() {
  return tested(
    (value) => typeof value === 'string' && NAME.test(value),
    'a name of 1 to 63 characters without "/" and "@"',
  );
}

/** A length of time. */
export function duration() {
  return tested((value) => millisecondsOf(value) !== undefined, A_DURATION);
}

/** A number of clusters, or a percentage of them. */
function amount(least: number) {
  return tested((value) => isAmount(value, least), anAmount(least));
}
