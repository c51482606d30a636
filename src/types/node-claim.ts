// Written by scripts/generate-types.ts.

/** Which nodes a replica may run on. */
export interface NodeClaim {
  hardNodeAffinity?: HardNodeAffinity;
  nodeSelector?: { [key: string]: string };
  tolerations?: Toleration[];
}

export interface HardNodeAffinity {
  nodeSelectorTerms: NodeSelectorTerm[];
}

export interface NodeSelectorTerm {
  matchExpressions?: MatchExpression[];
  matchFields?: MatchExpression[];
}

export interface MatchExpression {
  key: string;
  operator: string;
  values?: string[];
}

export interface Toleration {
  effect?: string;
  key?: string;
  operator?: string;
  tolerationSeconds?: number;
  value?: string;
}
