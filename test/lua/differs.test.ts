import { compileCustomizations, runLua } from 'karmada-interpreter/lua';
import { describe, expect, test } from 'vitest';
import { comparable } from './compare.js';
import { answerOf, messageOf, type OperationCase, recorded } from './recorded.js';

interface Step {
  readonly script: string;
  readonly function: string;
  readonly args: readonly unknown[];
}

interface Expected {
  readonly result?: unknown;
  readonly error?: string;
  readonly errorStarts?: string;
  readonly statusOnly?: unknown;
  readonly pattern?: string;
  readonly without?: readonly string[];
}

interface Difference extends Omit<OperationCase, 'result' | 'error'> {
  readonly name: string;
  readonly steps?: readonly Step[];
  readonly customization?: object;
  readonly expected: Expected | readonly Expected[];
  readonly eitherIsFine?: boolean;
  readonly withTime?: { readonly now: string; readonly script: string; readonly result: unknown };
}

const { cases } = recorded<{ cases: readonly Difference[] }>('differs');
const programs = cases.filter(({ steps, eitherIsFine }) => steps !== undefined && !eitherIsFine);
const operations = cases.filter(({ customization }) => customization !== undefined);

/** Texts that are the replacement's own, by a word of what was recorded. */
const OWN: readonly (readonly [recorded: RegExp, own: RegExp])[] = [
  [/the time has to be given/, /the time has to be given/],
  [/math\.random/, /math\.random is not deterministic/],
  [/step limit/, /takes more than 20000000 steps/],
  [/refuse|memory limit/, /takes more than|too many syntax levels/],
];

function expectAnswer(expected: Expected, ask: () => unknown): void {
  if (expected.errorStarts !== undefined) expect(messageOf(ask)?.startsWith(expected.errorStarts)).toBe(true);
  else if (expected.error !== undefined) {
    const message = messageOf(ask);
    const own = OWN.find(([text]) => text.test(expected.error ?? ''))?.[1];
    const text = expected.error.split('\nstack traceback')[0]?.split('…')[0] ?? '';
    if (own !== undefined) expect(message).toMatch(own);
    else expect(message?.startsWith(text), message).toBe(true);
  } else if (expected.pattern !== undefined) expect(ask()).toMatch(new RegExp(expected.pattern));
  else if (expected.without !== undefined)
    expect(ask()).not.toEqual(expect.arrayContaining([...expected.without]));
  else if (expected.statusOnly !== undefined) {
    expect((ask() as { object: { status: unknown } }).object.status).toEqual(expected.statusOnly);
  } else expect(comparable(ask())).toEqual(comparable(expected.result));
}

describe('where Karmada’s answer depends on what ran before, on chance or on the clock', () => {
  test.each(programs)('$name', ({ steps = [], expected, withTime }) => {
    const all = [expected].flat() as readonly Expected[];
    steps.forEach((step, i) => {
      const wanted = all[i];
      if (wanted !== undefined)
        expectAnswer(wanted, () => runLua(step.script, step.function, step.args, { results: 1 })[0]);
    });
    if (withTime === undefined) return;
    expect(runLua(withTime.script, 'F', [], { now: withTime.now })).toEqual([withTime.result]);
  });

  test.each(operations)('$name', ({ customization, expected, ...given }) => {
    const [kind] = compileCustomizations([customization]);
    expect(kind).not.toBeUndefined();
    if (kind !== undefined) expectAnswer(expected as Expected, () => answerOf(kind, given as OperationCase));
  });
});
