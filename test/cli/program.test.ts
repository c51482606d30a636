import { describe, expect, it, vi } from 'vitest';
import { EXIT } from '../../src/cli/exit-code.js';
import { Refusal } from '../../src/cli/refusal.js';
import { COMMANDS } from '../../src/cli/tables.js';
import { InterpreterError } from '../../src/errors.js';
import { directoryWith, karmada } from './run.js';

/** Has the command `kinds` do something else. */
function kindsThat(does: () => never): void {
  const table = COMMANDS.find(({ name }) => name === 'kinds');
  vi.spyOn(table as NonNullable<typeof table>, 'load').mockResolvedValueOnce(async () => does());
}

describe('the program', () => {
  it('says what there is, within 80 columns', async () => {
    const { exit, out, notes } = await karmada('--help');
    expect([exit, notes]).toEqual([EXIT.ok, '']);
    for (const { name } of COMMANDS) expect(out).toContain(`\n  ${name} `);
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it.each(COMMANDS.map((table) => [table.name, table] as const))(
    'has help of %s with examples and exit codes',
    async (name, table) => {
      const { exit, out } = await karmada(`${name} --help`);
      expect(exit).toBe(EXIT.ok);
      expect(await karmada(`help ${name}`)).toEqual({ exit, out, notes: '' });
      expect(table.examples.length).toBeGreaterThan(1);
      for (const [line] of table.examples) expect(out).toContain(line);
      expect(out.includes('- for standard input')).toBe(table.args?.includes('file...') ?? false);
      for (const code of Object.keys(table.exits))
        expect(out).toMatch(new RegExp(`^ {2}${code} {2}\\S`, 'm'));
      for (const { choices = [] } of table.flags) for (const choice of choices) expect(out).toContain(choice);
    },
  );

  it('says its version', async () => {
    expect(await karmada('--version')).toEqual({
      exit: EXIT.ok,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      notes: '',
    });
  });

  it.each([
    ['explian a.yaml', /unknown command 'explian'\n\(Did you mean explain\?\)/],
    ['help explian', /^error: unknown command 'explian'\n\(Did you mean explain\?\)\n/],
    ['help nothing', /^error: unknown command 'nothing'\nRun/],
    ['help explain kinds', /too many arguments/],
    ['explain --colour always a.yaml', /unknown option '--colour'\n\(Did you mean --color\?\)/],
    ['explain -o jsn a.yaml', /argument 'jsn' is invalid. Allowed choices are table, wide, yaml, json, name/],
    ['explain', /missing required argument 'file'/],
    ['completion tcsh', /Allowed choices are bash, zsh, fish/],
    ['kinds A B', /too many arguments/],
  ])('refuses %s', async (line, message) => {
    const { exit, out, notes } = await karmada(line);
    expect([exit, out]).toEqual([EXIT.refused, '']);
    expect(notes).toMatch(message);
    expect(notes).toMatch(/Run karmada-interpreter .*--help/);
  });

  it('has help of the whole, of help and of completion', async () => {
    expect(await karmada('help')).toEqual(await karmada('--help'));
    for (const name of ['help', 'completion'])
      expect(await karmada(`help ${name}`)).toEqual(await karmada(`${name} --help`));
  });

  it('takes -o=json as kubectl does', async () => {
    expect(await karmada('kinds -o=json')).toEqual(await karmada('kinds -o json'));
  });

  it('says nothing and fails where it is called without a command', async () => {
    const { exit, out, notes } = await karmada('');
    expect([exit, out]).toEqual([EXIT.refused, '']);
    expect(notes).toMatch(/^Usage: /);
  });

  it.each<[string, () => never, number, RegExp]>([
    [
      'a refusal',
      () => {
        throw new Refusal('no such thing');
      },
      EXIT.refused,
      /^error: no such thing\n$/,
    ],
    [
      "a caller's mistake",
      () => {
        throw new InterpreterError('INVALID_OBJECT', 'spec is 1\u001b[2J, not an object');
      },
      EXIT.failed,
      /^error: spec is 1\?\[2J, not an object\n$/,
    ],
    [
      'depth',
      () => {
        const deep = (): never => deep();
        return deep();
      },
      EXIT.refused,
      /^error: what the files hold is nested too deeply\n$/,
    ],
    [
      'a fault of its own',
      () => {
        throw new TypeError('x is undefined');
      },
      EXIT.internal,
      /^error: x is undefined\nThis is a fault of karmada-interpreter \d/,
    ],
    [
      'what is no error',
      () => {
        throw 'x';
      },
      EXIT.internal,
      /^error: x\n/,
    ],
  ])('ends in a sentence and an exit code on %s', async (_, does, exit, message) => {
    kindsThat(does);
    const outcome = await karmada('kinds');
    expect(outcome).toEqual({ exit, out: '', notes: expect.stringMatching(message) });
    expect(outcome.notes).not.toMatch(/^\s+at /m);
  });

  it('shows the stack where the environment asks for it', async () => {
    kindsThat(() => {
      throw new TypeError('x is undefined');
    });
    expect((await karmada('kinds', { debug: true })).notes).toMatch(/^TypeError: x is undefined\n\s+at /);
  });

  it('colours what it says on standard error as --color and that stream want it', async () => {
    const line = ['explain', 'gone.yaml'];
    const cwd = directoryWith({});
    const red = '\u001b[31merror\u001b[39m: ';
    expect((await karmada(line, { cwd })).notes).toMatch(/^error: /);
    expect((await karmada(line, { cwd, noteColor: true })).notes.startsWith(red)).toBe(true);
    expect((await karmada([...line, '--color=always'], { cwd })).notes.startsWith(red)).toBe(true);
    expect((await karmada([...line, '--color=never'], { cwd, noteColor: true })).notes).toMatch(/^error: /);
  });
});

it.each([
  ['check', 1],
  ['try', 1],
  ['serve --declarations', 1],
  ['explain', 2],
  ['interpret', 2],
  ['interpret --check', 2],
  ['rollout plan', 2],
  ['kinds -f', 2],
])('%s ends with %i for a fault of syntax, and with 2 for a file that is not there', async (line, exit) => {
  const cwd = directoryWith({ 'broken.yaml': 'a: [\n' });
  expect((await karmada(`${line} broken.yaml`, { cwd })).exit).toBe(exit);
  expect((await karmada(`${line} missing.yaml`, { cwd })).exit).toBe(2);
});
