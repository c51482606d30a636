import { stringify } from 'yaml';
import { WRITTEN_YAML } from '../input/kubernetes-yaml.js';

/** How an answer is written as data. */
export type DataFormat = 'json' | 'yaml';

/** Values as a text of YAML documents, or of JSON: a single value as it is, several as a list. */
export function formatData(values: readonly unknown[], format: DataFormat): string {
  if (format === 'json') return `${JSON.stringify(values.length === 1 ? values[0] : values, null, 2)}\n`;
  return values.map((value) => stringify(value, WRITTEN_YAML)).join('---\n');
}
