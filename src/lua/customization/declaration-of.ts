import type { Operation } from '../../interpreters/operations.js';
import { parseChunk } from '../language/lua-parser.js';
import type { FunctionNode } from '../language/lua-syntax.js';
import { TOO_DEEP } from '../language/parser.js';
import { fromBytes, toBytes } from '../runtime/lua-text.js';
import { ScriptError } from '../runtime/script-error.js';
import { draftDependencies } from './draft-dependencies.js';
import { draftHealth } from './draft-health.js';
import { draftReflection } from './draft-reflection.js';
import { draftReplicas, draftRevision } from './draft-replicas.js';
import { draftRetention } from './draft-retention.js';
import { draftAggregation } from './draft-status.js';
import { RULES, readCustomization } from './read-customization.js';
import { ScriptText, variableOf } from './script-text.js';
import type { Draft, Say } from './unread-lines.js';

/** A first draft of a declaration, and what it does not say. */
export interface DeclarationDraft {
  /** For `compileInterpreter` of `karmada-interpreter/declarative`. */
  readonly declaration: { readonly [field: string]: unknown };
  /** Sentences on what is left to do by hand. */
  readonly left: readonly string[];
}

/**
 * A first draft of a declaration that does what a customization does, for scripts of the common shapes: counts that
 * are added up, texts of which the last one is taken, fields that are copied, health by comparisons.
 *
 * @param customization - A ResourceInterpreterCustomization.
 * @returns The draft, with what the scripts do beyond it: to be read, and finished by hand.
 * @throws InterpreterError `INVALID_CUSTOMIZATION`
 */
export function declarationOf(customization: unknown): DeclarationDraft {
  const { apiVersion, kind, scripts } = readCustomization(customization, 'customization');
  const draft: Draft = { apiVersion, kind };
  const left: string[] = [];
  for (const { operation, functionName } of RULES) {
    const source = scripts.get(operation);
    if (source === undefined) continue;
    const say: Say = (what) => what && left.push(`${operation}: ${what}`);
    try {
      const chunk = parseChunk(toBytes(source)).node;
      const node = functionOf(chunk, functionName);
      if (node === undefined) say(`the script has no function ${functionName} of its own`);
      else DRAFTS[operation](draft, new ScriptText(node), say);
    } catch (error) {
      if (error instanceof ScriptError)
        say(`the script does not compile: ${fromBytes(error.message).trim()}`);
      // What is nested deeper than the engine's own stack does not compile either.
      else if (error instanceof RangeError) say(`the script does not compile: ${TOO_DEEP}`);
      else throw error;
    }
  }
  return { declaration: draft, left };
}

const DRAFTS: {
  readonly [operation in Operation]: (draft: Draft, script: ScriptText, say: Say) => void;
} = {
  Retain: draftRetention,
  InterpretReplica: draftReplicas,
  InterpretComponent(_, __, say) {
    say('components are made by the script; declare each with its name and the path to its replicas');
  },
  ReviseReplica: draftRevision,
  InterpretStatus: draftReflection,
  AggregateStatus: draftAggregation,
  InterpretHealth: draftHealth,
  InterpretDependency: draftDependencies,
};

/** The function of a name that a script sets last. */
function functionOf(chunk: FunctionNode, name: string): FunctionNode | undefined {
  let found: FunctionNode | undefined;
  for (const statement of chunk.body) {
    if (statement.type !== 'assign') continue;
    statement.targets.forEach((target, i) => {
      if (variableOf(target) !== name) return;
      const value = statement.values[i];
      found = value?.type === 'function' ? value.node : undefined;
    });
  }
  return found;
}
