import fc from 'fast-check';
import { InterpreterError, type KindInterpreter } from 'karmada-interpreter';
import { compileInterpreter } from 'karmada-interpreter/declarative';
import { compileCustomizations, declarationOf } from 'karmada-interpreter/lua';
import { describe, expect, test } from 'vitest';
import { recorded } from './recorded.js';

const of = (customizations: object) => ({
  metadata: { name: 'c' },
  spec: { target: { apiVersion: 'a.example.org/v1', kind: 'A' }, customizations },
});

describe('declarationOf', () => {
  const { customizations } = recorded<{ customizations: { [name: string]: object } }>('customizations');

  test.each(Object.entries(customizations))('drafts what compiles of %s', (_, customization) => {
    const { declaration, left } = declarationOf(customization);
    expect(() => compileInterpreter(declaration)).not.toThrow();
    expect(left.every((sentence) => /^\w+: ./.test(sentence))).toBe(true);
  });

  test('reads the common shapes', () => {
    const customization = of({
      replicaResource: {
        luaScript:
          'local kube = require("kube") function GetReplicas(o) return o.spec.replicas or 1, kube.accuratePodRequirements(o.spec.template) end',
      },
      statusAggregation: {
        luaScript: `function AggregateStatus(o, items)
          if o.status == nil then o.status = {} end
          local ready, phase = 0, ""
          for i = 1, #items do
            local status = items[i].status
            if status ~= nil then
              ready = ready + status.ready
              phase = status.phase
            end
          end
          o.status.ready = ready
          o.status.phase = phase
          o.status.members = #items
          return o
        end`,
      },
      healthInterpretation: {
        luaScript: `function InterpretHealth(o)
          if o.spec.paused then return false end
          return o.status.ready >= o.spec.replicas and o.status.phase ~= "Failed"
        end`,
      },
      retention: { luaScript: 'function Retain(d, o) d.spec.size = o.spec.size return d end' },
    });
    expect(declarationOf(customization)).toEqual({
      declaration: {
        apiVersion: 'a.example.org/v1',
        kind: 'A',
        replicas: { path: '$.spec.replicas', podTemplate: '$.spec.template' },
        observedGeneration: 'none',
        retain: ['$.spec.size'],
        status: { ready: 'sum', phase: 'last' },
        health: [
          {
            state: 'Progressing',
            when: {
              all: [
                { path: '$.spec.paused', exists: true },
                { not: { path: '$.spec.paused', equals: false } },
              ],
            },
          },
          {
            state: 'Healthy',
            when: {
              all: [
                { path: '$.status.ready', atLeast: { path: '$.spec.replicas' } },
                { not: { path: '$.status.phase', equals: 'Failed' } },
              ],
            },
          },
        ],
      },
      left: [
        'Retain: line 1 removes what the member has not; the declaration leaves it as it is',
        'InterpretReplica: pod templates count as in Kubernetes: with sidecars, the priority class and resource claims',
        'AggregateStatus: line 13 makes "members" in a way of its own',
        'AggregateStatus: phase may be nil or empty in the script: the declaration has the last that is not empty, of the type that its reducer names, or none',
        'AggregateStatus: a sum of 0 is the same to the declaration as none',
      ],
    });
  });

  test('reads shapes whatever they are called, and values in the order in which Lua does', () => {
    const draftOf = (rule: string, luaScript: string) => declarationOf(of({ [rule]: { luaScript } }));
    expect(
      draftOf(
        'statusReflection',
        `function ReflectStatus(observed)
          if observed.status == nil then return {} end
          local given = observed.status
          return { phase = given.phase, ['size'] = observed.status.capacity, generation = observed.metadata.generation }
        end`,
      ).declaration,
    ).toMatchObject({
      status: { phase: 'reflected', size: { from: '$.status.capacity', reduce: 'reflected' } },
    });
    const references = draftOf(
      'dependencyInterpretation',
      `function GetDependencies(o)
        local refs = require("kube").getPodDependencies(o.spec.template, o.metadata.namespace) or {}
        if o.spec.secret ~= nil then
          table.insert(refs, { apiVersion = "V1", kind = "Secret", name = o.spec.secret, namespace = o.metadata.namespace })
        end
        return refs
      end`,
    );
    // No declaration takes "V1" for an API version.
    expect(references.declaration.dependencies).toEqual([{ podTemplate: '$.spec.template' }]);
    expect(references.left).toEqual([
      'InterpretDependency: pod templates count as in Kubernetes: with sidecars, the priority class and resource claims',
      'InterpretDependency: line 4 does what the draft does not say',
    ]);
    // The second variable is what the first was before.
    expect(
      draftOf('replicaResource', 'function GetReplicas(o) a, b = o.spec.replicas or 1, a return b end').left,
    ).toEqual([
      'InterpretReplica: the number of replicas is more than what stands at one path',
      'InterpretReplica: line 1 does what the draft does not say',
    ]);
  });
});

