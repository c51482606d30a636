import type { SourceFile } from './source-file.js';

/** A situation to start from. */
export interface Example {
  readonly id: string;
  readonly title: string;
  /** What to see in it, and what to try. */
  readonly about: string;
  readonly files: readonly SourceFile[];
}

const upgrade: Example = {
  id: 'rolling-upgrade',
  title: 'Rolling upgrade',
  about:
    'A new version goes to ClusterC, then to ClusterB, then to ClusterA. ClusterC has it; the policy holds the others back. Take ClusterB out of the policy, or change the strategy.',
  files: [
    {
      name: 'deployment.yaml',
      text: `\
# The template: generation 2 has the new image.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
  generation: 2
spec:
  replicas: 6
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: nginx:1.27
          envFrom:
            - configMapRef: { name: web-settings }
          resources:
            requests: { cpu: 100m, memory: 128Mi }
status:
  observedGeneration: 1
  replicas: 6
  readyReplicas: 6
  updatedReplicas: 6
  availableReplicas: 6
`,
    },
    {
      name: 'binding.yaml',
      text: `\
apiVersion: work.karmada.io/v1alpha2
kind: ResourceBinding
metadata:
  name: web-deployment
  namespace: shop
  generation: 3
spec:
  resource: { apiVersion: apps/v1, kind: Deployment, namespace: shop, name: web }
  replicas: 6
  clusters:
    - { name: ClusterA, replicas: 2 }
    - { name: ClusterB, replicas: 2 }
    - { name: ClusterC, replicas: 2 }
status:
  schedulerObservedGeneration: 3
  conditions:
    - { type: Scheduled, status: 'True' }
  aggregatedStatus:
    - clusterName: ClusterA
      applied: true
      health: Healthy
      status:
        { generation: 1, observedGeneration: 1, resourceTemplateGeneration: 1,
          replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2 }
    - clusterName: ClusterB
      applied: true
      health: Healthy
      status:
        { generation: 1, observedGeneration: 1, resourceTemplateGeneration: 1,
          replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2 }
    - clusterName: ClusterC
      applied: true
      health: Healthy
      status:
        { generation: 2, observedGeneration: 2, resourceTemplateGeneration: 2,
          replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2 }
`,
    },
    {
      name: 'policy.yaml',
      text: `\
apiVersion: policy.karmada.io/v1alpha1
kind: PropagationPolicy
metadata:
  name: web
  namespace: shop
spec:
  resourceSelectors:
    - { apiVersion: apps/v1, kind: Deployment, name: web }
  placement:
    clusterAffinity:
      clusterNames: [ClusterA, ClusterB, ClusterC]
  suspension:
    dispatchingOnClusters:
      clusterNames: [ClusterA, ClusterB]
`,
    },
    {
      name: 'strategy.yaml',
      text: `\
# Who is updated when, and what has to hold before the next cluster is.
strategy:
  stages:
    - name: upgrade
      clusters: [ClusterC, ClusterB, ClusterA]
  gate:
    minSuccessTime: 2m
# How the simulated clusters behave.
behaviour:
  takes: 5m
`,
    },
  ],
};

/** A Work with a Deployment of a generation of the template, and what its cluster says of it. */
const work = (name: string, cluster: string, generation: number, status: string): string => `\
apiVersion: work.karmada.io/v1alpha1
kind: Work
metadata:
  name: ${name}
  namespace: karmada-es-${cluster}
  labels:
    resourcebinding.karmada.io/permanent-id: 3f1c
spec:
  workload:
    manifests:
      - apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: api
          namespace: shop
          annotations: { resourcetemplate.karmada.io/generation: '${generation}' }
status:
${status}`;

