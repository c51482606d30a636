import type { CallNode, Expression } from '../language/lua-syntax.js';
import { isMultiple } from '../language/operands.js';
import { LuaTable } from '../runtime/lua-table.js';
import { type LuaFunction, TailCall } from '../runtime/lua-values.js';
import { CALL_STACK, type CallSite } from '../runtime/machine.js';
import { index, notCallable } from '../runtime/operators.js';
import type { Context, Evaluate, Frame } from './frame.js';

/** How deep tail calls go into the stack before they are left to who called. */
const DEEPEST_TAIL = 40;

interface Tools {
  one(expression: Expression): Evaluate;
  list(expressions: readonly Expression[]): (frame: Frame) => unknown[];
}

/** What errors call the function that is called. */
function nameOf({ callee, method }: CallNode): string {
  if (method !== undefined) return method;
  if (callee.type === 'index') return callee.key.type === 'string' ? callee.key.value : '?';
  return callee.type === 'global'
    ? callee.name
    : callee.type === 'local' || callee.type === 'upvalue'
      ? callee.variable.name
      : '?';
}

/** A call as a function that gives what the called one returns. */
export function compileCall(context: Context, node: CallNode, tools: Tools): Evaluate {
  const { machine } = context;
  const { line } = node;
  const site: CallSite = { line, name: nameOf(node) };
  if (node.method !== undefined) return compileMethodCall(context, node, tools, site);
  const callee = tools.one(node.callee);
  if (node.args.length > 3 || isMultiple(node.args.at(-1))) {
    const list = tools.list(node.args);
    return (frame) => {
      const called = callee(frame);
      const args = list(frame);
      machine.site = site;
      if (typeof called !== 'function') throw notCallable(machine, line);
      if (machine.depth >= CALL_STACK) throw machine.fault('stack overflow');
      return (called as LuaFunction)(...args);
    };
  }
  const [first, second, third] = node.args.map(tools.one) as [Evaluate, Evaluate, Evaluate];
  switch (node.args.length) {
    case 0:
      return (frame) => {
        const called = callee(frame);
        machine.site = site;
        if (typeof called !== 'function') throw notCallable(machine, line);
        if (machine.depth >= CALL_STACK) throw machine.fault('stack overflow');
        return (called as LuaFunction)();
      };
    case 1:
      return (frame) => {
        const called = callee(frame);
        const a = first(frame);
        machine.site = site;
        if (typeof called !== 'function') throw notCallable(machine, line);
        if (machine.depth >= CALL_STACK) throw machine.fault('stack overflow');
        return (called as LuaFunction)(a);
      };
    case 2:
      return (frame) => {
        const called = callee(frame);
        const a = first(frame);
        const b = second(frame);
        machine.site = site;
        if (typeof called !== 'function') throw notCallable(machine, line);
        if (machine.depth >= CALL_STACK) throw machine.fault('stack overflow');
        return (called as LuaFunction)(a, b);
      };
    default:
      return (frame) => {
        const called = callee(frame);
        const a = first(frame);
        const b = second(frame);
        const c = third(frame);
        machine.site = site;
        if (typeof called !== 'function') throw notCallable(machine, line);
        if (machine.depth >= CALL_STACK) throw machine.fault('stack overflow');
        return (called as LuaFunction)(a, b, c);
      };
  }
}

function compileMethodCall({ machine }: Context, node: CallNode, tools: Tools, site: CallSite): Evaluate {
  const { line } = node;
  const name = node.method as string;
  const receiver = tools.one(node.callee);
  const list = tools.list(node.args);
  const methodOf = (object: unknown) =>
    object instanceof LuaTable ? object.getText(name) : index(machine, object, name, line);
  return (frame) => {
    const object = receiver(frame);
    const called = methodOf(object);
    const args = list(frame);
    machine.site = site;
    if (typeof called !== 'function') throw notCallable(machine, line);
    if (machine.depth >= CALL_STACK) throw machine.fault('stack overflow');
    return args.length === 1
      ? (called as LuaFunction)(object, args[0])
      : (called as LuaFunction)(object, ...args);
  };
}

/** The call of a `return`, which takes the place of the function that returns it. */
export function compileTailCall(context: Context, node: CallNode, tools: Tools): Evaluate {
  const { machine } = context;
  const { line } = node;
  const name = nameOf(node);
  const callee = tools.one(node.callee);
  const list = tools.list(node.args);
  const own: CallSite = { line, name };
  return (frame) => {
    const object = callee(frame);
    const called = node.method === undefined ? object : index(machine, object, node.method, line);
    const args = list(frame);
    if (node.method !== undefined) args.unshift(object);
    machine.site = own;
    if (typeof called !== 'function') throw notCallable(machine, line);
    if (machine.builtins.has(called)) {
      if (machine.depth >= CALL_STACK) throw machine.fault('stack overflow');
      return (called as LuaFunction)(...args);
    }
    const site = { line: machine.lines[machine.depth] as number, name };
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
