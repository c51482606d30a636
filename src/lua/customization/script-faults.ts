import { parseChunk } from '../language/lua-parser.js';
import type { CallNode, Expression, Statement, Variable } from '../language/lua-syntax.js';
import { walkScript } from '../language/walk-script.js';
import { fromBytes, toBytes } from '../runtime/lua-text.js';
import type { Rule } from './read-customization.js';

/** Something in a script that is not as it should be. */
export interface ScriptFault {
  readonly message: string;
  readonly line?: number;
}

type Node = Expression | Statement;

/** What a script of an operation has that works in Karmada by accident, not always, or not at all. */
export function scriptFaults(source: string, rule: Rule): readonly ScriptFault[] {
  const { node } = parseChunk(toBytes(source));
  const found = new Findings();
  walkScript(node.body, (each) => found.add(each as unknown as Node));
  const faults: ScriptFault[] = [];
  const say = (message: string, line?: number) =>
    faults.push({ message: fromBytes(message), ...(line !== undefined && { line }) });

  if (!found.functions.has(rule.functionName) && !found.written.has(rule.functionName)) {
    const near = [...found.functions.keys()].find(
      (name) => name.toLowerCase() === rule.functionName.toLowerCase(),
    );
    say(`the function ${rule.functionName} is missing${near === undefined ? '' : `: there is ${near}`}`);
  }
  for (const [name, line] of found.read) {
    if (found.written.has(name) || GLOBAL_NAMES.has(name)) continue;
    say(
      `the global name ${name} is read, but nothing in the script sets it: it is nil, or what another script left`,
      line,
    );
  }
  for (const [name, line] of found.functions) {
    if (name !== rule.functionName && !found.read.has(name))
      say(`the function ${name} is never called`, line);
  }
  for (const [variable, line] of found.locals) {
    if (!found.used.has(variable)) say(`the function ${variable.name} is never called`, line);
  }
  for (const [message, line] of found.calls) say(message, line);
  return faults;
}

/** The names that a script finds without setting them. */
const GLOBAL_NAMES: ReadonlySet<string> = /* @__PURE__ */ new Set(
  '_G _VERSION _GOPHER_LUA_VERSION assert collectgarbage dofile error getfenv getmetatable ipairs load loadfile loadstring math module newproxy next os package pairs pcall rawequal rawget rawset require select setfenv setmetatable string table tonumber tostring type unpack xpcall print _printregs arg'.split(
    ' ',
  ),
);

/** Library functions without the same answer each time, or without any. */
const IMPURE: { readonly [name: string]: string } = {
  'math.random': 'math.random gives another answer each time, and is an error here',
  'math.randomseed': 'math.randomseed belongs to math.random, and is an error here',
  print: 'print writes to the log of Karmada, and is not there here',
  'string.gsub': 'string.gsub is refused by Karmada',
  'string.rep': 'string.rep is refused by Karmada',
  'string.dump': 'string.dump is refused by Karmada',
};
const REFUSED =
  /^(collectgarbage|dofile|[gs]etfenv|[gs]etmetatable|load|loadfile|loadstring|raw(equal|get|set)|module|newproxy)$/;

class Findings {
  readonly functions = new Map<string, number>();
  readonly locals = new Map<Variable, number>();
  readonly used = new Set<Variable>();
  readonly written = new Set<string>();
  readonly read = new Map<string, number>();
  readonly calls: (readonly [message: string, line: number])[] = [];
  private readonly targets = new Set<unknown>();

  add(node: Node): void {
    switch (node.type) {
      case 'assign':
        node.targets.forEach((target, i) => {
          if (target.type === 'index') return;
          this.targets.add(target);
          if (target.type !== 'global') return;
          this.written.add(target.name);
          if (node.values[i]?.type === 'function') this.functions.set(target.name, target.line);
        });
        break;
      case 'declare':
        node.variables.forEach((variable, i) => {
          if (node.values[i]?.type === 'function') this.locals.set(variable, node.line);
        });
        break;
      case 'global':
        if (!this.targets.has(node) && !this.read.has(node.name)) this.read.set(node.name, node.line);
        break;
      case 'local':
      case 'upvalue':
        if (!this.targets.has(node)) this.used.add(node.variable);
        break;
      case 'call':
        this.call(node);
        break;
      default:
    }
  }

  private call({ callee, method, args, line }: CallNode): void {
    const name = method === undefined ? nameOf(callee) : `string.${method}`;
    if (name === undefined) return;
    const clock = (name === 'os.time' && args.length === 0) || (name === 'os.date' && args.length < 2);
    if (clock) this.calls.push([`${name} without a time asks the clock: the answer changes with it`, line]);
    if (Object.hasOwn(IMPURE, name)) this.calls.push([IMPURE[name] as string, line]);
    if (REFUSED.test(name) && !this.written.has(name))
      this.calls.push([`${name} is refused by Karmada`, line]);
  }
}

function nameOf(callee: Expression): string | undefined {
  if (callee.type === 'global') return callee.name;
  if (callee.type !== 'index' || callee.object.type !== 'global' || callee.key.type !== 'string')
    return undefined;
  return `${callee.object.name}.${callee.key.value}`;
}
