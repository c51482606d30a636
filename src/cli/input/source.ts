/** A text that objects are read from. */
export interface Source {
  /** As the user wrote it, or its path from the directory that they named: `template.yaml`; `<stdin>`. */
  readonly name: string;
  readonly text: string;
}

/** A place in a text, counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}
