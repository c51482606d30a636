import { didYouMean } from '../../boundary/did-you-mean.js';
import { parseChunk } from '../language/lua-parser.js';
import type { CallNode, Expression, IndexNode, Statement, Variable } from '../language/lua-syntax.js';
import { walkScript } from '../language/walk-script.js';
import { REFUSED_GLOBALS } from '../library/base-library.js';
import { fromBytes, toBytes } from '../runtime/lua-text.js';
import type { Rule } from './read-customization.js';
import { variableOf } from './script-paths.js';

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
    const isLocal = [...found.locals.keys()].some(({ name }) => name === rule.functionName);
    const instead = isLocal ? ': it is local' : near === undefined ? '' : `: there is ${near}`;
    say(`the function ${rule.functionName} is missing, so that every call fails${instead}`);
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
  `${REFUSED_GLOBALS} _G _VERSION _GOPHER_LUA_VERSION assert error ipairs math next os package pairs pcall require select string table tonumber tostring type unpack xpcall print _printregs arg`.split(
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

/** What the libraries have. */
const LIBRARIES: { readonly [library: string]: ReadonlySet<string> } = {
  kube: new Set('accuratePodRequirements getPodDependencies getResourceQuantity resourceAdd'.split(' ')),
  math: new Set(
    'abs acos asin atan atan2 ceil cos cosh deg exp floor fmod frexp huge ldexp log log10 max min mod modf pi pow rad random randomseed sin sinh sqrt tan tanh'.split(
      ' ',
    ),
  ),
  os: new Set(['time', 'date']),
  string: new Set(
    'byte char dump find format gfind gmatch gsub len lower match rep reverse sub upper __index'.split(' '),
  ),
  table: new Set('getn maxn insert remove concat sort'.split(' ')),
};

class Findings {
  readonly functions = new Map<string, number>();
  readonly locals = new Map<Variable, number>();
  readonly used = new Set<Variable>();
  readonly written = new Set<string>();
  readonly read = new Map<string, number>();
  readonly calls: (readonly [message: string, line: number])[] = [];
  private readonly targets = new Set<unknown>();
  /** Variables with the library `kube`. */
  private readonly kubes = new Set<Variable | string>();

  add(node: Node): void {
    switch (node.type) {
      case 'assign':
        node.targets.forEach((target, i) => {
          this.targets.add(target);
          if (target.type === 'index') this.written.add(nameOf(target) ?? '');
          if (target.type !== 'global') return;
          this.written.add(target.name);
          if (isKube(node.values[i])) this.kubes.add(target.name);
          if (node.values[i]?.type === 'function') this.functions.set(target.name, target.line);
        });
        break;
      case 'declare':
        node.variables.forEach((variable, i) => {
          if (node.values[i]?.type === 'function') this.locals.set(variable, node.line);
          if (isKube(node.values[i]) && !variable.assigned) this.kubes.add(variable);
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
      case 'index':
        if (!this.targets.has(node)) this.member(node);
        break;
      default:
    }
  }

  /** A member of a library, called or not. */
  private member({ object, key, line }: IndexNode): void {
    const variable = variableOf(object);
    if (variable === undefined || key.type !== 'string') return;
    const isKubes = this.kubes.has(variable);
    const library = isKubes
      ? 'kube'
      : object.type === 'global' && object.name !== 'kube'
        ? object.name
        : undefined;
    if (library === undefined || !Object.hasOwn(LIBRARIES, library)) return;
    const name = `${library}.${key.value}`;
    if (this.written.has(name) || (this.written.has(library) && !isKubes)) return;
    const names = LIBRARIES[library] as ReadonlySet<string>;
    if (Object.hasOwn(IMPURE, name)) this.calls.push([IMPURE[name] as string, line]);
    else if (!names.has(key.value))
      this.calls.push([`${name} is not there${didYouMean(key.value, names)}`, line]);
  }

  private call({ callee, method, args, line }: CallNode): void {
    const name = method === undefined ? nameOf(callee) : `string.${method}`;
    if (name === undefined) return;
    const clock = (name === 'os.time' && args.length === 0) || (name === 'os.date' && args.length < 2);
    if (clock) this.calls.push([`${name} without a time asks the clock: the answer changes with it`, line]);
    if (callee.type !== 'index' || method !== undefined) {
      if (Object.hasOwn(IMPURE, name)) this.calls.push([IMPURE[name] as string, line]);
    }
    if (REFUSED.test(name) && !this.written.has(name))
      this.calls.push([`${name} is refused by Karmada`, line]);
  }
}

/** `require("kube")` */
function isKube(value: Expression | undefined): boolean {
  if (value?.type !== 'call' || value.callee.type !== 'global' || value.callee.name !== 'require')
    return false;
  const [name] = value.args;
  return name?.type === 'string' && name.value === 'kube';
}

function nameOf(callee: Expression): string | undefined {
  if (callee.type === 'global') return callee.name;
  if (callee.type !== 'index' || callee.object.type !== 'global' || callee.key.type !== 'string')
    return undefined;
  return `${callee.object.name}.${callee.key.value}`;
}
