import type { LawName, SituationPart } from './laws/law.js';
import { showValue } from './show-value.js';

/** What breaks a law, and how to try it again. */
export interface LawErrorDetails {
  readonly law: LawName;
  readonly sentence: string;
  /** The interpreter's kind: `example.org/v1 Widget`. */
  readonly kind: string;
  readonly method: string | undefined;
  readonly counterexample: Counterexample;
  readonly expected: string;
  readonly found: unknown;
  /** What `found` should have been, where there is one value. */
  readonly instead?: unknown;
  readonly seed: number;
  readonly numRuns: number;
}

/** The smallest situation that has been found in which a law does not hold, by the parts that it needs. */
export type Counterexample = { readonly [Part in SituationPart]?: unknown };

/** How a report calls the parts of a counterexample. */
const TITLES: { readonly [Part in SituationPart]: string } = {
  template: 'the template',
  members: 'the members',
  earlier: 'what was reported before',
  clusters: 'the clusters that it is scheduled to',
  groups: 'the group of each member',
  observed: 'the object in the member cluster',
  replicas: 'the number of replicas',
  malformed: 'the object',
};

/**
 * The error for an interpreter that breaks a law, which its message tells as a person would: the law, the object and
 * the members, what was expected and what came.
 *
 * @example
 * try {
 *   checkInterpreter(fc, widget);
 * } catch (error) {
 *   if (error instanceof LawError) console.log(error.law, error.counterexample, error.seed);
 * }
 */
export class LawError extends Error {
  override readonly name: string = 'LawError';
  /** The law's name, for `laws` and `except`. */
  readonly law: LawName;
  /** The smallest situation that breaks it. */
  readonly counterexample: Counterexample;
  /** The method that gave another answer than it should, or threw. */
  readonly method: string | undefined;
  /** With this seed, the same counterexample is found again. */
  readonly seed: number;

  constructor(details: LawErrorDetails) {
    const { law, counterexample, method, seed, found } = details;
    super(messageOf(details), found instanceof Error ? { cause: found } : undefined);
    this.law = law;
    this.counterexample = counterexample;
    this.method = method;
    this.seed = seed;
  }
}

function messageOf(details: LawErrorDetails): string {
  const { law, sentence, kind, method, counterexample, expected, found, instead, seed, numRuns } = details;
  const parts = Object.entries(counterexample).map(([part, value]) =>
    titled(TITLES[part as SituationPart], value),
  );
  const has = 'instead' in details && instead !== undefined;
  return [
    `${sentence}`,
    `${kind} breaks this law (${law})${method === undefined ? '' : ` in ${method}`}:`,
    '',
    ...parts,
    has ? titled(`expected, ${expected}`, instead) : `expected: ${expected}`,
    titled(found instanceof Error ? 'it threw' : 'but found', found),
    '',
    `To try it again: { laws: ['${law}'], seed: ${seed}, numRuns: ${numRuns} }`,
  ].join('\n');
}

function titled(title: string, value: unknown): string {
  return `${title}: ${showValue(value)}`;
}
