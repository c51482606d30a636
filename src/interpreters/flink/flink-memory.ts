import { isAbsent, refuse } from '../../kubernetes/object.js';
import { parseQuantity } from '../../kubernetes/quantity.js';

/** The units of Flink's memory sizes, each 1024 of the one before. */
const UNITS: readonly (readonly string[])[] = [
  ['', 'b', 'bytes'],
  ['k', 'kb', 'kibibytes'],
  ['m', 'mb', 'mebibytes'],
  ['g', 'gb', 'gibibytes'],
  ['t', 'tb', 'tebibytes'],
];

/** The most bytes that a size can have. */
const MOST_BYTES = 9_223_372_036_854_775_807n;

/**
 * A memory size as Flink's operator reads it: `2048m` is 2 GiB; what is no such size is a quantity in any case.
 *
 * @param value - The size, a number for bytes.
 * @param path - Where it stands, for error messages.
 * @returns The amount as `parseQuantity` reads one; `undefined` where there is none.
 * @throws InterpreterError `INVALID_OBJECT` for what is neither.
 * @see https://nightlies.apache.org/flink/flink-docs-stable/api/java/org/apache/flink/configuration/MemorySize.html
 * @see https://github.com/apache/flink-kubernetes-operator/blob/6e9caeb48118934f4311534725196c52159eaa21/flink-kubernetes-operator/src/main/java/org/apache/flink/kubernetes/operator/utils/ResourceConfigUtils.java
 */
export function flinkMemory(value: unknown, path: string): bigint | undefined {
  if (isAbsent(value) || value === '') return undefined;
  const text = typeof value === 'string' || typeof value === 'number' ? `${value}`.trim() : '';
  const amount = memorySize(text) ?? parseQuantity(quantityText(text));
  return amount ?? refuse(path, value, 'a memory size such as "2048m" or a quantity such as "2Gi"');
}

function memorySize(text: string): bigint | undefined {
  const [, digits, unit = ''] = /^(\d{1,99})\s*([a-z]*)$/i.exec(text) ?? [];
  const power = UNITS.findIndex((names) => names.includes(unit.toLowerCase()));
  if (digits === undefined || power < 0) return undefined;
  const bytes = BigInt(digits) * 1024n ** BigInt(power);
  return bytes <= MOST_BYTES ? parseQuantity(`${bytes}`) : undefined;
}

/** A text as the quantity that the operator takes it for: `2gib` for `2Gi`. */
function quantityText(text: string): string {
  return text.replace(/\s/g, '').toUpperCase().replace(/B$/, '').replace(/I$/, 'i');
}
