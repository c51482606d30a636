import type { CallNode, Expression } from '../language/lua-syntax.js';
import { isMultiple } from '../language/operands.js';
import { type LuaFunction, TailCall } from '../runtime/lua-values.js';
import { CALL_STACK, type CallSite } from '../runtime/machine.js';
import { index, namedField, notCallable } from '../runtime/operators.js';
import type { Context, Evaluate, Frame } from './frame.js';

/** How deep tail calls go into the stack before they are left to who called. */
const DEEPEST_TAIL = 40;

interface Tools {
  one(expression: Expression): Evaluate;
  list(expressions: readonly Expression[]): (frame: Frame) => unknown[];
}

/** Where a call stands, and what errors call the function that is called. */
function siteOf({ callee, method, line }: CallNode): CallSite {
  const named =
    callee.type === 'index' && callee.key.type === 'string'
      ? callee.key.value
      : callee.type === 'global'
        ? callee.name
        : 'variable' in callee
          ? callee.variable.name
          : '?';
  return { line, name: method ?? named };
}

/** What is called, once its arguments are there. */
function callable({ machine }: Context, site: CallSite): (called: unknown) => LuaFunction {
  return (called) => {
    machine.site = site;
    if (typeof called !== 'function') throw notCallable(machine, site.line);
    if (machine.depth >= CALL_STACK) throw machine.fault('stack overflow');
    return called as LuaFunction;
  };
}

/** A call as a function that gives what the called one returns. */
export function compileCall(context: Context, node: CallNode, tools: Tools): Evaluate {
  const { machine } = context;
  const { line, method, args } = node;
  const ready = callable(context, siteOf(node));
  const callee = tools.one(node.callee);
  if (method !== undefined || args.length > 2 || isMultiple(args.at(-1))) {
    const list = tools.list(args);
    if (method === undefined) {
      return (frame) => {
        const called = callee(frame);
        const values = list(frame);
        return ready(called)(...values);
      };
    }
    return (frame) => {
      const object = callee(frame);
      const called = namedField(machine, object, method, line);
      const values = list(frame);
      return values.length === 1 ? ready(called)(object, values[0]) : ready(called)(object, ...values);
    };
  }
  const [first, second] = args.map(tools.one);
  if (first === undefined) return (frame) => ready(callee(frame))();
  if (second === undefined) {
    return (frame) => {
      const called = callee(frame);
      const a = first(frame);
      return ready(called)(a);
    };
  }
  return (frame) => {
    const called = callee(frame);
    const a = first(frame);
    const b = second(frame);
    return ready(called)(a, b);
  };
}

/** The call of a `return`, which takes the place of the function that returns it. */
export function compileTailCall(context: Context, node: CallNode, tools: Tools): Evaluate {
  const { machine } = context;
  const { method, line } = node;
  const own = siteOf(node);
  const callee = tools.one(node.callee);
  const list = tools.list(node.args);
  const ready = callable(context, own);
  return (frame) => {
    const object = callee(frame);
    const called = method === undefined ? object : index(machine, object, method, line);
    const args = list(frame);
    if (method !== undefined) args.unshift(object);
    // A function of the library keeps the frame of its caller.
    if (typeof called !== 'function' || machine.builtins.has(called)) return ready(called)(...args);
    const site = { line: machine.lines[machine.depth] as number, name: own.name };
    if (machine.tails >= DEEPEST_TAIL) return new TailCall(machine, site, called as LuaFunction, args);
    machine.site = site;
    machine.tails++;
    machine.depth--;
    const result = (called as LuaFunction)(...args);
    machine.depth++;
    machine.tails--;
    return result;
  };
}
