import { didYouMean } from '../../boundary/did-you-mean.js';
import { parseChunk } from '../language/lua-parser.js';
import type { Expression, Statement, Variable } from '../language/lua-syntax.js';
import { walkScript } from '../language/walk-script.js';
import { REFUSED } from '../library/base-library.js';
import { fromBytes, toBytes } from '../runtime/lua-text.js';
import { wholeMachine } from '../script.js';
import type { Rule } from './read-customization.js';
import { variableOf } from './script-text.js';

/** Something in a script that is not as it should be. */
export interface ScriptFault {
  readonly message: string;
  readonly line?: number;
}

/** What Karmada's machines have beside what they have here. */
const ELSEWHERE = /^(_printregs|arg|print)$/;

/** Library functions without the same answer each time, or without any. */
const IMPURE: { readonly [name: string]: string } = {
  'math.random': 'gives another answer each time, and is an error here',
  'math.randomseed': 'belongs to math.random, and is an error here',
  print: 'writes to the log of Karmada, and is not there here',
};
const NOT_IN_KARMADA = `${REFUSED} string.dump string.gsub string.rep`;

/** What a script of an operation has that works in Karmada by accident, not always, or not at all. */
export function scriptFaults(source: string, { functionName }: Rule): readonly ScriptFault[] {
  const machine = wholeMachine();
  /** Global functions by their names, and local ones; each, as what is read and called, with its line. */
  const functions = new Map<string, number>();
  const locals = new Map<Variable, number>();
  const read = new Map<Variable | string, number>();
  const written = new Set<string | undefined>();
  const calls: (readonly [message: string, line: number])[] = [];
  const targets = new Set<unknown>();
  /** Variables with the library `kube`. */
  const kubes = new Set<Variable | string>();

  const judge = (name: string, line: number): void => {
    if (written.has(name)) return;
    if (Object.hasOwn(IMPURE, name)) calls.push([`${name} ${IMPURE[name]}`, line]);
    else if (NOT_IN_KARMADA.split(' ').includes(name)) calls.push([`${name} is refused by Karmada`, line]);
  };
  walkScript(parseChunk(toBytes(source)).node.body, (visited) => {
    const node = visited as unknown as Expression | Statement;
    switch (node.type) {
      case 'assign':
        node.targets.forEach((target, i) => {
          const value = node.values[i];
          targets.add(target);
          written.add(nameOf(target));
          if (target.type !== 'global') return;
          if (isKube(value)) kubes.add(target.name);
          if (value?.type === 'function') functions.set(target.name, target.line);
        });
        return;
      case 'declare':
        node.variables.forEach((variable, i) => {
          const value = node.values[i];
          if (value?.type === 'function') locals.set(variable, node.line);
          if (isKube(value) && !variable.assigned) kubes.add(variable);
        });
        return;
      case 'call': {
        const { callee, method, args, line } = node;
        const name = method === undefined ? nameOf(callee) : `string.${method}`;
        const clock = (name === 'os.time' && args.length === 0) || (name === 'os.date' && args.length < 2);
        if (clock) calls.push([`${name} without a time asks the clock: the answer changes with it`, line]);
        // A member of a library is judged where it is read, called or not.
        if (name !== undefined && (callee.type === 'global' || method !== undefined)) judge(name, line);
        return;
      }
      case 'index': {
        const { object, key, line } = node;
        const holder = variableOf(object);
        const isKubes = holder !== undefined && kubes.has(holder);
        const library = isKubes ? 'kube' : nameOf(object);
        if (library === undefined || library === 'package' || targets.has(node)) return;
        if (!isKubes && (library === 'kube' || written.has(library))) return;
        const names = machine.library(library)?.keys as readonly string[] | undefined;
        if (key.type !== 'string' || names === undefined) return;
        const name = `${library}.${key.value}`;
        if (names.includes(key.value)) judge(name, line);
        else if (!written.has(name))
          calls.push([`${name} is not there${didYouMean(key.value, names)}`, line]);
        return;
      }
      default: {
        const variable = variableOf(node as Expression);
        if (variable !== undefined && !targets.has(node) && !read.has(variable))
          read.set(variable, node.line);
      }
    }
  });

  const faults: ScriptFault[] = [];
  const say = (message: string, line?: number) =>
    faults.push({ message: fromBytes(message), ...(line !== undefined && { line }) });
  if (!functions.has(functionName) && !written.has(functionName)) {
    const near = [...functions.keys()].find((name) => name.toLowerCase() === functionName.toLowerCase());
    const isLocal = [...locals.keys()].some(({ name }) => name === functionName);
    const instead = isLocal ? ': it is local' : near === undefined ? '' : `: there is ${near}`;
    say(`the function ${functionName} is missing, so that every call fails${instead}`);
  }
  for (const [name, line] of read) {
    if (typeof name !== 'string' || written.has(name) || machine.globals.getKey(name) !== undefined) continue;
    if (ELSEWHERE.test(name)) continue;
    say(
      `the global name ${name} is read, but nothing in the script sets it: it is nil, or what another script left`,
      line,
    );
  }
  for (const [found, line] of [...functions, ...locals]) {
    const name = typeof found === 'string' ? found : found.name;
    if (found !== functionName && !read.has(found)) say(`the function ${name} is never called`, line);
  }
  for (const [message, line] of calls) say(message, line);
  return faults;
}

/** `require("kube")` */
function isKube(value: Expression | undefined): boolean {
  const [name] = value?.type === 'call' && nameOf(value.callee) === 'require' ? value.args : [];
  return name?.type === 'string' && name.value === 'kube';
}

/** The name of a global variable, or of a member of one. */
function nameOf(callee: Expression): string | undefined {
  if (callee.type === 'global') return callee.name;
  if (callee.type !== 'index' || callee.object.type !== 'global' || callee.key.type !== 'string')
    return undefined;
  return `${callee.object.name}.${callee.key.value}`;
}
