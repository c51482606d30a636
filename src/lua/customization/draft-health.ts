import type { Block, Expression } from '../language/lua-syntax.js';
import { fromBytes } from '../runtime/lua-text.js';
import { isPathText, type ScriptText } from './script-text.js';
import type { Draft, Say } from './unread-lines.js';

/** What a script finds healthy, as rules. */
export function draftHealth(draft: Draft, script: ScriptText, say: Say): void {
  const health = rulesOf(script, script.body);
  if (health === undefined) say('health is more than comparisons one after the other');
  else draft.health = health;
}

/** Rules from `if … then return …` one after the other; nothing where there is more than that. */
function rulesOf(script: ScriptText, body: Block): readonly object[] | undefined {
  const rules: object[] = [];
  const always = { path: '$.kind', exists: true };
  for (const statement of body) {
    if (statement.type === 'declare') {
      script.note(statement);
      continue;
    }
    if (statement.type === 'return') {
      const [returned] = statement.values;
      if (returned === undefined) return undefined;
      if (returned.type === 'false')
        return rules.length > 0 ? rules : [{ state: 'Progressing', when: always }];
      const path = pathAt(script, returned);
      const when =
        returned.type === 'true' ? always : path ? { path, equals: true } : predicateOf(script, returned);
      return when && [...rules, { state: 'Healthy', when }];
    }
    const [, answer] = / then return (true|false)(?:,.*)? end$/.exec(script.statement(statement)) ?? [];
    const when = statement.type === 'if' && predicateOf(script, statement.condition);
    if (!when || !answer) return undefined;
    rules.push({ state: answer === 'true' ? 'Healthy' : 'Progressing', when });
  }
  return undefined;
}

/** What a condition of a script asks, as a predicate of a declaration; nothing where that has none for it. */
function predicateOf(script: ScriptText, expression: Expression): Draft | undefined {
  if (expression.type === 'logical') {
    const [left, right] = [predicateOf(script, expression.left), predicateOf(script, expression.right)];
    const word = expression.operator === 'and' ? 'all' : 'any';
    return left && right && { [word]: [...partsOf(word, left), ...partsOf(word, right)] };
  }
  if (expression.type === 'unary' && expression.operator === 'not')
    return negated(predicateOf(script, expression.operand));
  if (expression.type === 'relation') {
    const { operator, left, right } = expression;
    const path = pathAt(script, left);
    const isEquality = operator === '==' || operator === '~=';
    if (path === undefined) return undefined;
    if (right.type === 'nil') return isEquality ? { path, exists: operator === '~=' } : undefined;
    const operand = operandOf(script, right);
    // Declarations have an order of numbers alone.
    if (operand === undefined || (!isEquality && /string|boolean/.test(typeof operand))) return undefined;
    const word = isEquality ? 'equals' : /^(>=|<)$/.test(operator) ? 'atLeast' : 'atMost';
    const predicate = { path, [word]: operand };
    return /^(==|>=|<=)$/.test(operator) ? predicate : negated(predicate);
  }
  const path = pathAt(script, expression);
  return path === undefined ? undefined : { all: [{ path, exists: true }, { not: { path, equals: false } }] };
}

/** The parts of a predicate, where it is made of parts by this word: nesting is limited, and length is not. */
function partsOf(word: string, predicate: Draft): readonly unknown[] {
  const parts = predicate[word];
  return Array.isArray(parts) ? parts : [predicate];
}

function negated(predicate: Draft | undefined): Draft | undefined {
  return predicate && { not: predicate };
}

/** The path below the object that an expression stands for. */
function pathAt(script: ScriptText, expression: Expression): string | undefined {
  const text = script.of(expression);
  return /^\$./.test(text) && isPathText(text) ? text : undefined;
}

/** A constant, or the place of a value. */
function operandOf(script: ScriptText, expression: Expression): unknown {
  switch (expression.type) {
    case 'number':
      return Number.isFinite(expression.value) ? expression.value : undefined;
    case 'string':
      return fromBytes(expression.value);
    case 'true':
    case 'false':
      return expression.type === 'true';
    default: {
      const path = pathAt(script, expression);
      return path && { path };
    }
  }
}
