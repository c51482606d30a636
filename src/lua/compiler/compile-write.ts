import type { Expression, IndexNode, LocalNode, Target } from '../language/lua-syntax.js';
import type { Box } from '../runtime/box.js';
import { compileExpression } from './compile-expression.js';
import { compileQuirk, isQuirky } from './compile-quirk.js';
import { CAPTURED, type Context, type Frame, GO_ON, isShared, type Run, slotOf } from './frame.js';

/** The assignment of one value to a variable of the function itself. */
export function compileLocalWrite(context: Context, target: LocalNode, value: Expression): Run {
  const write = compileWrite(context, target);
  if (value.type === 'logical' && isQuirky(value))
    return compileQuirk(context, value, write, target.variable);
  const evaluate = compileExpression(context, value);
  if (isShared(target.variable)) {
    return (frame) => {
      write(frame, evaluate(frame));
      return GO_ON;
    };
  }
  const slot = slotOf(target.variable);
  return (frame) => {
    frame[slot] = evaluate(frame);
    return GO_ON;
  };
}

/** What writes a value to a variable. */
export function compileWrite(
  { machine }: Context,
  target: Exclude<Target, IndexNode>,
): (frame: Frame, value: unknown) => void {
  if (target.type === 'global') {
    const { name } = target;
    return (_, value) => machine.globals.setKey(machine, name, value);
  }
  if (target.type === 'upvalue') {
    const { index: at } = target;
    return (frame, value) => {
      ((frame[CAPTURED] as unknown[])[at] as Box).value = value;
    };
  }
  const slot = slotOf(target.variable);
  if (isShared(target.variable)) {
    return (frame, value) => {
      (frame[slot] as Box).value = value;
    };
  }
  return (frame, value) => {
    frame[slot] = value;
  };
}
