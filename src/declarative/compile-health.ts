import { conditionOf } from '../interpreters/health/condition-health.js';
import { type Health, health } from '../interpreters/health/health.js';
import type { KubernetesObject } from '../kubernetes/object.js';
import { compilePredicate, isPlace } from './compile-predicate.js';
import type { HealthRule, Place } from './interpreter-declaration.js';
import { parsedPath, reader } from './reader.js';

/** Compiles the rules to a function: the first rule that holds gives the health. */
export function compileHealth(rules: readonly HealthRule[]): (object: KubernetesObject) => Health {
  const compiled = rules.map((rule) => ({
    ...{ state: rule.state, type: rule.when.condition?.type, ...compilePredicate(rule.when) },
    ...{ reason: textOf(rule.reason), message: textOf(rule.message) },
  }));
  return (object) => {
    const rule = compiled.find(({ holds }) => holds(object));
    if (rule === undefined) return health('Progressing', 'NoRuleHolds', 'no rule of the health holds');
    const { state, type, text } = rule;
    const condition = type === undefined ? undefined : conditionOf(object, type);
    const said = {
      reason: rule.reason(object) ?? condition?.reason,
      message: rule.message(object) ?? condition?.message,
    };
    return health(state, state, text, said);
  };
}

/** A text, or the first value at the path that a rule has in its place. */
function textOf(text: string | Place | undefined): (object: object) => unknown {
  if (!isPlace(text)) return () => text;
  const read = reader(parsedPath(text.path));
  return (object) => read(object)[0];
}
