import { parseChunk } from '../language/lua-parser.js';
import type { Expression, FunctionNode } from '../language/lua-syntax.js';
import { walkScript } from '../language/walk-script.js';
import { fromBytes, toBytes } from '../runtime/lua-text.js';
import { ScriptError } from '../runtime/script-error.js';
import { draftHealth } from './draft-health.js';
import { draftStatus } from './draft-status.js';
import { RULES, readCustomization } from './read-customization.js';
import { eachStatement, functionOf, Names, type ScriptPath, writtenPath } from './script-paths.js';

type Draft = { [key: string]: unknown };

/** A first draft of a declaration, and what it does not say. */
export interface DeclarationDraft {
  /** For `compileInterpreter` of `karmada-interpreter/declarative`. */
  readonly declaration: object;
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
  InterpretReplica(draft, node, say) {
    const names = namesOf(node);
    const found: ScriptPath[] = [];
    eachStatement(node.body, (statement) => {
      const path = statement.type === 'return' && statement.values[0] && names.pathOf(statement.values[0]);
      if (path && path.from === 'first' && path.keys.length > 0) found.push(path);
    });
    const [path] = found;
    if (path === undefined) say('the number of replicas is more than what stands at one path');
    else {
      const podTemplate = podTemplateIn(node, 'accuratePodRequirements', names);
      draft.replicas = { path: writtenPath(path.keys), ...(podTemplate && { podTemplate }) };
      if (podTemplate === undefined) say('what a replica needs is not what its pod template asks for');
    }
  },
  InterpretComponent(_, __, say) {
    say('components are made by the script; declare each with its name and the path to its replicas');
  },
  ReviseReplica(draft, node, say) {
    const written: string[] = [];
    const names = namesOf(node);
    eachStatement(node.body, (statement) => {
      if (statement.type !== 'assign') return;
      const [target, value] = [statement.targets[0], statement.values[0]];
      const path = target?.type === 'index' ? names.pathOf(target) : undefined;
      const from = value && names.pathOf(value);
      if (path?.from === 'first' && from?.from === 'second' && from.keys.length === 0) {
        written.push(writtenPath(path.keys));
      } else if (target?.type === 'index')
        say(`line ${statement.line} writes something else than the replicas`);
    });
    const declared = (draft.replicas as { path?: string } | undefined)?.path;
    if (written.length === 1 && declared === undefined) draft.replicas = { path: written[0] };
    else if (written.length !== 1 || written[0] !== declared) {
      say('replicas are not read and written at one path alone');
    }
  },
  Retain(draft, node, say) {
    const names = namesOf(node);
    const kept = new Set<string>();
    eachStatement(node.body, (statement) => {
      if (statement.type !== 'assign') return;
      const [target, value] = [statement.targets[0], statement.values[0]];
      const to = target?.type === 'index' ? names.pathOf(target) : undefined;
      const from = value && names.pathOf(value);
      if (to?.from === 'first' && from?.from === 'second' && to.keys.join('\n') === from.keys.join('\n')) {
        kept.add(writtenPath(to.keys));
      } else if (target?.type === 'index') say(`line ${statement.line} writes what is not simply kept`);
    });
    if (kept.size > 0) draft.retain = [...kept];
  },
  InterpretStatus(draft, node, say) {
    draftStatus(draft, node, say, true);
  },
  AggregateStatus(draft, node, say) {
    draftStatus(draft, node, say, false);
  },
  InterpretHealth(draft, node, say) {
    const health = draftHealth(new Names(node), node.body);
    if (health === undefined) say('health is more than comparisons one after the other');
    else if (health.length > 0) draft.health = health;
  },
  InterpretDependency(draft, node, say) {
    const names = namesOf(node);
    const podTemplate = podTemplateIn(node, 'getPodDependencies', names);
    const found: object[] = podTemplate === undefined ? [] : [{ podTemplate }];
    walkScript(node.body, (each) => {
      if (each.type !== 'table') return;
      const fields = new Map<string, Expression>();
      for (const { key, value } of each.items as readonly { key?: Expression; value: Expression }[]) {
        if (key?.type === 'string') fields.set(key.value, value);
      }
      const [version, kind, name] = ['apiVersion', 'kind', 'name'].map((key) => fields.get(key));
      const path = name && names.pathOf(name);
      if (version?.type !== 'string' || kind?.type !== 'string') return;
      if (path?.from !== 'first')
        say(`the ${fromBytes(kind.value)} of line ${each.line} is named in another way than by a path`);
      else found.push({ apiVersion: version.value, kind: kind.value, name: writtenPath(path.keys) });
    });
    if (found.length > 0) draft.dependencies = found;
    else say('no dependency is of a common shape');
  },
};

/** What the variables of a function stand for at its end. */
function namesOf(node: FunctionNode): Names {
  const names = new Names(node);
  eachStatement(node.body, (statement) => {
    names.loop(statement);
    if (statement.type !== 'declare' && statement.type !== 'assign') return;
    const targets = statement.type === 'declare' ? statement.variables : statement.targets;
    for (const [i, target] of targets.entries()) names.note(target, statement.values[i]);
  });
  return names;
}

/** The path of the pod template that a function of kube is called with. */
function podTemplateIn(node: FunctionNode, name: string, names: Names): string | undefined {
  let found: string | undefined;
  walkScript(node.body, (each) => {
    const { type, callee, args } = each as {
      type?: string;
      callee?: Expression;
      args?: readonly Expression[];
    };
    if (type !== 'call' || callee?.type !== 'index') return;
    if (callee.key.type !== 'string' || callee.key.value !== name) return;
    const path = args?.[0] && names.pathOf(args[0]);
    if (path?.from === 'first') found ??= writtenPath(path.keys);
  });
  return found;
}
