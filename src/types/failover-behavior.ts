// Written by scripts/generate-types.ts.

/** When an application leaves a cluster, and how. */
export interface FailoverBehavior {
  application?: ApplicationFailover;
  cluster?: ClusterFailover;
}

export interface ApplicationFailover {
  decisionConditions: DecisionConditions;
  gracePeriodSeconds?: number;
  purgeMode?: 'Directly' | 'Gracefully' | 'Never';
  statePreservation?: StatePreservation;
}

export interface DecisionConditions {
  tolerationSeconds?: number;
}

export interface StatePreservation {
  rules: StatePreservationRule[];
}

export interface StatePreservationRule {
  aliasLabelName: string;
  jsonPath: string;
}

export interface ClusterFailover {
  purgeMode?: 'Directly' | 'Gracefully';
  statePreservation?: StatePreservation;
}
