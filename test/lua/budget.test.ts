import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeJson } from '../../src/lua/conversion/write-json.js';
import type { Limits } from '../../src/lua/runtime/budget.js';
import { compileScript, runScript } from '../../src/lua/script.js';
import { scripts } from './hostile-scripts.js';

/** What a run has done, as parts of what it was given. */
interface Done {
  readonly steps: number;
  readonly memory: number;
  /** The bytes of the texts that functions of the engine have made, which the budget does not count itself. */
  readonly made: number;
  readonly error: string | undefined;
}

/** Functions of the engine whose result may be far longer than the call. */
const MAKERS = [
  [Array.prototype, 'join'],
  [String.prototype, 'repeat'],
  [String.prototype, 'padStart'],
  [String.prototype, 'padEnd'],
  [String.prototype, 'toUpperCase'],
  [String.prototype, 'toLowerCase'],
  [String.prototype, 'replaceAll'],
] as const;

function run(source: string, limits: Limits): Done {
  const script = compileScript(source);
  const { machine } = script;
  let made = 0;
  const originals = MAKERS.map(([holder, name]) => [holder, name, Reflect.get(holder, name)] as const);
  for (const [holder, name, original] of originals) {
    Reflect.set(holder, name, function (this: unknown, ...args: unknown[]) {
      const text = Reflect.apply(original as () => string, this, args);
      // A text in which nothing is replaced is not made anew.
      if (text !== this) made += text.length;
      return text;
    });
  }
  // What cannot be paid is refused before it is done, and so is not counted as done.
  const refuse = (name: 'spend' | 'take', left: 'steps' | 'memory') => {
    const original = machine[name].bind(machine);
    machine[name] = (amount: number) => {
      const before = machine[left];
      try {
        original(amount);
      } catch (error) {
        machine[left] = before;
        throw error;
      }
    };
  };
  refuse('spend', 'steps');
  refuse('take', 'memory');
  let error: string | undefined;
  try {
    const values = runScript(script, 'F', [], undefined, limits, { now: 0, strict: true });
    for (const value of values) writeJson(machine, value);
  } catch (thrown) {
    error = (thrown as Error).message;
  } finally {
    for (const [holder, name, original] of originals) Reflect.set(holder, name, original);
  }
  return {
    steps: 1 - machine.steps / limits.steps,
    memory: 1 - machine.memory / limits.memory,
    made: made / limits.memory,
    error,
  };
}

const within = ({ steps, memory, made }: Done) => steps <= 1.1 && memory <= 1.1 && made <= 1.1;

describe('a run never outruns its budget by more than a tenth', () => {
  test.each(Object.entries(scripts))('where a hostile script has %s', (_, script) => {
    for (const memory of [300_000, 2_000_000]) {
      const done = run(script, { steps: 400_000, memory });
      expect(done).toSatisfy(within);
      expect(done.error).toMatch(
        /takes more than \d+ (steps|bytes)|stack overflow|exceeded max depth|too complex/,
      );
    }
  });

  // Each would make more than it is given in one call, and is told so before it does.
  test.each([
    ['table.concat(t)', 'local t = {} for i = 1, 200 do t[i] = s end'],
    ['table.concat(t, s)', 'local t = {} for i = 1, 200 do t[i] = "" end'],
    ['string.format("%200000d", 1)', ''],
    ['string.format("%.200000f", 1)', ''],
    ['string.format("%-200000s", "x")', ''],
    ['string.format(f, unpack(t))', 'local f, t = "", {} for i = 1, 200 do f, t[i] = f .. "%s", s end'],
    ['string.format(f, unpack(t))', 'local f, t = "", {} for i = 1, 200 do f, t[i] = f .. "%%%%", s end'],
    ['os.date(f, 0)', 'local f = "%c%c%c" for i = 1, 12 do f = f .. f end'],
    ['f:upper()', 'local f = s for i = 1, 6 do f = f .. f end'],
    ['f:reverse()', 'local f = s for i = 1, 6 do f = f .. f end'],
  ])('in one call of %s', (call, before) => {
    const given = 'local s = "0123456789" for i = 1, 7 do s = s .. s end';
    const script = `function F() ${given} ${before} return #${call} end`;
    const done = run(script, { steps: 20_000_000, memory: 100_000 });
    expect(done).toSatisfy(within);
    expect(done.error).toMatch(/takes more than 100000 bytes/);
    expect(run(script, { steps: 20_000_000, memory: 4_000_000 }).error).toBeUndefined();
  });

  test('whatever a random program does', () => {
    const statement = fc.constantFrom(
      ...['n = n + 1', 's = s .. s', 's = s .. n', 't[#t + 1] = s', 't[n * 1000] = n', 'u = { u, s }'],
      ...['for i = 1, n do n = n + i % 3 end', 'while n > 0 do n = n - 0.5 end', 's = table.concat(t, s)'],
      ...['s = s:upper()', 's = s:reverse()', 's = s:sub(2, -2)', 's = string.format("%900s", s)'],
      ...['s = string.format("%q%x", s, s)', 'n = #s', 'n = s:find("a.-b") or n', 'table.sort(t)'],
      ...['table.insert(t, 1, s)', 'for w in s:gmatch("%w") do n = n + 1 end', 'n = tonumber(s) or n'],
      ...['s = os.date(s .. "%c", n)', 'pcall(kube.resourceAdd, s, "1e99")', 'n = select("#", unpack(t))'],
      ...['pcall(kube.accuratePodRequirements, { metadata = { labels = t } })', 's = s .. "é%c"'],
    );
    fc.assert(
      fc.property(
        fc.array(statement, { minLength: 4, maxLength: 24 }),
        fc.integer({ min: 2000, max: 200_000 }),
        fc.integer({ min: 20_000, max: 2_000_000 }),
        (body, steps, memory) => {
          const before = 'local kube, n, s, t, u = require("kube"), 1, "a1%d ", {}, {}';
          const script = `function F() ${before} for i = 1, 1e9 do ${body.join(' ')} end end`;
          expect(run(script, { steps, memory })).toSatisfy(within);
        },
      ),
      { numRuns: 300 },
    );
  });
});
