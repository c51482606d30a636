import fc from 'fast-check';

type Fields = Record<string, fc.Arbitrary<unknown>>;

/** A time, now and then malformed, or another text of an instant that others have too. */
const anyTime: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 10, max: 28 }).map((day) => `2026-03-${day}T10:00:00Z`) },
  fc.constantFrom<unknown>('2026-03-12T12:00:00+02:00', '2026-03-12T10:00:00.000Z', '', null, 'soon', 5),
);
const word = fc.constantFrom<unknown>('', 'a', 'b', null, 7);
const count = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 9 }) },
  fc.constantFrom(2147483647, -1, '3'),
);
const some = (fields: Fields): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(fields, { requiredKeys: [], noNullPrototype: true });
/** A list of these, or now and then something else. */
const list = (item: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.array(item, { maxLength: 3 }) },
    fc.constantFrom<unknown>('', {}, [null], null),
  );

const generations = { generation: count, observedGeneration: count, resourceTemplateGeneration: count };

export const jobCondition = some({
  type: fc.constantFrom('Suspended', 'FailureTarget', 'SuccessCriteriaMet', 'Failed', 'Complete', ''),
  status: fc.constantFrom('True', 'True', 'True', 'False', 'Unknown', 'true'),
  reason: word,
  message: word,
  lastTransitionTime: anyTime,
});

const container = some({
  name: fc.constantFrom<unknown>('main', 'side', '', null),
  state: fc.constantFrom<unknown>(
    { running: { startedAt: '2026-03-04T10:00:00Z' } },
    ...[{ waiting: { reason: 'ErrImagePull' } }, { waiting: {} }, {}, null, 'running'],
    ...[{ terminated: { exitCode: 0 } }, { terminated: { exitCode: 2 } }, { terminated: {} }],
  ),
  image: word,
  imageID: word,
  ready: fc.constantFrom<unknown>(true, true, false, null, 'yes'),
  restartCount: count,
});

const loadBalancer = some({
  ingress: list(
    some({
      hostname: word,
      ip: word,
      ipMode: fc.constantFrom('VIP', 'Proxy', ''),
      ports: list(some({ port: count, protocol: fc.constantFrom('TCP', 'UDP'), error: word })),
    }),
  ),
});

const counts = (...names: readonly string[]): Fields =>
  Object.fromEntries(names.map((name) => [name, count]));

/** Of each native kind, what a member may report; every field may be missing or malformed. */
export const nativeStatuses: [
  apiVersion: string,
  kind: string,
  status: fc.Arbitrary<Record<string, unknown>>,
  spec?: object,
][] = [
  [
    'apps/v1',
    'ReplicaSet',
    some({
      ...counts('replicas', 'fullyLabeledReplicas', 'readyReplicas', 'availableReplicas'),
      ...generations,
    }),
  ],
  [
    'batch/v1',
    'Job',
    some({
      ...counts('active', 'succeeded', 'failed', 'ready'),
      conditions: list(jobCondition),
      startTime: anyTime,
      completionTime: anyTime,
      ...generations,
    }),
  ],
  [
    'batch/v1',
    'CronJob',
    some({
      active: list(some({ name: word, uid: word })),
      lastScheduleTime: anyTime,
      lastSuccessfulTime: anyTime,
      ...generations,
    }),
  ],
  [
    'v1',
    'Pod',
    some({
      phase: fc.constantFrom<unknown>('Running', 'Pending', 'Succeeded', 'Failed', 'Unknown', '', 'New', 3),
      containerStatuses: list(container),
      initContainerStatuses: list(container),
      ...generations,
    }),
  ],
  ['v1', 'Service', some({ loadBalancer, ...generations }), { type: 'LoadBalancer' }],
  ['networking.k8s.io/v1', 'Ingress', some({ loadBalancer, ...generations })],
  [
    'v1',
    'PersistentVolume',
    some({
      phase: fc.constantFrom<unknown>('Bound', 'Available', 'Released', 'Failed', '', 1),
      ...generations,
    }),
  ],
  [
    'v1',
    'PersistentVolumeClaim',
    some({ phase: fc.constantFrom<unknown>('Bound', 'Pending', 'Lost', '', 'New', 1), ...generations }),
  ],
  [
    'policy/v1',
    'PodDisruptionBudget',
    some({
      ...counts('disruptionsAllowed', 'expectedPods', 'desiredHealthy', 'currentHealthy'),
      disruptedPods: fc.dictionary(fc.constantFrom('a', '__proto__'), anyTime, { noNullPrototype: true }),
      ...generations,
    }),
  ],
  [
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    some({ ...counts('currentReplicas', 'desiredReplicas'), ...generations }),
  ],
];
