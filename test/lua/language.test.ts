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
    [
      'return string.format("%.5U|%#U|%#.6U|%#U", 5, 65, 65, 1e12)',
      "U+00005|U+0041 'A'|U+000041 'A'|U+E8D4A51000",
    ],
    [
      'return string.format("%#g|%#.3g|%#.0f|%#.0e|%#G|%#v|%#g", 9, 9, 9, 9, 1e20, 9.5, 0)',
      '9.00000|9.00|9.|9.e+00|1.00000E+20|9.5|0.00000',
    ],
    [
      'return string.format("%#q|%#q|%#v|%+q|%05x", "a", "a`b", "ab", "ä", "ab")',
      '`a`|"a`b"|"ab"|"\\u00e4"|06162',
    ],
    [
      'return string.format("%05z|%#q|%05x|%w|%#v", true, true, false, nil, nil)',
      '%!z(lua.LBool=0true)|`true`|66616c7365|%!w(*lua.LNilType=&{})|&lua.LNilType{}',
    ],
    ['return string.format("%+p|%#z", 1e15, 7.5)', '%!p(lua.LNumber=+1e+15)|%!z(float64=7.50000)'],
    ['return string.format("%+v|% +v|%+v", 5, 5, 2.5)', '5| 5|2.5'],
    ['return string.format("%#O|%U|%#U", 8, -3, -3)', '0o010|U+FFFFFFFFFFFFFFFD|U+FFFFFFFFFFFFFFFD'],
    ['return string.format("%[x]d|%#[x][2]d|%[]d", 5, 6, 7)', '%!d(BADINDEX)|%!d(BADINDEX)|%!d(BADINDEX)'],
    ['return string.format("%[2]3d|%[2].1f|%[1]", 5, 6, 7)', '%!d(BADINDEX)|%!f(BADINDEX)|%!(NOVERB)'],
    ['return #string.format("%10000009d", 5)', 10000009],
    ['return string.sub(string.format("%10000010d", 5), 1, 99)', '%!(NOVERB)%!(EXTRA lua.LNumber=5)'],
    ['return { string.sub("abc", -2 ^ 63), string.sub("abc", -2 ^ 62) }', ['', 'abc']],
    [
      'return { string.match("abc", "%a", 1 / 0), tostring(string.find("abc", "b", 1 / 0)), #{ string.byte("abc", 1 / 0, 3) } }',
      ['a', 'nil', 0],
    ],
    [
      'local ok, e = pcall(function() return pairs({})("z") end) return e',
      '<string>:1: bad argument #1 to ? (table expected, got string)',
    ],
    ['return { 1000000 ^ 16, math.pow(1/3, 128), math.ldexp(0, 2 ^ 31) }', [1e96, 8.481631423210526e-62, 0]],
    ['return { string.byte("^$", -2 ^ 40, 4) }', [94, 36]],
    ['return os.date("%F %y|%c", -62200000000)', '-0002-12-17 02|17 Dec 02 14:13 UTC'],
    ['return os.date("%F %X", 9.2e18)', '291536396232-08-31 11:33:20'],
    ['local t = { 1, 2, y = tostring(3) } return { #t, t[3], t.y }', [3, '3', '3']],
    ['local k = "q" local t = { 1, [k .. "r"] = tostring(3) } return { #t, t[2], t[3] }', [3, 'qr', '3']],
    ['local t = { 1, y = (tostring(3)) } return #t', 1],
    [
      'local x = 1 local function f() x = x + 1 return x end local y g, y = x, f() return { g, y, x }',
      [1, 2, 2],
    ],
    ['local c = 1 local f = function() c = 2 end pcall(error, "x") f() return c', 1],
    ['local c = 1 local f = function() c = 2 end xpcall(error, function() end) f() return c', 2],
    ['local c = 1 local f = function() c = c + 1 return c end goto x ::x:: c = 9 return { f(), c }', [2, 9]],
    [
      'local c, n = 1, 0 local f = function() c = c + 1 return c end do ::top:: local b = n n = n + 1 if n < 3 then goto top end g = function() return b end end c = 9 return { f(), c }',
      [2, 9],
    ],
    [
      'local t, n = {}, 0 for i = 1, 3 do pcall(function() n = n + 1 if i == 2 then error("x") end end) t[i] = n end return t',
      [1, 2, 3],
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
