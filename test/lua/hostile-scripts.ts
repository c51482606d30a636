/** A script whose function `F` does that, `n` times or for ever. */
export const forever = (body: string, before = '') =>
  `function F() ${before} for i = 1, 1e12 do ${body} end end`;
const grown = (times: number, letter = 'x') => `local s = "${letter}" for i = 1, ${times} do s = s .. s end`;
const many = (count: number, item: string) => `local t = {} for i = 1, ${count} do t[i] = ${item} end`;

/** Scripts that would take all there is, each in its own way. */
export const scripts: { readonly [what: string]: string } = {
  'a loop without end': 'function F() while true do end end',
  'the same in pcall': 'function F() while true do pcall(function() while true do end end) end end',
  'goto in a circle': 'function F() ::a:: goto a end',
  'repeat until false': 'function F() repeat local x = 1 until false end',
  'tail calls in a circle': 'function F() return F() end',
  'tail calls that gather arguments':
    'local function f(...) return f(1, ...) end function F() return f() end',
  'recursion in pcall, twice each': 'function F() local function f() pcall(f) pcall(f) end f() end',
  'errors that handlers throw again':
    'function F() local function h(e) error(e) end while true do xpcall(h, h) end end',
  'a string that doubles': forever('s = s .. s', 'local s = "x"'),
  'long strings as keys': forever('t[s .. i] = 1', `${grown(24)} local t = {}`),
  'long strings compared': forever('if (s .. i) < s then n = n + 1 end', `${grown(22)} local n = 0`),
  'long strings that are equal': forever(
    'if (s .. i) == (s .. i) then n = n + 1 end',
    `${grown(22)} local n = 0`,
  ),
  'long strings kept': forever('t[i] = (s .. i):sub(1, -2)', `${grown(19)} local t = {}`),
  'long strings in capitals': forever('s:upper()', grown(19)),
  'long strings reversed': forever('s:reverse()', grown(19)),
  'long strings of digits in arithmetic': forever('n = s * 0', `${grown(19, '0')} local n`),
  'long strings of digits and a letter': forever(
    'pcall(f)',
    `${grown(19, '1')} local function f() return -(s .. "x") end`,
  ),
  'long strings of blanks': forever('tonumber("x" .. s .. "x")', grown(19, ' ')),
  'long strings of zeros': forever('tonumber(s, 8)', grown(19, '0')),
  'a result of long strings': `function F() ${grown(20)} ${many(1000, 's .. i')} return t end`,
  'a place far away': 'function F() local t = {} t[67000000] = 1 return #t end',
  'places far away in many tables': forever('t[i] = {} t[i][100000] = 1', 'local t = {}'),
  'ten lazy repetitions': `function F() local s = "" for i = 1, 2000 do s = s .. "a" end return s:match("${'.-'.repeat(10)}b") end`,
  'ten greedy repetitions': `function F() local s = "" for i = 1, 2000 do s = s .. "a" end return s:find("${'a*'.repeat(10)}b") end`,
  'forty options': `function F() return (("${'a'.repeat(40)}"):match("${'a?'.repeat(40)}${'a'.repeat(40)}b")) end`,
  'a pattern of half a million signs':
    'function F() local p = "a?" for i = 1, 18 do p = p .. p end return ("a"):match(p) end',
  'much put together': forever('u[i] = table.concat(t, ",")', `${many(2500, '"0123456789"')} local u = {}`),
  'much put in at the front': forever('table.insert(t, 1, i)', 'local t = {}'),
  'much taken out at the front': forever('table.remove(t, 1) t[#t + 1] = 1', many(100000, 'i')),
  'a very deep result': 'function F() local t = {} for i = 1, 300000 do t = {t} end return t end',
  'many keys': forever('t["k" .. i] = i', 'local t = {}'),
  'many tables': forever('t[i] = {a = 1}', 'local t = {}'),
  'many functions': forever('t[i] = function() return i end', 'local t = {}'),
  'a hole at the end': forever('n = n + #t', 'local t = {} t[2000000] = 1 t[2000000] = nil local n = 0'),
  'a table of holes': forever(
    'next(t)',
    'local t = {} for i = 1, 99999 do t["k" .. i] = 1 end for i = 1, 99999 do t["k" .. i] = nil end',
  ),
  'an order that lies': `function F() ${many(500000, 'i')} table.sort(t, function() return true end) end`,
  'wide formats': forever('n = n + #string.format("%900000d", i)', 'local n = 0'),
  'long fractions': forever('n = n + #string.format("%.300f", 1e-300)', 'local n = 0'),
  'many values': forever('n = n + select("#", unpack(t))', `${many(5000, 'i')} local n = 0`),
  'quantities far apart': `local kube = require("kube") ${forever('kube.resourceAdd("1e4999", "1e-4999")')}`,
  'many errors': forever('pcall(error, "x")'),
  'letters of other languages in capitals': forever('s:upper()', grown(18, 'é')),
  'letters of other languages quoted': forever('string.format("%q", s)', grown(18, 'é')),
  'long strings as hexadecimals': forever('string.format("% #x", s)', grown(19)),
  'formats of many directives': forever('string.format(s)', grown(17, '%d ')),
  'formats of many values': forever('string.format(s, unpack(t))', `${grown(12, '%d ')} ${many(4000, 'i')}`),
  'a result of letters of other languages': `function F() ${grown(18, 'é')} ${many(1000, 's')} return t end`,
  'keys of letters of other languages': `function F() ${grown(18, 'é')} local t = {} for i = 1, 1000 do t[i .. s] = i end return t end`,
  'patterns that are all different': forever('("a"):find("a" .. i)'),
  'patterns of many sets': forever('("a"):find(s .. i)', grown(8, '[a-z]')),
  'words without end': forever('for w in s:gmatch("a") do end', grown(19, 'a')),
  'many variables parted by goto': `function F() local ${Array.from({ length: 150 }, (_, i) => `v${i}`)} local function f() ${Array.from({ length: 50 }, (_, i) => `v${i} = 1`).join(' ')} end ::a:: goto a end`,
  'many frames parted by errors':
    'function F() local function f(n) local x = 1 local function g() x = x + 1 end if n > 0 then return (f(n - 1)) end while true do pcall(error, 1) end end f(180) end',
  'an order that calls itself':
    'function F() local function f() table.sort({ 3, 2, 1 }, function(a, b) f() return a < b end) end f() end',
  'an iterator that calls itself': 'function F() local function f() for x in f do end end return f() end',
  'bytes by the thousand': forever('s:byte(1, 5000)', grown(19)),
  'numbers in long texts': forever('tonumber(s)', `${grown(18, ' ')} s = "x" .. s .. "x"`),
  'numbers of long texts': forever('pcall(math.abs, s)', `${grown(18, ' ')} s = "1" .. s .. "1"`),
  'sums of long texts': forever(
    'pcall(f)',
    `${grown(18, '1')} s = s .. "x" local function f() return s + 1 end`,
  ),
  'digits by the million': forever('if s + 1 == n then n = s end', `${grown(20, '0')} local n = 1`),
  'bases of long texts': forever('tonumber(s, 36)', grown(18, '0')),
  'dates by the thousand': forever('os.date(s, 0)', grown(18, '%c')),
  'what a format has no use for': forever(
    'string.format(f, unpack(t))',
    `${grown(19)} local f = "%%%%" for i = 1, 10 do f = f .. f end ${many(400, 's')}`,
  ),
  'a large table for kube': `local kube = require("kube") ${forever('pcall(kube.accuratePodRequirements, { spec = { tolerations = t } })', many(500000, 'i'))}`,
  'a large object for kube': `local kube = require("kube") ${forever('pcall(kube.getPodDependencies, { metadata = { labels = t } }, "a")', 'local t = {} for i = 1, 100000 do t["k" .. i] = i end')}`,
  'separators that are long': forever('table.concat(t, s)', `${grown(19)} ${many(2000, '""')}`),
};
