import { parseChunk } from '../language/lua-parser.js';
import type { FunctionNode } from '../language/lua-syntax.js';
import { fromBytes, toBytes } from '../runtime/lua-text.js';
import { ScriptError } from '../runtime/script-error.js';
import { draftDependencies } from './draft-dependencies.js';
import { draftHealth } from './draft-health.js';
import { draftReflection } from './draft-reflection.js';
import { draftReplicas, draftRevision } from './draft-replicas.js';
import { draftRetention } from './draft-retention.js';
import { draftAggregation } from './draft-status.js';
import { RULES, readCustomization } from './read-customization.js';
import { functionOf, Names } from './script-paths.js';

type Draft = { [key: string]: unknown };

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
    const say = (what: string) => left.push(`${operation}: ${what}`);
    try {
      const chunk = parseChunk(toBytes(source)).node;
      const node = functionOf(chunk, functionName);
      if (node === undefined) say(`the script has no function ${functionName} of its own`);
      else DRAFTS[operation](draft, node, say);
    } catch (error) {
      if (!(error instanceof ScriptError)) throw error;
      say(`the script does not compile: ${fromBytes(error.message).trim()}`);
    }
  }
  return { declaration: draft, left };
}

type DraftOf = (draft: Draft, node: FunctionNode, say: (what: string) => void) => void;

const DRAFTS: { readonly [operation in (typeof RULES)[number]['operation']]: DraftOf } = {
  Retain: draftRetention,
  InterpretReplica: draftReplicas,
  InterpretComponent(_, __, say) {
    say('components are made by the script; declare each with its name and the path to its replicas');
  },
  ReviseReplica: draftRevision,
  InterpretStatus: draftReflection,
  AggregateStatus: draftAggregation,
  InterpretHealth(draft, node, say) {
    const health = draftHealth(new Names(node), node.body);
    if (health === undefined) say('health is more than comparisons one after the other');
    else draft.health = health;
  },
  InterpretDependency: draftDependencies,
};
