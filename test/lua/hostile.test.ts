import { LuaError, runLua } from 'karmada-interpreter/lua';
import { describe, expect, test } from 'vitest';
import { cpuOf } from '../support/cpu.js';
import { forever, scripts } from './hostile-scripts.js';

describe('a hostile script', () => {
  const run = (script: string) => () => {
    try {
      return runLua(script, 'F', []);
    } catch (error) {
      return error;
    }
  };
  const plain = cpuOf(run('function F() while true do end end'), 3);

  // What each step stands for takes about as long as a turn of an empty loop.
  test.each(Object.entries(scripts))('of %s ends, and not long after one that only loops', (_, script) => {
    let ended: unknown;
    const took = cpuOf(() => {
      ended = run(script)();
    }, 1);
    expect(ended).toMatchObject({
      name: 'LuaError',
      message: expect.stringMatching(/takes more than \d+ (steps|bytes)|stack overflow|exceeded max depth/),
    });
    // The package is the same code, tried beside others on whatever cores are left.
    if (!process.env.PACKED) expect(took).toBeLessThan(40 * plain + 100);
  });

  test('of a result that holds itself is refused', () => {
    expect(() => runLua('function F() local t = {} t.t = t return t end', 'F', [])).toThrow(
      /recursively nested tables/,
    );
  });

  test('of deep syntax is refused, or runs', () => {
    for (const [open, close] of [
      ['(', ')'],
      ['{', '}'],
      ['not ', ''],
      ['- ', ''],
      ['f(', ')'],
    ]) {
      const script = `function f(x) return x end function F() return ${open?.repeat(20000)}1${close?.repeat(20000)} end`;
      expect(() => runLua(script, 'F', [])).toThrow(LuaError);
    }
  });

  test('gets at no property of a JavaScript object', () => {
    const names = [
      'constructor',
      '__proto__',
      'prototype',
      'toString',
      'hasOwnProperty',
      'valueOf',
      'length',
    ];
    const script = `function F(a, names)
      local found = {}
      for _, name in ipairs(names) do
        for _, object in ipairs({ a, a.list, a.object, {}, string, math, _G }) do
          if object[name] ~= nil then found[#found + 1] = name end
        end
        if ("x")[name] ~= nil then found[#found + 1] = name end
      end
      return #found
    end`;
    expect(runLua(script, 'F', [{ list: [1], object: { a: 1 } }, names])).toEqual([0]);
  });

  test('writes no property of one either', () => {
    const script = 'function F(a) a.__proto__ = { polluted = true } a.constructor = 1 return a end';
    const [result] = runLua(script, 'F', [{}]) as [object];
    expect(Object.keys(result)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('the limits', () => {
  const script = 'function F(n) local s = 0 for i = 1, n do s = s + i end return s end';

  test('are the same number of steps each time', () => {
    const enough = (steps: number) => {
      try {
        return runLua(script, 'F', [100], { limits: { steps } });
      } catch {
        return undefined;
      }
    };
    let least = 1;
    while (enough(least) === undefined) least++;
    expect(least).toBeLessThan(2000);
    expect(enough(least - 1)).toBeUndefined();
    expect(enough(least)).toEqual([5050]);
  });

  test('cannot be caught', () => {
    const caught = 'function F() local ok, e = pcall(function() while true do end end) return ok end';
    expect(() => runLua(caught, 'F', [], { limits: { steps: 1000 } })).toThrow('takes more than 1000 steps');
  });

  test('of memory hold for strings and tables', () => {
    expect(() =>
      runLua(forever('t[i] = {}', 'local t = {}'), 'F', [], { limits: { memory: 10_000 } }),
    ).toThrow('takes more than 10000 bytes of memory');
  });
});
