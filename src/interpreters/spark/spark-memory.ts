import { isAbsent, refuse } from '../../kubernetes/object.js';

/** A mebibyte, in bytes. */
const MIB = 1_048_576;

/** The units of a JVM's memory, each 1024 of the one before; none means MiB. */
const UNITS: readonly (readonly string[])[] = [
  ['b'],
  ['k', 'kb'],
  ['m', 'mb', ''],
  ['g', 'gb'],
  ['t', 'tb'],
  ['p', 'pb'],
];

/** The least overhead, in bytes: 384 MiB. */
const LEAST_OVERHEAD = 402_653_184;

/** How much memory a pod of Spark asks for. */
interface SparkMemory {
  readonly memory: unknown;
  readonly memoryOverhead: unknown;
  /** The overhead's share of the memory, where it is not given itself. */
  readonly factor: number;
}

/**
 * The memory that Spark's operator requests for a pod, in whole MiB: what the JVM has, and what it needs besides.
 *
 * @param asked - What the part of the application says.
 * @param path - Where that stands, for error messages.
 * @throws InterpreterError `INVALID_OBJECT` for what is no size of a JVM's memory.
 * @see https://github.com/kubeflow/spark-operator/blob/38082f3318e9d33f3e4a940c7cf165df6e40b422/internal/scheduler/yunikorn/resourceusage/memory.go
 */
export function sparkMemory({ memory, memoryOverhead, factor }: SparkMemory, path: string): bigint {
  const heap = jvmBytes(memory, `${path}.memory`) ?? 1024 * MIB;
  const overhead =
    jvmBytes(memoryOverhead, `${path}.memoryOverhead`) ?? Math.max(Math.trunc(heap * factor), LEAST_OVERHEAD);
  return BigInt(Math.floor((heap + overhead) / MIB));
}

function jvmBytes(value: unknown, path: string): number | undefined {
  if (isAbsent(value) || value === '') return undefined;
  const [, digits, unit = ''] = /^(\d{1,19})([a-z]*)$/i.exec(typeof value === 'string' ? value : '') ?? [];
  const power = UNITS.findIndex((names) => names.includes(unit.toLowerCase()));
  if (digits === undefined || power < 0)
    return refuse(path, value, 'a size of memory such as "512m" or "8g"');
  return Number(digits) * 1024 ** power;
}
