import type { Expression, IndexNode, Statement, Target } from '../language/lua-syntax.js';
import { setIndex, setNamedField } from '../runtime/operators.js';
import { compileExpression } from './compile-expression.js';
import { compileSeveral } from './compile-several.js';
import { compileLocalWrite, compileWrite } from './compile-write.js';
import { type Context, type Evaluate, GO_ON, isLocal, type Run } from './frame.js';

type Assign = Statement & { readonly type: 'assign' };

/** An assignment, of one value or of several. */
export function compileAssignment(context: Context, statement: Assign): Run {
  const { targets, values } = statement;
  const [target] = targets as [Target];
  const [value] = values as [Expression];
  if (targets.length > 1 || values.length > 1) return compileSeveral(context, statement);
  if (target.type === 'local') return compileLocalWrite(context, target, value);
  const evaluate = compileExpression(context, value);
  if (target.type === 'index') return compileFieldWrite(context, target, evaluate);
  const write = compileWrite(context, target);
  return (frame) => {
    write(frame, evaluate(frame));
    return GO_ON;
  };
}

function compileFieldWrite(context: Context, target: IndexNode, evaluate: Evaluate): Run {
  const { machine } = context;
  const { object, key, line } = target;
  const from = compileExpression(context, object);
  const late = isLocal(object);
  if (key.type === 'string') {
    const { value: name } = key;
    return (frame) => {
      const early = late ? undefined : from(frame);
      const value = evaluate(frame);
      setNamedField(machine, late ? from(frame) : early, name, value, line);
      return GO_ON;
    };
  }
  const at = compileExpression(context, key);
  return (frame) => {
    const early = late ? undefined : from(frame);
    const place = at(frame);
    const value = evaluate(frame);
    setIndex(machine, late ? from(frame) : early, place, value, line);
    return GO_ON;
  };
}
