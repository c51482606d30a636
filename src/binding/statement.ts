import type { Statement } from './binding-explanation.js';
import { BINDING_REASONS, type BindingReason } from './binding-reasons.js';

/** What is said of a binding, with what would help. */
export function statement(
  reason: BindingReason,
  state: Statement['state'],
  fact: string,
  help?: string,
): Statement {
  return { reason, state, message: sentence(reason, fact, help) };
}

/** The sentence for a reason: what is so and, unless all is well, what would help. */
export function sentence(reason: BindingReason, fact: string, help?: string): string {
  if (reason === 'Settled') return fact;
  return `${fact.endsWith('.') ? fact.slice(0, -1) : fact}; ${help ?? BINDING_REASONS[reason].help}`;
}
