import type { Health } from 'karmada-interpreter';

/** What a CRD's declaration is tested on. */
interface Manifests {
  /** An object as a member cluster has it when all is well. */
  readonly healthy: string;
  readonly health: Health;
  /** Changes to it, as YAML, and the state and reason of the health then. */
  readonly changed: readonly (readonly [change: string, state: string, reason: string])[];
  readonly dependencies: readonly string[];
  /** What two such members come to. */
  readonly federated: object;
}

const healthyBy = (reason: string, message: string): Health => ({
  healthy: true,
  state: 'Healthy',
  reason,
  message,
});

const stamp = (generation: number) => `
  generation: ${generation}
  annotations: { resourcetemplate.karmada.io/generation: '1' }`;

export const manifests: { readonly [name: string]: Manifests } = {
  'argo-rollout': {
    healthy: `
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: checkout
  namespace: shop${stamp(4)}
spec:
  replicas: 4
  strategy:
    canary:
      analysis: { templates: [{ templateName: success-rate }] }
      steps: [{ setWeight: 25 }, { pause: { duration: 10m } }]
  template:
    spec:
      serviceAccountName: checkout
      containers:
        - { name: checkout, image: 'registry.example.io/checkout:2.4.0', envFrom: [{ configMapRef: { name: checkout } }] }
status:
  HPAReplicas: 4
  availableReplicas: 4
  blueGreen: {}
  canary: {}
  conditions:
    - { type: Available, status: 'True', reason: AvailableReason, message: Rollout has minimum availability, lastTransitionTime: '2026-04-21T21:21:31Z', lastUpdateTime: '2026-04-21T21:21:31Z' }
  currentPodHash: 6d5f8c7b9
  observedGeneration: '4'
  phase: Healthy
  readyReplicas: 4
  replicas: 4
  selector: app=checkout
  stableRS: 6d5f8c7b9
  updatedReplicas: 4`,
    health: healthyBy(
      'Healthy',
      '$.status.phase equals "Healthy" and $.status.updatedReplicas is at least $.spec.replicas',
    ),
    changed: [
      ['{ metadata: { generation: 5 } }', 'Progressing', 'SpecNotObserved'],
      ['{ status: { phase: Paused, message: CanaryPauseStep } }', 'Suspended', 'Suspended'],
      ['{ status: { phase: Degraded, abort: true } }', 'Degraded', 'RolloutAborted'],
      ['{ status: { phase: Degraded } }', 'Degraded', 'Degraded'],
      ['{ status: { updatedReplicas: 3 } }', 'Progressing', 'NoRuleHolds'],
    ],
    dependencies: [
      'AnalysisTemplate/shop/success-rate',
      'ConfigMap/shop/checkout',
      'ServiceAccount/shop/checkout',
    ],
    federated: {
      observedGeneration: '1',
      replicas: 8,
      updatedReplicas: 8,
      phase: 'Healthy',
      stableRS: '6d5f8c7b9',
    },
  },
  'cert-manager-certificate': {
    healthy: `
apiVersion: cert-manager.io/v1
kind: Certificate
metadata:
  name: shop-tls
  namespace: shop${stamp(1)}
spec:
  secretName: shop-tls
  dnsNames: [shop.example.io]
  issuerRef: { name: letsencrypt, kind: ClusterIssuer, group: cert-manager.io }
  keystores: { jks: { create: true, passwordSecretRef: { name: keystore, key: password } } }
status:
  conditions:
    - { type: Ready, status: 'True', reason: Ready, message: Certificate is up to date and has not expired, observedGeneration: 1, lastTransitionTime: '2026-04-21T21:21:31Z' }
  notBefore: '2026-04-21T20:21:31Z'
  notAfter: '2026-07-20T20:21:30Z'
  renewalTime: '2026-06-20T20:21:30Z'
  revision: 2`,
    health: healthyBy('Ready', 'Certificate is up to date and has not expired'),
    changed: [
      [
        "{ status: { conditions: [{ type: Ready, status: 'False', reason: DoesNotExist }] } }",
        'Degraded',
        'DoesNotExist',
      ],
      [
        "{ status: { conditions: [{ type: Issuing, status: 'True', reason: DoesNotExist }, { type: Ready, status: 'False' }] } }",
        'Progressing',
        'DoesNotExist',
      ],
      ['{ status: { failedIssuanceAttempts: 3, conditions: [] } }', 'Degraded', 'IssuanceFails'],
      ['{ status: null }', 'Progressing', 'NoRuleHolds'],
    ],
    dependencies: ['ClusterIssuer/letsencrypt', 'Secret/shop/keystore'],
    federated: { revision: 2, conditions: [{ type: 'Ready', status: 'True' }] },
  },
  'cloudnative-pg-cluster': {
    healthy: `
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  name: orders
  namespace: shop${stamp(2)}
spec:
  instances: 3
  superuserSecret: { name: orders-superuser }
  storage: { size: 20Gi }
  bootstrap: { initdb: { database: orders, owner: orders, secret: { name: orders-owner } } }
  backup:
    barmanObjectStore:
      destinationPath: s3://backups/orders
      s3Credentials:
        accessKeyId: { name: backup, key: ACCESS_KEY_ID }
        secretAccessKey: { name: backup, key: SECRET_ACCESS_KEY }
status:
  conditions:
    - { type: Ready, status: 'True', reason: ClusterIsReady, message: Cluster is Ready, lastTransitionTime: '2026-04-21T21:21:31Z' }
    - { type: ContinuousArchiving, status: 'True', reason: ContinuousArchivingSuccess, message: Continuous archiving is working, lastTransitionTime: '2026-04-21T21:21:31Z' }
  currentPrimary: orders-1
  instances: 3
  phase: Cluster in healthy state
  readyInstances: 3
  targetPrimary: orders-1`,
    health: healthyBy(
      'AllInstancesReady',
      'the condition Ready is True and $.status.readyInstances is at least $.spec.instances',
    ),
    changed: [
      ["{ metadata: { annotations: { cnpg.io/hibernation: 'on' } } }", 'Suspended', 'Hibernated'],
      ['{ status: { readyInstances: 2, phase: Failing over } }', 'Progressing', 'Failover'],
      [
        "{ status: { readyInstances: 2, phaseReason: disk is full, conditions: [{ type: Ready, status: 'False', reason: ClusterIsNotReady }] } }",
        'Degraded',
        'ClusterIsNotReady',
      ],
    ],
    dependencies: ['Secret/shop/backup', 'Secret/shop/orders-owner', 'Secret/shop/orders-superuser'],
    federated: { instances: 6, readyInstances: 6, phase: 'Cluster in healthy state' },
  },
  'crossplane-claim': {
    healthy: `
apiVersion: platform.example.org/v1alpha1
kind: PostgreSQLInstance
metadata:
  name: orders
  namespace: shop${stamp(1)}
spec:
  parameters: { storageGB: 20 }
  compositionRef: { name: postgresqlinstances.aws.platform.example.org }
  resourceRef: { apiVersion: platform.example.org/v1alpha1, kind: XPostgreSQLInstance, name: orders-7x9kq }
  writeConnectionSecretToRef: { name: orders-connection }
status:
  conditions:
    - { type: Synced, status: 'True', reason: ReconcileSuccess, lastTransitionTime: '2026-04-21T21:21:31Z' }
    - { type: Ready, status: 'True', reason: Available, lastTransitionTime: '2026-04-21T21:25:31Z' }
  connectionDetails: { lastPublishedTime: '2026-04-21T21:25:31Z' }`,
    health: healthyBy('Available', 'the condition Ready is True'),
    changed: [
      ["{ metadata: { annotations: { crossplane.io/paused: 'true' } } }", 'Suspended', 'Paused'],
      [
        "{ status: { conditions: [{ type: Synced, status: 'False', reason: ReconcileError, message: cannot compose }] } }",
        'Degraded',
        'ReconcileError',
      ],
      [
        "{ status: { conditions: [{ type: Ready, status: 'False', reason: Waiting }] } }",
        'Progressing',
        'NoRuleHolds',
      ],
    ],
    dependencies: [],
    federated: {
      conditions: [
        { type: 'Synced', status: 'True' },
        { type: 'Ready', reason: 'Available' },
      ],
    },
  },
  'external-secret': {
    healthy: `
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: payment
  namespace: shop${stamp(1)}
spec:
  refreshInterval: 1h
  secretStoreRef: { kind: ClusterSecretStore, name: vault }
  target: { name: payment, template: { templateFrom: [{ configMap: { name: payment-template, items: [{ key: config }] } }] } }
  data: [{ secretKey: token, remoteRef: { key: payment, property: token } }]
status:
  binding: { name: payment }
  conditions:
    - { type: Ready, status: 'True', reason: SecretSynced, message: secret synced, lastTransitionTime: '2026-04-21T21:21:31Z' }
  refreshTime: '2026-04-22T09:21:31Z'
  syncedResourceVersion: 1-5c1a9`,
    health: healthyBy('SecretSynced', 'secret synced'),
    changed: [
      [
        "{ status: { conditions: [{ type: Ready, status: 'False', reason: SecretSyncedError, message: no such key }] } }",
        'Degraded',
        'SecretSyncedError',
      ],
      ['{ status: null }', 'Progressing', 'NoRuleHolds'],
    ],
    dependencies: ['ClusterSecretStore/vault', 'ConfigMap/shop/payment-template'],
    federated: { binding: { name: 'payment' }, conditions: [{ type: 'Ready', reason: 'SecretSynced' }] },
  },
  'istio-virtualservice': {
    healthy: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: shop
  namespace: shop${stamp(3)}
spec:
  hosts: [shop.example.io]
  gateways: [istio-system/public]
  http: [{ route: [{ destination: { host: shop, port: { number: 80 } } }] }]
status:
  observedGeneration: 3
  conditions:
    - { type: Reconciled, status: 'True', message: 12/12 proxies up to date., lastTransitionTime: '2026-04-21T21:21:31Z' }
  validationMessages:
    - { type: { code: IST0132, name: VirtualServiceHostNotFoundInGateway }, level: WARNING, documentationUrl: 'https://istio.io/latest/docs/reference/config/analysis/ist0132/' }`,
    health: healthyBy('Healthy', '12/12 proxies up to date.'),
    changed: [
      [
        '{ status: { validationMessages: [{ type: { code: IST0101 }, level: ERROR }] } }',
        'Degraded',
        'Invalid',
      ],
      ["{ status: { conditions: [{ type: Reconciled, status: 'False' }] } }", 'Degraded', 'Degraded'],
      ['{ status: null }', 'Healthy', 'NothingReported'],
    ],
    dependencies: [],
    federated: {
      observedGeneration: 1,
      validationMessages: [{ level: 'WARNING', type: { code: 'IST0132' } }],
      conditions: [{ message: 'member1=12/12 proxies up to date., member2=12/12 proxies up to date.' }],
    },
  },
  'keda-scaledobject': {
    healthy: `
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: worker
  namespace: shop${stamp(1)}
spec:
  scaleTargetRef: { name: worker }
  minReplicaCount: 1
  maxReplicaCount: 20
  triggers:
    - { type: rabbitmq, metadata: { queueName: orders, mode: QueueLength, value: '50' }, authenticationRef: { name: rabbitmq } }
status:
  conditions:
    - { type: Ready, status: 'True', reason: ScaledObjectReady, message: ScaledObject is defined correctly and is ready for scaling }
    - { type: Active, status: 'True', reason: ScalerActive, message: Scaling is performed because triggers are active }
    - { type: Fallback, status: 'False', reason: NoFallbackFound, message: No fallbacks are active on this scaled object }
    - { type: Paused, status: Unknown }
  externalMetricNames: [s0-rabbitmq-orders]
  health: { s0-rabbitmq-orders: { numberOfFailures: 0, status: Happy } }
  hpaName: keda-hpa-worker
  originalReplicaCount: 2
  scaleTargetKind: apps/v1.Deployment`,
    health: healthyBy('ScaledObjectReady', 'ScaledObject is defined correctly and is ready for scaling'),
    changed: [
      [
        "{ status: { conditions: [{ type: Paused, status: 'True', reason: ScaledObjectPaused }] } }",
        'Suspended',
        'ScaledObjectPaused',
      ],
      [
        "{ status: { conditions: [{ type: Fallback, status: 'True', reason: FallbackExists }] } }",
        'Degraded',
        'FallbackExists',
      ],
      ['{ status: { health: { s0-rabbitmq-orders: { status: Failing } } } }', 'Degraded', 'TriggerFails'],
      [
        "{ status: { conditions: [{ type: Ready, status: 'False', reason: ScaledObjectCheckFailed }] } }",
        'Degraded',
        'ScaledObjectCheckFailed',
      ],
    ],
    dependencies: ['TriggerAuthentication/shop/rabbitmq'],
    federated: {
      originalReplicaCount: 4,
      externalMetricNames: ['s0-rabbitmq-orders'],
      hpaName: 'keda-hpa-worker',
    },
  },
  'knative-service': {
    healthy: `
apiVersion: serving.knative.dev/v1
kind: Service
metadata:
  name: hello
  namespace: shop${stamp(2)}
spec:
  template:
    spec:
      serviceAccountName: hello
      containers: [{ image: 'registry.example.io/hello:1.2', env: [{ name: TOKEN, valueFrom: { secretKeyRef: { name: hello, key: token } } }] }]
status:
  observedGeneration: 2
  conditions:
    - { type: ConfigurationsReady, status: 'True', lastTransitionTime: '2026-04-21T21:21:31Z' }
    - { type: Ready, status: 'True', lastTransitionTime: '2026-04-21T21:21:35Z' }
    - { type: RoutesReady, status: 'True', lastTransitionTime: '2026-04-21T21:21:35Z' }
  latestCreatedRevisionName: hello-00002
  latestReadyRevisionName: hello-00002
  url: https://hello.shop.example.io
  address: { url: 'http://hello.shop.svc.cluster.local' }
  traffic: [{ latestRevision: true, percent: 100, revisionName: hello-00002 }]`,
    health: healthyBy('Healthy', 'the condition Ready is True'),
    changed: [
      ['{ metadata: { generation: 3 } }', 'Progressing', 'SpecNotObserved'],
      [
        "{ status: { conditions: [{ type: Ready, status: 'False', reason: RevisionMissing }] } }",
        'Degraded',
        'RevisionMissing',
      ],
      ['{ status: { conditions: [{ type: Ready, status: Unknown }] } }', 'Progressing', 'NoRuleHolds'],
    ],
    dependencies: ['Secret/shop/hello', 'ServiceAccount/shop/hello'],
    federated: {
      observedGeneration: 1,
      latestReadyRevisionName: 'hello-00002',
      traffic: [{ latestRevision: true, percent: 100, revisionName: 'hello-00002' }],
    },
  },
  prometheus: {
    healthy: `
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata:
  name: shop
  namespace: monitoring${stamp(2)}
spec:
  replicas: 2
  serviceAccountName: prometheus
  secrets: [etcd-client]
  configMaps: [rules-extra]
  additionalScrapeConfigs: { name: scrape-extra, key: config.yaml }
  remoteWrite: [{ url: 'https://metrics.example.io/write', basicAuth: { username: { name: metrics, key: user }, password: { name: metrics, key: password } } }]
status:
  availableReplicas: 2
  conditions:
    - { type: Available, status: 'True', lastTransitionTime: '2026-04-21T21:21:31Z', observedGeneration: 2 }
    - { type: Reconciled, status: 'True', lastTransitionTime: '2026-04-21T21:21:31Z', observedGeneration: 2 }
  paused: false
  replicas: 2
  selector: app.kubernetes.io/name=prometheus
  shards: 1
  shardStatuses: [{ shardID: '0', replicas: 2, availableReplicas: 2, updatedReplicas: 2, unavailableReplicas: 0 }]
  unavailableReplicas: 0
  updatedReplicas: 2`,
    health: healthyBy('Healthy', 'the condition Available is True'),
    changed: [
      ['{ spec: { paused: true } }', 'Suspended', 'Paused'],
      [
        '{ status: { conditions: [{ type: Available, status: Degraded, reason: SomePodsNotReady }] } }',
        'Degraded',
        'SomePodsMissing',
      ],
      [
        "{ status: { conditions: [{ type: Reconciled, status: 'False', reason: ReconciliationFailed }] } }",
        'Degraded',
        'ReconciliationFailed',
      ],
      [
        "{ status: { conditions: [{ type: Available, status: 'False', reason: NoPodReady }] } }",
        'Degraded',
        'NoPodReady',
      ],
    ],
    dependencies: [
      'ConfigMap/monitoring/rules-extra',
      'Secret/monitoring/etcd-client',
      'Secret/monitoring/metrics',
      'Secret/monitoring/scrape-extra',
      'ServiceAccount/monitoring/prometheus',
    ],
    federated: { paused: false, replicas: 4, availableReplicas: 4, shards: 2 },
  },
  'strimzi-kafka': {
    healthy: `
apiVersion: kafka.strimzi.io/v1beta2
kind: Kafka
metadata:
  name: events
  namespace: shop${stamp(3)}
spec:
  kafka:
    version: 4.0.0
    listeners:
      - { name: plain, port: 9092, type: internal, tls: false }
      - { name: external, port: 9094, type: loadbalancer, tls: true, configuration: { brokerCertChainAndKey: { secretName: events-tls, certificate: tls.crt, key: tls.key } } }
    metricsConfig: { type: jmxPrometheusExporter, valueFrom: { configMapKeyRef: { name: kafka-metrics, key: config.yml } } }
status:
  clusterId: p3bXqV1rT0K6GJ5n1sQd5w
  conditions:
    - { type: Ready, status: 'True', lastTransitionTime: '2026-04-21T21:21:31.163948Z' }
  kafkaMetadataVersion: 4.0-IV3
  kafkaNodePools: [{ name: broker }, { name: controller }]
  kafkaVersion: 4.0.0
  listeners:
    - { name: plain, bootstrapServers: 'events-kafka-bootstrap.shop.svc:9092', addresses: [{ host: events-kafka-bootstrap.shop.svc, port: 9092 }] }
  observedGeneration: 3
  operatorLastSuccessfulVersion: 0.46.0`,
    health: healthyBy('Healthy', 'the condition Ready is True'),
    changed: [
      [
        "{ status: { conditions: [{ type: ReconciliationPaused, status: 'True' }] } }",
        'Suspended',
        'Suspended',
      ],
      ['{ metadata: { generation: 4 } }', 'Progressing', 'SpecNotObserved'],
      [
        "{ status: { conditions: [{ type: NotReady, status: 'True', reason: TimeoutException }] } }",
        'Degraded',
        'TimeoutException',
      ],
    ],
    dependencies: ['ConfigMap/shop/kafka-metrics', 'Secret/shop/events-tls'],
    federated: {
      observedGeneration: 1,
      kafkaVersion: '4.0.0',
      kafkaNodePools: [{ name: 'broker' }, { name: 'controller' }],
    },
  },
};
