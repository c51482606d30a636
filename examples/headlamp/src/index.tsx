// A panel for Headlamp: on the page of a ResourceBinding or ClusterResourceBinding, where it stands in each cluster.
import { registerDetailsViewSection } from '@kinvolk/headlamp-plugin/lib';
import { SectionBox, SimpleTable, StatusLabel } from '@kinvolk/headlamp-plugin/lib/CommonComponents';
import { type ClusterExplanation, explainBinding } from 'karmada-interpreter/binding';

/** Headlamp's colours: nothing is wrong with what somebody suspended. */
const STATUS = {
  Healthy: 'success',
  Progressing: 'warning',
  Unknown: 'warning',
  Degraded: 'error',
  Suspended: '',
} as const;

/** The clusters of a binding, as plain JSON, and what keeps each from being well. */
export function BindingClusters({ binding }: { binding: object }) {
  const { state, message, clusters } = explainBinding(binding);
  return (
    <SectionBox title="Clusters">
      <p>
        <StatusLabel status={STATUS[state]}>{state}</StatusLabel> {message}
      </p>
      <SimpleTable
        columns={[
          { label: 'Cluster', getter: (cluster: ClusterExplanation) => cluster.clusterName },
          {
            label: 'State',
            getter: (cluster: ClusterExplanation) => (
              <StatusLabel status={STATUS[cluster.state]}>{cluster.reason}</StatusLabel>
            ),
          },
          { label: 'Message', getter: (cluster: ClusterExplanation) => cluster.message },
        ]}
        data={[...clusters]}
      />
    </SectionBox>
  );
}

registerDetailsViewSection(({ resource }) =>
  resource && ['ResourceBinding', 'ClusterResourceBinding'].includes(resource.kind) ? (
    <BindingClusters binding={resource.jsonData} />
  ) : null,
);
