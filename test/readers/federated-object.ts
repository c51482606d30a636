import type { Interpreter } from 'karmada-interpreter';
import type { Manifest } from './manifest.js';
import { dropZeros } from './readers.js';
import type { Situation } from './situation.js';

/**
 * A situation's template as a reader gets it: the members' statuses collected and aggregated, written to the API
 * server and read again.
 */
export function federatedObject(interpreter: Interpreter, { object, members, options }: Situation): Manifest {
  const items = members.map(({ clusterName, object: own }) => ({
    clusterName,
    status: own === null ? undefined : interpreter.reflectStatus(own),
  }));
  return dropZeros(interpreter.aggregateStatus(object, items, options));
}
