import fc from 'fast-check';
import { createInterpreter, type KindInterpreter } from 'karmada-interpreter';
import { compileCustomizations, LuaError, runLua } from 'karmada-interpreter/lua';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../support/freeze.js';

const json = fc.jsonValue({ maxDepth: 4 });

/** JSON as Karmada sees it: without nulls, `[]` for what is empty. */
function seen(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(seen);
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? 0 : value;
  const entries = Object.entries(value).filter(([, entry]) => entry !== null);
  return entries.length === 0 ? [] : Object.fromEntries(entries.map(([key, entry]) => [key, seen(entry)]));
}

describe('laws', () => {
  test('what goes in comes out, and frozen input stays as it is', () => {
    fc.assert(
      fc.property(json, (value) => {
        deepFreeze(value);
        const results = runLua('function F(a) return a end', 'F', [value]);
        // What no script touches is handed back as it is, and -0 is 0 only as text.
        expect(JSON.parse(JSON.stringify(results))).toEqual([seen(value)]);
      }),
      { examples: [[{ '': -0 }]] },
    );
  });

  test('what has not changed is the same reference', () => {
    const script =
      'function F(a) local n = 0 for k, v in pairs(a.kept) do n = n + 1 end a.count = n return a end';
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.integer(), { minKeys: 1 }), (kept) => {
        const [result] = runLua(script, 'F', [{ kept, other: { kept: [kept] } }]) as [{ kept: object }];
        expect(result.kept).toBe(kept);
      }),
    );
  });

  test('random programs end in an answer or a LuaError, the same each time', () => {
    const word = fc.constantFrom(
      ...'a b x y t 1 2 "s" nil true false {} ( ) [ ] . : , ; = == ~= < + - * / % .. # and or not if then else end for in do while function return local goto ::l:: pairs(t) tostring(x) pcall error("e") string.rep ...'.split(
        ' ',
      ),
    );
    const run = (script: string) => {
      try {
        return runLua(script, 'F', [{ x: [1, 2], y: 'z' }], { limits: { steps: 20_000, memory: 100_000 } });
      } catch (error) {
        if (!(error instanceof LuaError)) throw error;
        return error.message;
      }
    };
    fc.assert(
      fc.property(fc.array(word, { maxLength: 25 }), (words) => {
        const script = `function F(t)\n${words.join(' ')}\nend`;
        expect(run(script)).toEqual(run(script));
      }),
      { numRuns: 2000 },
    );
  });

  test('a larger budget changes no answer, and a smaller one lets nothing more through', () => {
    const statement = fc.constantFrom(
      ...[
        'n = n + 1',
        't[n] = s',
        's = s .. n',
        'for i = 1, n do n = n + i % 3 end',
        'n = #s',
        't = { t, n }',
      ],
      ...[
        'pcall(string.format, s, n)',
        'table.sort(u)',
        'u[#u + 1] = n',
        's = table.concat(u, s)',
        'n = s:find("a")',
      ],
    );
    const run = (script: string, steps: number) => {
      try {
        return JSON.stringify(runLua(script, 'F', [], { limits: { steps, memory: 1_000_000 } }));
      } catch (error) {
        if (!(error instanceof LuaError)) throw error;
        return /takes more than \d+ steps/.test(error.message) ? undefined : error.message;
      }
    };
    fc.assert(
      fc.property(
        fc.array(statement, { maxLength: 12 }),
        fc.integer({ min: 1, max: 3000 }),
        (body, steps) => {
          const script = `function F() local n, s, t, u = 1, "a", {}, {} ${body.join(' ')} return n, s end`;
          const answer = run(script, steps);
          if (answer === undefined) expect(run(script, Math.ceil(steps / 2))).toBeUndefined();
          else expect(run(script, steps * 2)).toBe(answer);
        },
      ),
    );
  });

  test('what a run may take does not depend on those before it', () => {
    const script = 'function F() for w in ("abc"):gmatch("[a-b]c") do return ("abc"):find("b"), w end end';
    const least = (limit: 'steps' | 'memory') => {
      const runs = (amount: number) => {
        try {
          return runLua(script, 'F', [], { limits: { [limit]: amount } }).length > 0;
        } catch {
          return false;
        }
      };
      let amount = 1;
      while (!runs(amount) && amount < 1e6) amount += 1 + Math.floor(amount / 100);
      return amount;
    };
    for (const limit of ['steps', 'memory'] as const) {
      const first = least(limit);
      expect(first).toBeLessThan(1e6);
      expect(least(limit)).toBe(first);
    }
  });

  test('names that every object inherits are names like any other', () => {
    const name = fc.constantFrom(
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      'valueOf',
      '__index',
      'a',
    );
    const script = `function F(o, p, k, v)
      local before = o[k]
      o[k] = v
      local n = 0
      for _ in pairs(o) do n = n + 1 end
      return before, o[k], ({})[k], p[k], n, o
    end`;
    fc.assert(
      fc.property(fc.uniqueArray(name), name, (names, key) => {
        // An own property of each name, "__proto__" as well.
        const object = deepFreeze(JSON.parse(`{${names.map((each, i) => `"${each}":${i + 1}`)}}`) as object);
        const place = names.indexOf(key);
        const found = runLua(script, 'F', [object, {}, key, 'v']);
        const all = new Set([...names, key]);
        expect(found.slice(0, 5)).toEqual([place < 0 ? null : place + 1, 'v', null, null, all.size]);
        expect(new Set(Object.keys(found[5] as object))).toEqual(all);
        expect(Object.getPrototypeOf(found[5])).toBe(Object.prototype);
        expect(Reflect.get({}, key)).not.toBe('v');
      }),
    );
  });

  test('a string has as many bytes as in UTF-8, and comes back whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const [length, back] = runLua('function F(s) return #s, s:sub(1, 1) .. s:sub(2) end', 'F', [text]);
        expect([length, back]).toEqual([Buffer.byteLength(text), text]);
      }),
    );
  });
});