/** The same of a cluster in which that Deployment runs. */
const appliedWork = (name: string, cluster: string, generation: number): string =>
  work(
    name,
    cluster,
    generation,
    `\
  conditions:
    - { type: Applied, status: 'True' }
  manifestStatuses:
    - identifier: { ordinal: 0, group: apps, version: v1, kind: Deployment, namespace: shop, name: api }
      health: Healthy
      status:
        { generation: ${generation}, observedGeneration: ${generation}, resourceTemplateGeneration: ${generation},
          replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2 }
`,
  );

/** What a cluster says that refuses an object. */
const REFUSED = `\
  conditions:
    - type: Applied
      status: 'False'
      message: 'admission webhook "limits.example.com" denied the request: cpu limit is missing'
`;

const stuck: Example = {
  id: 'stuck-binding',
  title: 'Stuck binding',
  about:
    'One cluster cannot apply the object, one has a Work of the version before, and one cannot be reached. The worst names the whole.',
  files: [
    {
      name: 'binding.yaml',
      text: `\
apiVersion: work.karmada.io/v1alpha2
kind: ResourceBinding
metadata:
  name: api-deployment
  namespace: shop
  generation: 4
  labels:
    resourcebinding.karmada.io/permanent-id: 3f1c
spec:
  resource: { apiVersion: apps/v1, kind: Deployment, namespace: shop, name: api }
  replicas: 6
  clusters:
    - { name: frankfurt, replicas: 2 }
    - { name: oslo, replicas: 2 }
    - { name: paris, replicas: 2 }
status:
  schedulerObservedGeneration: 4
  conditions:
    - { type: Scheduled, status: 'True' }
`,
    },
    {
      name: 'works.yaml',
      text: `\
${work('api-1', 'frankfurt', 7, REFUSED)}---
${appliedWork('api-2', 'oslo', 6)}---
${appliedWork('api-3', 'paris', 7)}`,
    },
    {
      name: 'clusters.yaml',
      text: `\
apiVersion: cluster.karmada.io/v1alpha1
kind: Cluster
metadata: { name: frankfurt }
status: { conditions: [{ type: Ready, status: 'True' }] }
---
apiVersion: cluster.karmada.io/v1alpha1
kind: Cluster
metadata: { name: oslo }
status: { conditions: [{ type: Ready, status: 'True' }] }
---
apiVersion: cluster.karmada.io/v1alpha1
kind: Cluster
metadata: { name: paris }
status:
  conditions:
    - { type: Ready, status: 'False', reason: ClusterNotReachable, lastTransitionTime: '2026-10-05T08:00:00Z' }
`,
    },
    {
      name: 'deployment.yaml',
      text: `\
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop, generation: 7 }
spec:
  replicas: 6
  template:
    spec:
      containers: [{ name: api, image: 'registry.example.com/api:4.2' }]
status: { observedGeneration: 6, replicas: 6, readyReplicas: 6, updatedReplicas: 6, availableReplicas: 6 }
`,
    },
  ],
};

const canary: Example = {
  id: 'broken-canary',
  title: 'Broken canary',
  about:
    'The canary never becomes healthy: after its deadline the rollout stops, and no other cluster gets the version. Let lab succeed, or allow a failure.',
  files: [
    {
      name: 'strategy.yaml',
      text: `\
strategy:
  stages:
    - name: canary
      clusters: [lab]
      after:
        - { type: TimedWait, duration: 10m }
    - name: europe
      clusterSelector: { matchLabels: { region: eu } }
      maxConcurrency: 2
    - name: rest
      clusterSelector: {}
      before:
        - { type: Approval, name: release }
  gate: { minSuccessTime: 5m }
  progressDeadline: 15m
  maxFailures: 0
  onFailure: Pause
clusters:
  - { name: lab }
  - { name: eu1, labels: { region: eu } }
  - { name: eu2, labels: { region: eu } }
  - { name: eu3, labels: { region: eu } }
  - { name: us1, labels: { region: us } }
  - { name: us2, labels: { region: us } }
behaviour:
  takes: 4m
  clusters:
    lab: { fails: Unhealthy }
# How long each approval takes once it is waited for.
approvals:
  rest/before/release: 20m
`,
    },
  ],
};

