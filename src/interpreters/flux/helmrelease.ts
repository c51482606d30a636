import { objectAt, textAt } from '../../objects.js';
import { defineInterpreter } from '../define.js';
import { namespaceOf, placed, referencesAt, sortReferences } from '../references.js';
import { conditions } from '../status/conditions.js';
import { defineStatus } from '../status/define.js';
import { last, reflected, sum } from '../status/reducers.js';
import { fluxHealth, SUSPEND } from './flux.js';

const VALUE_KINDS: readonly string[] = ['ConfigMap', 'Secret'];
const NAMED = {
  Secret: ['chart.spec.verify.secretRef.name', 'kubeConfig.secretRef.name'],
  ServiceAccount: ['serviceAccountName'],
};

const status = {
  failures: sum('int64'),
  upgradeFailures: sum('int64'),
  installFailures: sum('int64'),
  lastAttemptedRevision: last(),
  lastAppliedRevision: last(),
  lastAttemptedValuesChecksum: last(),
  helmChart: last(),
  lastReleaseRevision: last('integer'),
  conditions: conditions(),
  // Since v2beta2, what `lastAppliedRevision` and `lastReleaseRevision` said stands in the first of these.
  history: reflected(),
  lastAttemptedConfigDigest: reflected(),
  lastAttemptedRevisionDigest: reflected(),
};

/** The status of `helm.toolkit.fluxcd.io` HelmRelease, without what else its interpreter brings. */
export const fluxHelmReleaseStatus = defineStatus(status);

/** `helm.toolkit.fluxcd.io` HelmRelease. */
export const fluxHelmRelease = defineInterpreter({
  apiVersion: [
    'helm.toolkit.fluxcd.io/v2',
    'helm.toolkit.fluxcd.io/v2beta2',
    'helm.toolkit.fluxcd.io/v2beta1',
  ],
  kind: 'HelmRelease',
  status,
  health: fluxHealth,
  retain: SUSPEND,
  dependencies: (object) => {
    const namespace = namespaceOf(object);
    const values = placed(object.spec, 'spec', 'valuesFrom.*').flatMap(([entry, path]) => {
      const kind = textAt(objectAt(entry, path)?.kind, `${path}.kind`);
      return VALUE_KINDS.includes(kind) ? referencesAt(entry, path, { [kind]: ['name'] }, namespace) : [];
    });
    return sortReferences([...values, ...referencesAt(object.spec, 'spec', NAMED, namespace)]);
  },
});