test('a script that is nested too deep is not drafted', () => {
  for (const condition of [`o${'.a'.repeat(50_000)}`, `${'o.a and '.repeat(50_000)} o`]) {
    const luaScript = `function InterpretHealth(o) if ${condition} then return true end return false end`;
    expect(declarationOf(of({ healthInterpretation: { luaScript } })).left).toEqual([
      expect.stringMatching(
        /^InterpretHealth: the script does not compile: .*chunk has too many syntax levels$/,
      ),
    ]);
  }
});

/** An answer; a script's error is none, and a refusal of what is malformed neither. */
function answers(run: () => unknown): { readonly answer: unknown } | undefined {
  try {
    return { answer: JSON.parse(JSON.stringify({ answer: run() })) };
  } catch (error) {
    if (error instanceof InterpreterError && /^(LUA_ERROR|INVALID_OBJECT)$/.test(error.code))
      return undefined;
    throw error;
  }
}

/** What a declaration writes to a status that has no such fields. */
function withoutZeros(status: object | undefined): object {
  return Object.fromEntries(Object.entries(status ?? {}).filter(([, value]) => value !== 0));
}

describe('a draft', () => {
  const odd = fc.constantFrom('observedGeneration', 'x-y', 'a.b', '__proto__', 'constructor', "it's", '');
  const field = fc.oneof({ arbitrary: fc.constantFrom('a', 'b'), weight: 9 }, { arbitrary: odd, weight: 1 });
  const index = (base: string) =>
    fc
      .tuple(fc.constantFrom('.status', '.status', '.spec', '.spec', '', '.metadata'), field)
      .map(([part, name]) => `${base}${part}[${JSON.stringify(name)}]`);
  const first = index('o');
  const literal = fc.constantFrom('nil', '0', '1', '"x"', '""', 'true', 'false', '1e999', '{}', '-1');
  const operand = fc.oneof(
    { arbitrary: first, weight: 3 },
    { arbitrary: literal, weight: 3 },
    fc.tuple(first, literal).map(([a, b]) => `(${a} or ${b})`),
    fc.constant('v'),
  );
  const { condition } = fc.letrec<{ condition: string }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3 },
      fc
        .tuple(
          fc.oneof(first, operand),
          fc.constantFrom('==', '~=', '==', '~=', '<', '<=', '>', '>='),
          operand,
        )
        .map((parts) => parts.join(' ')),
      first,
      fc
        .tuple(tie('condition'), fc.constantFrom('and', 'or'), tie('condition'))
        .map(([a, w, b]) => `(${a}) ${w} (${b})`),
      tie('condition').map((inner) => `not (${inner})`),
    ),
  }));
  const guarded = (statement: fc.Arbitrary<string>) =>
    fc.oneof(
      { arbitrary: statement, weight: 5 },
      fc.tuple(condition, statement).map(([asked, then]) => `if ${asked} then ${then} end`),
      fc.tuple(first, statement).map(([asked, then]) => `if ${asked} ~= nil then ${then} end`),
      fc
        .tuple(condition, statement, statement)
        .map(([asked, then, or]) => `if ${asked} then ${then} else ${or} end`),
    );
  const several = (statement: fc.Arbitrary<string>) =>
    fc.array(guarded(statement), { maxLength: 3 }).map((all) => all.join('\n'));
  const alias = operand.map((value) => `v = ${value}`);
  const local = operand.map((value) => `local v = ${value}`);
  const plain = fc.constantFrom('a', 'b').map((name) => `items[i].status.${name}`);
  const member = fc.oneof({ arbitrary: plain, weight: 5 }, index('items[i]'));
  const shapes: { readonly [member: string]: fc.Arbitrary<string> } = {
    healthInterpretation: fc
      .tuple(
        several(
          fc.oneof(
            local,
            alias,
            condition.map((c) => `do return ${c} end`),
          ),
        ),
        condition,
      )
      .map(([body, last]) => `function InterpretHealth(o)\n${body}\nreturn ${last}\nend`),
    retention: several(
      fc.oneof(
        field.map((name) => `o.spec["${name}"] = p.spec["${name}"]`),
        field.map((name) => `if p.spec["${name}"] ~= nil then o.spec["${name}"] = p.spec["${name}"] end`),
        alias,
        fc.tuple(first, operand).map(([to, from]) => `${to} = ${from}`),
      ),
    ).map((body) => `function Retain(o, p)\n${body}\nreturn o\nend`),
    replicaResource: fc
      .tuple(several(fc.oneof(local, alias)), operand, fc.constantFrom('', ', nil', ', {}'))
      .map(([body, count, more]) => `function GetReplicas(o)\n${body}\nreturn ${count}${more}\nend`),
    replicaRevision: several(
      fc.oneof(
        alias,
        first.map((to) => `${to} = n`),
      ),
    ).map((body) => `function ReviseReplica(o, n)\n${body}\nreturn o\nend`),
    statusAggregation: fc
      .tuple(
        fc.oneof({ arbitrary: fc.constant(''), weight: 3 }, several(fc.oneof(local, alias))),
        several(
          fc.oneof(
            member.map((value) => `n = n + ${value}`),
            member.map((value) => `n = n + (${value} or 0)`),
            member.map((value) => `if ${value} ~= nil then n = n + ${value} end`),
            member.map((value) => `s = ${value}`),
            member.map((value) => `n = math.max(n, ${value})`),
          ),
        ),
        fc.oneof(
          fc.tuple(field, field).map(([a, b]) => `o.status["${a}"] = n o.status["${b}"] = n`),
          fc.tuple(field, fc.constantFrom('n', 's', '#items')).map(([a, b]) => `o.status["${a}"] = ${b}`),
          field.map((a) => `o.status = { ["${a}"] = n }`),
        ),
      )
      .map(
        ([before, loop, after]) =>
          `function AggregateStatus(o, items)\nif o.status == nil then o.status = {} end\n${before}\nlocal n, s = 0, ""\nfor i = 1, #items do\nif items[i].status ~= nil then\n${loop}\nend\nend\n${after}\nreturn o\nend`,
      ),
    dependencyInterpretation: fc
      .tuple(first, first, fc.boolean())
      .map(
        ([asked, name, same]) =>
          `function GetDependencies(o)\nlocal refs = {}\nif ${same ? name : asked} ~= nil then refs[#refs + 1] = { apiVersion = "v1", kind = "Secret", name = ${name}, namespace = o.metadata.namespace } end\nreturn refs\nend`,
      ),
    statusReflection: several(fc.tuple(field, first).map(([to, from]) => `s["${to}"] = ${from}`)).map(
      (body) => `function ReflectStatus(o)\nlocal s = {}\n${body}\nreturn s\nend`,
    ),
  };
  const value = fc.constantFrom(0, 1, 2, 'x', '1', true, false, undefined);
  const fields = fc.record({ a: value, b: value, 'x-y': value, 'a.b': value });
  const count = fc.constantFrom(0, 1, 2, undefined);
  const counts = fc.record({ a: count, b: count, 'a.b': count });
  const object = fc
    .record({ spec: fields, status: fc.option(fields, { nil: undefined }), a: value, b: value })
    .map((rest) =>
      JSON.parse(
        JSON.stringify({
          apiVersion: 'a.example.org/v1',
          kind: 'A',
          metadata: { name: 'o', namespace: 'n' },
          ...rest,
        }),
      ),
    );
  const script = fc
    .constantFrom(...Object.keys(shapes))
    .chain((key) => (shapes[key] as fc.Arbitrary<string>).map((luaScript) => [key, luaScript] as const));

  test('compiles, and answers as its script does where it leaves nothing', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        script,
        object,
        object,
        fc.array(counts, { maxLength: 3 }),
        ([key, luaScript], given, other, statuses) => {
          // Declarations have an order of numbers alone.
          const text = /[<>]/.test(luaScript)
            ? JSON.stringify(given).replaceAll('"x"', '3').replaceAll('"1"', '1')
            : '';
          const one = text === '' ? given : JSON.parse(text);
          // Replicas that are written at a path of their own are read there, too.
          const luaReplicas = `function GetReplicas(o) return ${/o[.]\S+(?= = n)/.exec(luaScript)?.[0] ?? 1} end`;
          const beside = key === 'replicaRevision' ? { replicaResource: { luaScript: luaReplicas } } : {};
          const customization = of({ ...beside, [key]: { luaScript } });
          const { declaration, left } = declarationOf(customization);
          const declared = compileInterpreter(declaration);
          const others = left.filter(
            (sentence) => !/^AggregateStatus: a sum of 0|^InterpretReplica/.test(sentence),
          );
          if (others.length > 0 || (key === 'replicaResource' && left.length > 0)) return;
          const [scripted] = compileCustomizations([customization]);
          const items = statuses.map((status, i) => ({
            clusterName: `m${i}`,
            status: JSON.parse(JSON.stringify(status)),
          }));
          const ask: { readonly [key: string]: (kind: KindInterpreter) => unknown } = {
            healthInterpretation: (kind) => kind.interpretHealth?.(one).healthy,
            retention: (kind) => kind.retain?.(one, other) ?? one,
            replicaResource: (kind) => kind.getReplicas?.(one),
            replicaRevision: (kind) => kind.reviseReplica?.(one, 7),
            statusAggregation: (kind) => withoutZeros(kind.aggregateStatus?.(one, items).status),
            statusReflection: (kind) => kind.reflectStatus?.(one),
            dependencyInterpretation: (kind) => kind.getDependencies?.(one),
          };
          const expected = answers(() => ask[key]?.(scripted as KindInterpreter));
          if (expected === undefined) return;
          compared++;
          expect(answers(() => ask[key]?.(declared)) ?? expected).toEqual(expected);
        },
      ),
      { numRuns: 1500 },
    );
    expect(compared).toBeGreaterThan(100);
  });
});