const crd: Example = {
  id: 'crd-in-ten-lines',
  title: 'A CRD in ten lines',
  about:
    'A declaration makes an interpreter of a kind that nobody knows: replicas, status, health. Complete its fields with Ctrl+Space, or misspell one.',
  files: [
    {
      name: 'declaration.yaml',
      text: `\
apiVersion: games.example.org/v1
kind: Arena
replicas: { path: $.spec.size, podTemplate: $.spec.template }
status:
  ready: sum
  phase: { worst: [Failed, Closed, Open] }
  conditions: conditions
health:
  - { state: Degraded, when: { path: $.status.phase, equals: Failed } }
  - { state: Healthy, when: { path: $.status.ready, atLeast: { path: $.spec.size } } }
`,
    },
    {
      name: 'arena.yaml',
      text: `\
apiVersion: games.example.org/v1
kind: Arena
metadata: { name: chess, namespace: play, generation: 3 }
spec:
  size: 5
  template:
    spec:
      containers:
        - name: game
          resources: { requests: { cpu: 500m } }
          envFrom: [{ secretRef: { name: players } }]
status:
  observedGeneration: 2
  ready: 5
  phase: Open
`,
    },
    {
      name: 'members.yaml',
      text: `\
# What the members report: a list, as in status.aggregatedStatus of a binding.
- clusterName: east
  applied: true
  status:
    generation: 9
    observedGeneration: 9
    resourceTemplateGeneration: 3
    ready: 3
    phase: Open
    conditions: [{ type: Ready, status: 'True', reason: Seated }]
- clusterName: west
  applied: true
  status:
    generation: 4
    observedGeneration: 4
    resourceTemplateGeneration: 3
    ready: 1
    phase: Closed
    conditions: [{ type: Ready, status: 'False', reason: TablesMissing, message: one table of two is here }]
`,
    },
  ],
};

const bug: Example = {
  id: 'customization-with-a-bug',
  title: 'Customization with a bug',
  about:
    'Two scripts of a ResourceInterpreterCustomization are wrong: one reads a status that is not there yet, one is never called by its name. A third loops for ever over a number that is not whole.',
  files: [
    {
      name: 'customization.yaml',
      text: `\
apiVersion: config.karmada.io/v1alpha1
kind: ResourceInterpreterCustomization
metadata:
  name: arena
spec:
  target:
    apiVersion: games.example.org/v1
    kind: Arena
  customizations:
    replicaResource:
      luaScript: |
        local kube = require("kube")
        function GetReplicas(obj)
          return obj.spec.size, kube.accuratePodRequirements(obj.spec.template)
        end
    healthInterpretation:
      luaScript: |
        function InterpretHealth(obj)
          return obj.status.ready == obj.spec.size
        end
    statusAggregation:
      luaScript: |
        function AggregateStatus(desiredObj, statusItems)
          local ready = 0
          for i = 1, #statusItems do
            local left = statusItems[i].status.ready
            while left ~= 0 do
              ready = ready + 1
              left = left - 1
            end
          end
          desiredObj.status = { ready = ready }
          return desiredObj
        end
    dependencyInterpretation:
      luaScript: |
        function GetDependency(desiredObj)
          return {}
        end
`,
    },
    {
      name: 'arena.yaml',
      text: `\
apiVersion: games.example.org/v1
kind: Arena
metadata: { name: chess, namespace: play, generation: 3 }
spec:
  size: 5
  template:
    spec:
      containers: [{ name: game, resources: { requests: { cpu: 500m } } }]
`,
    },
    {
      name: 'members.yaml',
      text: `\
- { clusterName: east, applied: true, status: { ready: 3 } }
- { clusterName: west, applied: true, status: { ready: 2.5 } }
`,
    },
  ],
};

/** The situations, the first of which is shown where nothing else is asked for. */
export const EXAMPLES: readonly [Example, ...Example[]] = [upgrade, stuck, canary, crd, bug];
