import { invalid } from '../errors.js';
import { isAbsent, isFields } from '../kubernetes/object.js';
import { isTime } from '../kubernetes/time.js';
import type { Limits } from './runtime/budget.js';
import type { MachineOptions } from './runtime/machine.js';

/** How scripts run. */
export interface LuaOptions {
  /**
   * What `os.time()` and `os.date()` take for the present: a time as Kubernetes writes it, or milliseconds since the
   * epoch. Without it, they are an error.
   */
  readonly now?: number | string | undefined;
  /** What a call may use up. */
  readonly limits?: Partial<Limits> | undefined;
  /** The same as `limits.steps`. */
  readonly steps?: number | undefined;
  /** The same as `limits.memory`. */
  readonly memory?: number | undefined;
  /**
   * Whether `kube.accuratePodRequirements` counts as Karmada does, which is what happens where it is left out.
   *
   * `false` counts sidecars and the resources of whole pods as Kubernetes does.
   */
  readonly strict?: boolean | undefined;
}

/** About a quarter of a second; a script that goes over a thousand members takes up to a quarter of it. */
const DEFAULT_STEPS = 20_000_000;
/** In bytes. */
const DEFAULT_MEMORY = 64 * 1024 * 1024;

/** Options as a run takes them. */
export interface RunOptions {
  readonly limits: Limits;
  readonly machine: MachineOptions;
}

/**
 * Checked options.
 *
 * @throws InterpreterError `INVALID_OPTIONS`
 */
export function readOptions(options: LuaOptions = {}): RunOptions {
  if (!isFields(options)) throw invalid('INVALID_OPTIONS', 'options', options, 'an object');
  const given: LuaOptions = options;
  const { now, limits = {}, strict = true } = given;
  if (!isFields(limits)) throw invalid('INVALID_OPTIONS', 'options.limits', limits, 'an object');
  if (typeof strict !== 'boolean')
    throw invalid('INVALID_OPTIONS', 'options.strict', strict, 'true or false');
  const steps = given.steps ?? given.limits?.steps ?? DEFAULT_STEPS;
  const memory = given.memory ?? given.limits?.memory ?? DEFAULT_MEMORY;
  checkLimit('steps', steps);
  checkLimit('memory', memory);
  return { limits: { steps, memory }, machine: { now: secondsOf(now), strict } };
}

function checkLimit(name: string, value: unknown): void {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return;
  throw invalid('INVALID_OPTIONS', `options.limits.${name}`, value, 'an integer from 1 on');
}

function secondsOf(now: unknown): number | undefined {
  if (isAbsent(now)) return undefined;
  if (typeof now === 'number' && Number.isFinite(now)) return Math.floor(now / 1000);
  if (!isTime(now)) {
    throw invalid(
      'INVALID_OPTIONS',
      'options.now',
      now,
      'milliseconds or a time such as "2024-05-01T10:00:00Z"',
    );
  }
  // biome-ignore lint/style/noRestrictedGlobals: reads the text, not the clock
  return Math.floor(Date.parse(now) / 1000);
}
