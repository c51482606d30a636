// A card for Backstage: where a Karmada binding stands in each cluster. Whoever reads the binding, such as the
// Kubernetes plugin, hands it over.
import {
  InfoCard,
  StatusError,
  StatusOK,
  StatusPending,
  StatusRunning,
  StatusWarning,
  Table,
} from '@backstage/core-components';
import {
  type ClusterExplanation,
  type ExplainBindingOptions,
  explainBinding,
} from 'karmada-interpreter/binding';

/** Backstage's own states. */
const STATUS = {
  Healthy: StatusOK,
  Progressing: StatusRunning,
  Suspended: StatusPending,
  Unknown: StatusWarning,
  Degraded: StatusError,
} as const;

/** A binding, as plain JSON, and what else is known of it. */
export interface BindingCardProps {
  binding: object;
  options?: ExplainBindingOptions;
}

/** The clusters of a binding, and what keeps each from being well. */
export function BindingCard({ binding, options }: BindingCardProps) {
  const { state, reason, message, clusters } = explainBinding(binding, options);
  const Status = STATUS[state];
  return (
    <InfoCard title={<Status>{reason}</Status>} subheader={message}>
      <Table<ClusterExplanation & { id: string }>
        options={{ paging: false, search: false, toolbar: false }}
        columns={[
          { title: 'Cluster', field: 'clusterName' },
          { title: 'State', field: 'state', render: ({ state, reason }) => statusOf(state, reason) },
          { title: 'Message', field: 'message' },
        ]}
        data={clusters.map((cluster) => ({ ...cluster, id: cluster.clusterName }))}
      />
    </InfoCard>
  );
}

function statusOf(state: keyof typeof STATUS, reason: string) {
  const Status = STATUS[state];
  return <Status>{reason}</Status>;
}
