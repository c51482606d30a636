import type { Block, Expression, Statement, Variable } from '../language/lua-syntax.js';
import { Box, closeBoxes } from '../runtime/box.js';
import { allOf, packed } from '../runtime/lua-values.js';
import { compileAssignment } from './compile-assignment.js';
import { compileTailCall } from './compile-call.js';
import {
  compileExpression,
  compileList,
  compileMultiple,
  compileTest,
  toolsOf,
} from './compile-expression.js';
import { compileGenericFor, compileNumericFor } from './compile-loop.js';
import { costOf, expressionCost } from './cost.js';
import {
  BREAK,
  type Context,
  FIRST,
  FIRST_LABEL,
  GO_ON,
  isShared,
  RETURN,
  RETURNED,
  type Run,
  sharesVariables,
  slotOf,
} from './frame.js';

type Tested = Statement & { readonly type: 'while' | 'repeat' };

/** A block as a function that runs it. */
export function compileBlock(outer: Context, block: Block): Run {
  const named = block.filter((statement) => statement.type === 'label');
  if (named.length === 0) return sequence(block.map((statement) => compileStatement(outer, statement)));
  const first = FIRST_LABEL + outer.labels.length;
  const labels = named.map(({ name }, i) => ({ name, number: first + i }));
  const context: Context = { ...outer, labels: [...outer.labels, ...labels] };
  const runs = block.map((statement) => compileStatement(context, statement));
  const places = named.map((statement) => block.indexOf(statement));
  return (frame) => {
    for (let at = 0; at < runs.length; at++) {
      const end = (runs[at] as Run)(frame);
      if (end === GO_ON) continue;
      const place = places[end - first];
      if (place === undefined) return end;
      at = place;
    }
    return GO_ON;
  };
}

/** Statements one after the other. */
function sequence(runs: readonly Run[]): Run {
  const [a, b, c, d] = runs as [Run, Run, Run, Run];
  switch (runs.length) {
    case 0:
      return () => GO_ON;
    case 1:
      return a;
    case 2:
      return (frame) => a(frame) || b(frame);
    case 3:
      return (frame) => a(frame) || b(frame) || c(frame);
    case 4:
      return (frame) => a(frame) || b(frame) || c(frame) || d(frame);
    default: {
      const head = sequence(runs.slice(0, 4));
      const tail = sequence(runs.slice(4));
      return (frame) => head(frame) || tail(frame);
    }
  }
}

function compileStatement(context: Context, statement: Statement): Run {
  switch (statement.type) {
    case 'assign':
      return compileAssignment(context, statement);
    case 'declare':
      return compileDeclaration(context, statement.variables, statement.values);
    case 'callStatement': {
      const call = compileMultiple(context, { ...statement.call, single: false });
      return (frame) => {
        const result = call(frame);
        if (typeof result === 'object') allOf(result);
        return GO_ON;
      };
    }
    case 'do':
      return compileBlock(context, statement.body);
    case 'if':
      return compileIf(context, statement.condition, statement.then, statement.else);
    case 'while':
    case 'repeat':
      return compileTested(context, statement);
    case 'numericFor':
      return compileNumericFor(context, statement, compileBlock(context, statement.body));
    case 'genericFor':
      return compileGenericFor(context, statement, compileBlock(context, statement.body));
    case 'return':
      return compileReturn(context, statement.values);
    case 'break':
      return () => BREAK;
    case 'goto':
      return compileGoto(context, statement.label, statement.closes);
    default:
      return () => GO_ON;
  }
}

function compileDeclaration(
  context: Context,
  variables: readonly Variable[],
  values: readonly Expression[],
): Run {
  const [variable] = variables as [Variable];
  const [value] = values as [Expression];
  if (variables.length === 1 && values.length === 1) {
    const evaluate = compileExpression(context, value);
    const slot = slotOf(variable);
    if (!isShared(variable)) {
      return (frame) => {
        frame[slot] = evaluate(frame);
        return GO_ON;
      };
    }
    return (frame) => {
      // A function that is the value finds the variable, which is new each time.
      const box = new Box(undefined);
      if (value.type === 'function') frame[slot] = box;
      box.value = evaluate(frame);
      frame[slot] = box;
      return GO_ON;
    };
  }
  const list = compileList(context, values);
  const writes = variables.map((each) => ({ slot: slotOf(each), shared: isShared(each) }));
  return (frame) => {
    const found = list(frame);
    for (let i = 0; i < writes.length; i++) {
      const { slot, shared } = writes[i] as { slot: number; shared: boolean };
      frame[slot] = shared ? new Box(found[i]) : found[i];
    }
    return GO_ON;
  };
}

function compileIf(context: Context, condition: Expression, then: Block, otherwise: Block): Run {
  const test = compileTest(context, condition);
  const run = compileBlock(context, then);
  if (otherwise.length === 0) return (frame) => (test(frame) ? run(frame) : GO_ON);
  const other = compileBlock(context, otherwise);
  return (frame) => (test(frame) ? run(frame) : other(frame));
}

/** `while`, which tests before each turn, and `repeat`, which tests after it. */
function compileTested(context: Context, { type, condition, body }: Tested): Run {
  const { machine } = context;
  const test = compileTest(context, condition);
  const run = compileBlock(context, body);
  const cost = costOf(body) + expressionCost(condition);
  const isRepeat = type === 'repeat';
  return (frame) => {
    while (isRepeat || test(frame)) {
      machine.spend(cost);
      const end = run(frame);
      if (end !== GO_ON) return end === BREAK ? GO_ON : end;
      if (isRepeat && test(frame)) break;
    }
    return GO_ON;
  };
}

function compileReturn(context: Context, values: readonly Expression[]): Run {
  const [value] = values as [Expression];
  if (values.length === 1) {
    const evaluate =
      value.type === 'call' && !value.single
        ? compileTailCall(context, value, toolsOf(context))
        : compileMultiple(context, value);
    return (frame) => {
      frame[RETURNED] = evaluate(frame);
      return RETURN;
    };
  }
  const list = compileList(context, values);
  return (frame) => {
    frame[RETURNED] = packed(list(frame));
    return RETURN;
  };
}

function compileGoto({ machine, labels, node }: Context, label: string, closes: number): Run {
  const cost = costOf(node.body);
  const shares = sharesVariables(node);
  let target = GO_ON;
  for (const { name, number } of labels) if (name === label) target = number;
  return (frame) => {
    machine.spend(cost);
    if (shares) {
      machine.spend(frame.length);
      closeBoxes(frame, FIRST + closes);
    }
    return target;
  };
}
