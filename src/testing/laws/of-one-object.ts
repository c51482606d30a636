import { InterpreterError } from '../../errors.js';
import type { HealthState } from '../../interpreters/health/health.js';
import type { Replicas } from '../../interpreters/replicas.js';
import { at, isCount, isFields, isName, MAX_INT32, MAX_SAFE } from '../../kubernetes/object.js';
import { deepFreeze } from '../deep-freeze.js';
import {
  firstViolation,
  isFinal,
  type Law,
  law,
  type Method,
  notSame,
  unlike,
  type Violation,
} from './law.js';

const STATES: readonly HealthState[] = ['Healthy', 'Progressing', 'Degraded', 'Suspended', 'Unknown'];

/** What a call gives; `undefined` where it refuses the object, which is the caller's. */
function unlessRefused<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    if (error instanceof InterpreterError && error.code === 'INVALID_OBJECT') return undefined;
    throw error;
  }
}

/** The laws of single objects: what is collected, how they fare, what they ask for. */
export const lawsOfOneObject: readonly Law[] = [
  law({
    name: 'reflect-idempotent',
    sentence: 'What is collected of an object that has what was collected is the same.',
    needs: ['observed'],
    methods: ['reflectStatus'],
    // A field that is gathered from elsewhere in an object is not there in what was collected.
    appliesTo: ({ declaration }) => declaration?.gather === undefined,
    check(subject, { observed }) {
      const once = subject.reflectStatus(observed);
      if (once === undefined) return undefined;
      const twice = subject.reflectStatus(deepFreeze({ ...observed, status: once }));
      return unlike('reflectStatus', 'what was collected the first time', twice, once);
    },
  }),
  law({
    name: 'counts-collected',
    sentence: 'What is collected of one member, aggregated alone, has the counts of that member.',
    needs: ['observed'],
    methods: ['reflectStatus', 'aggregateStatus'],
    sorts: ['sound'],
    appliesTo: (_, { counts }) => counts.size > 0,
    check(subject, { observed }, { counts }) {
      const collected = subject.reflectStatus(observed);
      if (!isFields(collected) || !isFields(observed.status)) return undefined;
      const template = { ...observed, status: {} };
      if (isFinal(subject, template)) return undefined;
      const { status } = subject.aggregateStatus(template, [
        { clusterName: 'only', applied: true, status: collected },
      ]);
      const { gather } = subject.declaration ?? {};
      const own = gather ? gather(observed).status : observed.status;
      // What is gathered may be no count, wherever it stands.
      const counted = (value: unknown, limit: number): unknown =>
        gather && !isCount(value, limit) ? 0 : value;
      const shown = (from: unknown) =>
        Object.fromEntries(
          Array.from(counts, ([field, limit]) => [field, counted(at(from, field) ?? 0, limit)]),
        );
      return unlike('reflectStatus', "the member's counts", shown(status), shown(own));
    },
  }),
  law({
    name: 'health-graded',
    sentence: 'Health is a verdict: healthy or not, one of the five states, a reason and a message.',
    needs: ['observed'],
    methods: ['interpretHealth'],
    check(subject, { observed }) {
      const health = unlessRefused(() => subject.interpretHealth(observed));
      if (health === undefined) return undefined;
      const { healthy, state, reason, message } = isFields(health) ? health : ({} as typeof health);
      const sound =
        typeof healthy === 'boolean' &&
        STATES.includes(state) &&
        isName(reason) &&
        typeof message === 'string';
      if (sound && (state !== 'Healthy' || healthy) && (state !== 'Degraded' || !healthy)) return undefined;
      const expected = 'a verdict of which no part contradicts another';
      return { method: 'interpretHealth', expected, found: health };
    },
  }),
  law({
    name: 'replicas-sound',
    sentence: 'A number of replicas is an integer from 0 to 2147483647.',
    needs: ['template'],
    methods: ['getReplicas'],
    check(subject, { template }) {
      const found = unlessRefused(() => subject.getReplicas(template));
      return found && malformedReplicas('getReplicas', found);
    },
  }),
  law({
    name: 'components-sound',
    sentence: 'Components have names of their own, and sound numbers of replicas.',
    needs: ['template'],
    methods: ['getComponents'],
    check(subject, { template }) {
      const found = unlessRefused(() => subject.getComponents(template)) ?? [];
      const names = found.map(({ name }) => name);
      if (!names.every(isName) || new Set(names).size !== names.length)
        return { method: 'getComponents', expected: 'names of their own', found };
      return firstViolation(...found.map((component) => () => malformedReplicas('getComponents', component)));
    },
  }),
  law({
    name: 'revised',
    sentence:
      'A workload that is revised has that number of replicas, and revising it again changes nothing.',
    needs: ['template', 'replicas'],
    methods: ['reviseReplica'],
    check(subject, { template, replicas }) {
      const revised = unlessRefused(() => deepFreeze(subject.reviseReplica(template, replicas)));
      if (revised === undefined) return undefined;
      return firstViolation(
        () => notSame('reviseReplica', 'the very object', subject.reviseReplica(revised, replicas), revised),
        () => unlike('reviseReplica', 'the metadata as it was', revised.metadata, template.metadata),
        () => unlike('reviseReplica', 'the status as it was', revised.status, template.status),
        () => {
          // Where replicas are worked out, another field may limit them.
          const { replicas: path, revise } = subject.declaration ?? {};
          const exact =
            subject.declaration === undefined || (Array.isArray(path) && typeof revise !== 'function');
          const found =
            exact && subject.getReplicas ? unlessRefused(() => subject.getReplicas(revised)) : undefined;
          return found && unlike('getReplicas', 'the number that was set', found.replicas, replicas);
        },
      );
    },
  }),
  law({
    name: 'retained',
    sentence: 'Retaining twice is retaining once, and an object that has everything comes back itself.',
    needs: ['template', 'observed'],
    methods: ['retain'],
    check(subject, { template, observed }) {
      const kept = unlessRefused(() => deepFreeze(subject.retain(template, observed)));
      return firstViolation(
        () => {
          const again = kept && unlessRefused(() => subject.retain(kept, observed));
          return again && notSame('retain', 'the very object, as all has been retained', again, kept);
        },
        () => {
          const own = unlessRefused(() => subject.retain(template, template));
          return own && notSame('retain', 'the very object, as both are the same', own, template);
        },
      );
    },
  }),
  law({
    name: 'dependencies-named',
    sentence:
      'Each dependency has an API version, a kind and a name or selector, and none stands there twice.',
    needs: ['template'],
    methods: ['getDependencies'],
    check(subject, { template }) {
      const found = unlessRefused(() => subject.getDependencies(template)) ?? [];
      const nameless = found.filter(
        ({ apiVersion, kind, name, labelSelector }) =>
          !isName(apiVersion) || !isName(kind) || !(isName(name) || labelSelector),
      );
      const texts = found.map((one) => JSON.stringify(one));
      const twice = found.filter((_, i) => texts.indexOf(texts[i] as string) !== i);
      return firstViolation(
        () => unlike('getDependencies', 'no dependency without a name', nameless, []),
        () => unlike('getDependencies', 'no dependency twice', twice, []),
      );
    },
  }),
  law({
    name: 'counts-sound',
    sentence: 'A federated count is an integer that its type holds, whatever the members report.',
    needs: ['template', 'members'],
    methods: ['aggregateStatus'],
    appliesTo: (_, { counts }) => counts.size > 0,
    check(subject, { template, members }, { counts }) {
      const status = subject.aggregateStatus(template, members).status as
        | { readonly [field: string]: unknown }
        | undefined;
      if (status === template.status || !isFields(status)) return undefined;
      return firstViolation(
        ...Array.from(counts, ([field, limit]) => (): Violation | undefined => {
          const found = status[field] ?? 0;
          if (isCount(found, Math.min(limit, MAX_SAFE))) return undefined;
          return { method: 'aggregateStatus', expected: `an integer in status.${field}`, found };
        }),
      );
    },
  }),
];

function malformedReplicas(method: Method, found: Replicas): Violation | undefined {
  if (isCount(found?.replicas, MAX_INT32)) return undefined;
  return { method, expected: `an integer from 0 to ${MAX_INT32}`, found };
}
