import { describe, expect, it } from 'vitest';
import { codeEntries, entries, inputType, node, pureEntries } from './consumer.js';

/** What zod, which checks what comes in at the boundaries, sets on import; nothing else may be set. */
const WRITTEN_BY_ZOD = ['globalThis.__zod_globalConfig', 'globalThis.__zod_globalRegistry'];

/** An expression that loads an entry, by either of the two ways. */
const load = {
  import: (entry: string) => `await import(${JSON.stringify(entry)})`,
  require: (entry: string) => `require(${JSON.stringify(entry)})`,
};

describe.each(['import', 'require'] as const)('the packed package by %s', (how) => {
  const run = async (code: string, ...flags: string[]) =>
    JSON.parse(await node(...flags, inputType[how], '--eval', code));

  it('is one package: every entry throws the same InterpreterError', async () => {
    const thrown = await run(`
      const { InterpreterError } = ${load[how]('karmada-interpreter')};
      const { deployment } = ${load[how]('karmada-interpreter/interpreters')};
      const { aggregateGeneration } = ${load[how]('karmada-interpreter/generation')};
      const { compileInterpreter } = ${load[how]('karmada-interpreter/declarative')};
      const { evaluateSuspension } = ${load[how]('karmada-interpreter/suspension')};
      const { planRollout } = ${load[how]('karmada-interpreter/rollout')};
      const wrong = [
        () => deployment.reviseReplica({}, -1),
        () => aggregateGeneration({}, 'no items'),
        () => evaluateSuspension('no suspension', 'member1'),
        () => planRollout('no strategy', []),
        () => compileInterpreter({}),
      ];
      console.log(JSON.stringify(wrong.map((call) => {
        try { return call(); } catch (error) { return [error instanceof InterpreterError, error.code]; }
      })));
    `);
    expect(thrown).toEqual([
      [true, 'INVALID_REPLICAS'],
      [true, 'INVALID_ITEMS'],
      [true, 'INVALID_SUSPENSION'],
      [true, 'INVALID_ROLLOUT'],
      [true, 'INVALID_DECLARATION'],
    ]);
  });

  it('shares its kinds between the entries', async () => {
    const same = await run(`
      const { defaultInterpreters } = ${load[how]('karmada-interpreter')};
      const { deployment } = ${load[how]('karmada-interpreter/interpreters')};
      console.log(defaultInterpreters.includes(deployment));
    `);
    expect(same).toBe(true);
  });

  it('names its TypeScript sources in stack traces', async () => {
    const stack = await run(
      `
      const { deployment } = ${load[how]('karmada-interpreter/interpreters')};
      try { deployment.reviseReplica({}, -1); } catch (error) { console.log(JSON.stringify(error.stack)); }
      `,
      '--enable-source-maps',
    );
    expect(stack).toMatch(/\bsrc\/[\w/]+\.ts:\d+:\d+/);
  });

  it.each(entries)('loading %s changes neither a global nor a built-in object', async (entry) => {
    const changed = await run(`
      const seen = new Map();
      const visit = (path, object) => {
        if ((typeof object !== 'object' && typeof object !== 'function') || object === null || seen.has(object)) return;
        const own = Object.getOwnPropertyDescriptors(object);
        seen.set(object, { path, own });
        for (const key of Reflect.ownKeys(own)) visit(path + '.' + String(key), own[key].value);
      };
      for (const name of Object.getOwnPropertyNames(globalThis)) {
        // What Node itself adds to while it runs is not a built-in of the language.
        if (/^[A-Z]/.test(name)) visit(name, globalThis[name]);
      }
      const globals = Object.getOwnPropertyDescriptors(globalThis);
      ${load[how](entry)};
      const changed = [];
      const compare = (path, before, object) => {
        const after = Object.getOwnPropertyDescriptors(object);
        for (const key of new Set([...Reflect.ownKeys(before), ...Reflect.ownKeys(after)])) {
          const [a, b] = [before[key], after[key]];
          if (!a || !b || ['value', 'get', 'set', 'writable', 'enumerable', 'configurable'].some((f) => !Object.is(a[f], b[f]))) {
            changed.push(path + '.' + String(key));
          }
        }
      };
      compare('globalThis', globals, globalThis);
      for (const [object, { path, own }] of seen) compare(path, own, object);
      console.log(JSON.stringify(changed));
    `);
    expect(changed).toEqual(pureEntries.includes(entry) ? [] : WRITTEN_BY_ZOD);
  });

  it('rolls out where no text may be run as code', async () => {
    const phase = await run(
      `
      const { computeRollout, revisionSkew } = ${load[how]('karmada-interpreter/rollout')};
      revisionSkew([], { path: 'version', range: '^1.2' });
      const input = { strategy: { stages: [{ name: 's', clusters: ['a'] }] }, clusters: ['a'], items: [], generation: 2, now: 0 };
      console.log(JSON.stringify(computeRollout(input).status.phase));
      `,
      '--disallow-code-generation-from-strings',
    );
    expect(phase).toBe('Progressing');
  });

  it.each(codeEntries)('loads and works where the built-in objects are frozen: %s', async (entry) => {
    expect(await run(`console.log(Object.keys(${load[how](entry)}).length > 0)`, '--frozen-intrinsics')).toBe(
      true,
    );
  });
});
