/** What every object has, as far as its users read it. */
export interface ObjectMeta {
  name?: string;
  /** Absent where the kind has none. */
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  /** Counts the versions of the spec. */
  generation?: number;
  /** In RFC 3339. */
  creationTimestamp?: string;
  /** In RFC 3339; the object goes when its finalizers are gone. */
  deletionTimestamp?: string;
  labels?: { [key: string]: string };
  annotations?: { [key: string]: string };
  finalizers?: string[];
  ownerReferences?: OwnerReference[];
}

/** An object that takes another one with it when it is deleted. */
export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}