describe('a compiled kind', () => {
  const customization = {
    metadata: { name: 'health-only' },
    spec: {
      target: { apiVersion: 'apps/v1', kind: 'Deployment' },
      customizations: {
        healthInterpretation: { luaScript: 'function InterpretHealth(o) return o.status.ok end' },
      },
    },
  };
  const base = createInterpreter();
  const object = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { generation: 1 },
    spec: { replicas: 3 },
    status: { ok: true, replicas: 3 },
  };

  test('answers alike in any order of calls, and whatever other kinds have left', () => {
    const script = (name: string, body: string) => `function ${name}(o, p)
      count = (count or 0) + 1
      string.extra = (string.extra or 0) + 1
      ${body} end`;
    const kinds = ['A', 'B'].map((kind) => ({
      metadata: { name: kind.toLowerCase() },
      spec: {
        target: { apiVersion: 'a.example.org/v1', kind },
        customizations: {
          replicaResource: {
            luaScript: script('GetReplicas', `return count + string.extra + o.n + ${kind === 'A' ? 1 : 2}`),
          },
          healthInterpretation: {
            luaScript: script('InterpretHealth', 'seen = seen or o.n return seen == o.n and count == 1'),
          },
          retention: { luaScript: script('Retain', 'o.count = count o.p = p.n return o') },
        },
      },
    }));
    const call = fc.record({ kind: fc.nat({ max: 1 }), what: fc.nat({ max: 2 }), n: fc.nat({ max: 5 }) });
    const answer = (
      compiled: readonly KindInterpreter[],
      { kind, what, n }: { kind: number; what: number; n: number },
    ) => {
      const found = compiled[kind];
      const given = deepFreeze({
        apiVersion: 'a.example.org/v1',
        kind: found?.kind ?? '',
        metadata: { name: 'o' },
        n,
      });
      return [
        () => found?.getReplicas?.(given),
        () => found?.interpretHealth?.(given),
        () => found?.retain?.(given, deepFreeze({ ...given, n: n + 1 })),
      ][what]?.();
    };
    const shared = compileCustomizations(kinds);
    fc.assert(
      fc.property(fc.array(call, { minLength: 1, maxLength: 8 }), (calls) => {
        const answers = calls.map((each) => answer(shared, each));
        expect(answers).toEqual(calls.map((each) => answer(compileCustomizations(kinds), each)));
        expect(answers.every((each) => each !== undefined)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('leaves to its base what has no script', () => {
    const [kind] = compileCustomizations([customization], { base });
    const interpreter = createInterpreter({ interpreters: kind === undefined ? [] : [kind] });
    expect(interpreter.getReplicas(object)).toEqual(base.getReplicas(object));
    expect(interpreter.aggregateStatus(object, [])).toEqual(base.aggregateStatus(object, []));
    expect(interpreter.interpretHealth(object).healthy).toBe(true);
    expect(Object.isFrozen(kind)).toBe(true);
  });

  test('has no more than its scripts, and the whole status, without one', () => {
    const [kind] = compileCustomizations([customization]);
    expect(kind?.operations).toEqual(['InterpretStatus', 'InterpretHealth']);
    expect(kind?.reflectStatus?.(object)).toEqual(object.status);
  });

  test('gives the object itself where a script comes to the same', () => {
    const luaScript =
      'function AggregateStatus(o, items) local n = 0 for i = 1, #items do n = n + items[i].status.n end o.status = { n = n } return o end';
    const { metadata, spec } = customization;
    const [kind] = compileCustomizations([
      { metadata, spec: { ...spec, customizations: { statusAggregation: { luaScript } } } },
    ]);
    const items = [1, 2].map((n) => ({ clusterName: `member${n}`, status: { n } }));
    const next = kind?.aggregateStatus?.(deepFreeze(object), items) ?? object;
    expect(next).toEqual({ ...object, status: { n: 3 } });
    expect(next.spec).toBe(object.spec);
    expect(kind?.aggregateStatus?.(next, items)).toBe(next);
  });

  test('names the customization, the operation and the line of an error', () => {
    const [kind] = compileCustomizations([customization]);
    expect(() => kind?.interpretHealth?.({ ...object, status: undefined })).toThrow(
      expect.objectContaining({
        ...{ code: 'LUA_ERROR', customization: 'health-only', operation: 'InterpretHealth', line: 1 },
        message: "<string>:1: attempt to index a non-table object(nil) with key 'ok'",
      }),
    );
  });

  test('shows what a script returned as it stands there, and counts it in bytes', () => {
    const { metadata, spec } = customization;
    const luaScript = 'function GetDependencies(o) return { o.reference } end';
    const [kind] = compileCustomizations([
      { metadata, spec: { ...spec, customizations: { dependencyInterpretation: { luaScript } } } },
    ]);
    const labelled = (label: string) => () =>
      kind?.getDependencies?.({
        ...object,
        reference: { apiVersion: 'v1', kind: 'Secret', labelSelector: { matchLabels: { a: label } } },
      } as never);
    expect(labelled('é')).toThrow(/^\S+: Invalid value: "é": a valid label must be an empty string or /);
    expect(labelled('é'.repeat(31))).not.toThrow(/no more than 63 bytes/);
    expect(labelled('é'.repeat(32))).toThrow(/no more than 63 bytes/);
  });

  test.each([
    [undefined, 'customizations is missing, not a list'],
    [[1], 'customizations[0] is 1, not a ResourceInterpreterCustomization'],
    [
      [{ spec: { target: { kind: 'A' } } }],
      'customizations[0].spec.target.apiVersion is missing, not an API version',
    ],
  ])('refuses %j', (given, message) => {
    expect(() => compileCustomizations(given as never)).toThrow(
      expect.objectContaining({ code: 'INVALID_CUSTOMIZATION', message }),
    );
  });

  test.each([
    [{ limits: { steps: 0 } }, 'options.limits.steps is 0, not an integer from 1 on'],
    [{ now: 'noon' }, 'options.now is "noon", not milliseconds or a time such as "2024-05-01T10:00:00Z"'],
    [{ strict: 1 }, 'options.strict is 1, not true or false'],
  ])('refuses the options %j', (options, message) => {
    expect(() => compileCustomizations([], options as never)).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTIONS', message }),
    );
  });
});
