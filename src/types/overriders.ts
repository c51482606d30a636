// Written by scripts/generate-types.ts.

/** What is changed of a resource. */
export interface Overriders {
  annotationsOverrider?: AnnotationsOverrider[];
  argsOverrider?: ArgsOverrider[];
  commandOverrider?: ArgsOverrider[];
  fieldOverrider?: FieldOverrider[];
  imageOverrider?: ImageOverrider[];
  labelsOverrider?: AnnotationsOverrider[];
  plaintext?: Plaintext[];
}

export interface AnnotationsOverrider {
  operator: 'add' | 'remove' | 'replace';
  value: { [key: string]: string };
}

export interface ArgsOverrider {
  containerName: string;
  operator: 'add' | 'remove';
  value?: string[];
}

export interface FieldOverrider {
  fieldPath: string;
  json?: FieldPatch[];
  yaml?: FieldPatch[];
}

export interface FieldPatch {
  operator: 'add' | 'remove' | 'replace';
  subPath: string;
  value?: { [key: string]: unknown };
}

export interface ImageOverrider {
  component: 'Registry' | 'Repository' | 'Tag';
  operator: 'add' | 'remove' | 'replace';
  predicate?: Predicate;
  value?: string;
}

export interface Predicate {
  path: string;
}

export interface Plaintext {
  operator: 'add' | 'remove' | 'replace';
  path: string;
  value?: { [key: string]: unknown };
}
