import { isAbsent } from '../kubernetes/object.js';
import { addQuantities, formatQuantity, parseQuantity, type QuantityFormat } from '../kubernetes/quantity.js';
import type { Reducer } from './reducer.js';

/**
 * A quantity that is added up over the members, in Kubernetes' canonical form; absent ones are 0, and the sum is always
 * written.
 *
 * @param format - Whether its units are of 1000 (`decimal`) or of 1024 (`binary`).
 * @returns What a kind declares of the field.
 * @example
 * const status = { desiredCPU: quantity(), desiredMemory: quantity('binary') };
 */
// @__NO_SIDE_EFFECTS__
export function quantity(format: QuantityFormat = 'decimal'): Reducer<string, string, { total: bigint }> {
  const read = (part: string): bigint => parseQuantity(part) ?? 0n;
  const write = (total: bigint): string => formatQuantity(total, format);
  return {
    start: () => ({ total: 0n }),
    add(state, value, _clusterName, _processed, report) {
      if (isAbsent(value) || value === '') return true;
      const amount = parseQuantity(value);
      if (amount === undefined) {
        report?.('', value, 'a quantity from 0 on, such as "500m" or "1Gi"');
        return false;
      }
      state.total = addQuantities(state.total, amount);
      return true;
    },
    part: ({ total }) => (total === 0n ? undefined : write(total)),
    merge: (parts) => write(parts.reduce((total, part) => addQuantities(total, read(part)), 0n)),
    finish: (part = '0') => part,
    isPart: (value) => typeof value === 'string' && parseQuantity(value) !== undefined,
  };
}
