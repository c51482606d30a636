/** A kind under one or more versions of its API. */
export interface KindNames {
  readonly apiVersions: readonly string[];
  readonly kind: string;
}

/** The short names that kubectl knows, by kind in lower case; those of CRDs are in their definitions. */
const SHORT: { readonly [kind: string]: readonly string[] } = {
  advancedcronjob: ['acj'],
  broadcastjob: ['bcj'],
  cloneset: ['clone'],
  clusterpolicy: ['cpol'],
  configmap: ['cm'],
  cronjob: ['cj'],
  daemonset: ['ds', 'daemon'],
  deployment: ['deploy'],
  flinkdeployment: ['flinkdep'],
  gitrepository: ['gitrepo'],
  helmchart: ['hc'],
  helmrelease: ['hr'],
  helmrepository: ['helmrepo'],
  horizontalpodautoscaler: ['hpa'],
  ingress: ['ing'],
  job: ['vcjob', 'vj'],
  kustomization: ['ks'],
  ocirepository: ['ocirepo'],
  persistentvolume: ['pv'],
  persistentvolumeclaim: ['pvc'],
  pod: ['po'],
  poddisruptionbudget: ['pdb'],
  policy: ['pol'],
  replicaset: ['rs'],
  service: ['svc'],
  serviceaccount: ['sa'],
  serviceimport: ['svcim'],
  sparkapplication: ['sparkapp'],
  statefulset: ['sts', 'asts'],
  uniteddeployment: ['ud'],
  workflow: ['wf'],
};

/**
 * The kinds that a word means, as kubectl takes it: the kind, its plural or short name in any case, also with its group
 * (`deployments.apps`) or version and group (`deployments.v1.apps`).
 *
 * @param word - What the user wrote.
 * @param kinds - The kinds that there are.
 * @returns All of that name, of which several groups may have one.
 */
export function matchKinds<Kind extends KindNames>(word: string, kinds: readonly Kind[]): readonly Kind[] {
  const [name = '', ...rest] = word.toLowerCase().split('.');
  const group = rest.join('.');
  return kinds.filter(({ kind, apiVersions }) => {
    const lower = kind.toLowerCase();
    if (![lower, pluralOf(lower), ...(SHORT[lower] ?? [])].includes(name)) return false;
    return group === '' || apiVersions.some((apiVersion) => isGroup(apiVersion, group));
  });
}

function isGroup(apiVersion: string, group: string): boolean {
  const [found, version = ''] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
  return group === found || group === `${version}.${found}`.replace(/\.$/, '');
}

/** The plural of a kind, as Kubernetes makes it. */
function pluralOf(kind: string): string {
  if (/(?:s|x|ch|sh)$/.test(kind)) return `${kind}es`;
  return /[^aeiou]y$/.test(kind) ? `${kind.slice(0, -1)}ies` : `${kind}s`;
}
