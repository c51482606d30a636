import { runLua } from 'karmada-interpreter/lua';
import { describe, expect, test } from 'vitest';

const run = (body: string, ...args: readonly unknown[]) =>
  runLua(`function F(a, b) ${body} end`, 'F', args)[0];

// Answers of gopher-lua 1.1.1 that no recorded program has.
describe('gopher-lua’s own ways', () => {
  test.each([
    ['local x = 5 x = a.y and 1 return x', 5],
    ['local x = 5 x = a.y == 1 and 1 return x', false],
    ['local x, y = 1, 2 b = (a.q or a.z) and b return b', 77],
    ['local x = 5 g, a.q = 7, x return { g, a.q }', ['q', 5]],
    ['local x = 1 return x + (function() x = 5 return 1 end)()', 6],
    ['return {1, , 2;; 3}', [1, 2, 3]],
    [`local function g() return "a", "b" end return #{${'1, '.repeat(50)}g()}`, 50],
    [
      'local function g() error("x", 3) end\n local function h() return (g()) end\n\n local ok, e = pcall(h) return e',
      '<string>:2: x',
    ],
    [
      'local ok, e = pcall(ipairs, 1) return e',
      '<string>:1: bad argument #1 to (anonymous) (table expected, got number)',
    ],
    [
      'return string.format("%5%|%!|%z|%", 1, 2, 3)',
      '%|%!!(int64=1)|%!z(int64=2)|%!(NOVERB)%!(EXTRA lua.LNumber=3)',
    ],
    [
      'return string.format("%.0f|%.0f|%.0f|%.3g|%g", 0.5, 1.5, 2.5, 12345.678, 123456789.5)',
      '0|2|2|1.23e+04|1.234567895e+08',
    ],
  ])('%s', (body, answer) => {
    expect(run(body, { q: 77 }, 2)).toEqual(answer);
  });

  test('a call of the library takes a frame of the stack', () => {
    const deep = 'local function f() tostring(1) return 1 + f() end local ok, e = pcall(f) return e';
    expect(run(deep)).toBe('<string>:1: stack overflow');
  });

  test('tail calls take none', () => {
    expect(
      run('local function f(n) if n == 0 then return "end" end return f(n - 1) end return f(100000)'),
    ).toBe('end');
  });
});
