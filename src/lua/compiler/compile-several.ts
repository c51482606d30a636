import type { Expression, Statement, Target } from '../language/lua-syntax.js';
import { constantOf, isMultiple } from '../language/operands.js';
import { Box } from '../runtime/box.js';
import { allOf } from '../runtime/lua-values.js';
import { setIndex } from '../runtime/operators.js';
import { compileExpression, compileMultiple } from './compile-expression.js';
import { compileLocalWrite, compileWrite } from './compile-write.js';
import { type Context, type Evaluate, FIRST, type Frame, GO_ON, type Run } from './frame.js';

type Assign = Statement & { readonly type: 'assign' };
/** The registers that an assignment uses for itself, from the first one that no variable has. */
type Registers = unknown[];
type Step = (frame: Frame, registers: Registers) => void;
type Read = (frame: Frame, registers: Registers) => unknown;

/**
 * An assignment of several values, register by register as gopher-lua compiles it: a variable of the function itself
 * gets its value before the values after it are read, and what is read from a variable is read when it is written.
 *
 * @see https://github.com/yuin/gopher-lua/blob/v1.1.1/compile.go#L588-L701
 */
export function compileSeveral(context: Context, { targets, values, base, line: at }: Assign): Run {
  const { machine } = context;
  const steps: Step[] = [];
  let register = 0;
  const keep = (evaluate: Evaluate): number => {
    const to = register++;
    steps.push((frame, registers) => {
      registers[to] = evaluate(frame);
    });
    return to;
  };
  const readRegister =
    (from: number): Read =>
    (frame, registers) => {
      if (from >= 0) return registers[from];
      const below = frame[FIRST + base + from];
      return below instanceof Box ? below.value : below;
    };
  /** What a value is read from when it is used: itself where it is a variable or a constant. */
  const later = (expression: Expression): Read => {
    const evaluate = compileExpression(context, expression);
    const constant = constantOf(expression);
    if (expression.type === 'local' || typeof (constant?.value ?? false) !== 'boolean') return evaluate;
    return readRegister(keep(evaluate));
  };

  const places = targets.map((target) => {
    if (target.type !== 'index') return undefined;
    const object = later(target.object);
    return { object, key: readRegister(keep(compileExpression(context, target.key))) };
  });

  const sources: (Read | undefined)[] = [];
  const moved: boolean[] = [];
  targets.forEach((target, i) => {
    if (sources.length > i) return;
    const value = values[i];
    if (value !== undefined && i === values.length - 1 && isMultiple(value)) {
      const from = register;
      const evaluate = compileMultiple(context, value);
      register += targets.length - i;
      steps.push((frame, registers) => {
        const all = allOf(evaluate(frame));
        for (let k = i; k < targets.length; k++) registers[from + k - i] = all[k - i];
      });
      for (let k = i; k < targets.length; k++) {
        sources.push(readRegister(from + k - i));
        moved[k] = true;
      }
      return;
    }
    const expression = value ?? ({ type: 'nil', line: at } as const);
    if (target.type === 'index') sources.push(later(expression));
    else if (target.type !== 'local') {
      keep(compileExpression(context, expression));
      sources.push(undefined);
    } else if (expression.type === 'table' || expression.type === 'call') {
      const from = keep(compileExpression(context, expression));
      const write = compileWrite(context, target);
      steps.push((frame, registers) => write(frame, registers[from]));
      sources.push(undefined);
      moved[i] = true;
    } else {
      const run = compileLocalWrite(context, target, expression);
      steps.push(run);
      sources.push(undefined);
    }
  });

  let right = register - 1;
  values.slice(targets.length).forEach((value) => {
    const evaluate = compileMultiple(context, value);
    steps.push((frame) => {
      allOf(evaluate(frame));
    });
  });

  const writes: Step[] = [];
  for (let i = targets.length - 1; i >= 0; i--) {
    const target = targets[i] as Target;
    if (target.type === 'local' && !moved[i]) continue;
    const place = places[i];
    if (target.type === 'index' && place !== undefined) {
      const { object, key } = place;
      const source = sources[i] as Read;
      const { line } = target;
      writes.push((frame, registers) =>
        setIndex(machine, object(frame, registers), key(frame, registers), source(frame, registers), line),
      );
      const value = values[i];
      if (value === undefined || (value.type !== 'number' && value.type !== 'string')) right--;
    } else if (target.type !== 'index') {
      const source = readRegister(right--);
      const write = compileWrite(context, target);
      writes.push((frame, registers) => write(frame, source(frame, registers)));
    }
  }
  const all = [...steps, ...writes];
  return (frame) => {
    const registers: Registers = [];
    for (const step of all) step(frame, registers);
    return GO_ON;
  };
}
