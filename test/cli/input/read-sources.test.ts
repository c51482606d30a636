import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSource, readSources } from '../../../src/cli/input/read-sources.js';
import { directoryWith } from '../run.js';

async function* nothing(): AsyncGenerator<Uint8Array> {}

const from = (cwd: string, input: AsyncIterable<Uint8Array> = nothing()) => ({ cwd, input });

async function namesOf(args: readonly string[], cwd: string): Promise<readonly string[]> {
  return (await readSources(args, from(cwd))).map(({ name }) => name);
}

describe('readSources', () => {
  it('reads files in the order in which they are given, each once', async () => {
    const cwd = directoryWith({ 'b.yaml': 'b: 1', 'a.yaml': 'a: 1' });
    const sources = await readSources(['b.yaml', 'a.yaml', './b.yaml', join(cwd, 'a.yaml')], from(cwd));
    expect(sources).toEqual([
      { name: 'b.yaml', text: 'b: 1' },
      { name: 'a.yaml', text: 'a: 1' },
    ]);
  });

  it('reads what is below a directory by path, but what is hidden or installed', async () => {
    const cwd = directoryWith({});
    for (const path of ['d/b', 'd/.git', 'd/node_modules']) mkdirSync(join(cwd, path), { recursive: true });
    for (const path of ['z.yaml', 'b/x.json', 'b.YML', 'a.txt', '.git/c.yaml', 'node_modules/c.yaml'])
      writeFileSync(join(cwd, 'd', path), '{}');
    symlinkSync(join(cwd, 'd/z.yaml'), join(cwd, 'd/linked.yaml'));
    symlinkSync(join(cwd, 'd'), join(cwd, 'd/circle'));
    expect(await namesOf(['d'], cwd)).toEqual(['d/b/x.json', 'd/b.YML', 'd/linked.yaml', 'd/z.yaml']);
  });

  it('reads what a pattern matches, and a file that is called like a pattern', async () => {
    const cwd = directoryWith({ 'b 1.yaml': '', 'ä.yaml': '', 'c.txt': '', '[x].yaml': '' });
    expect(await namesOf(['*.yaml'], cwd)).toEqual(['[x].yaml', 'b 1.yaml', 'ä.yaml']);
    expect(await namesOf(['[x].yaml'], cwd)).toEqual(['[x].yaml']);
    expect(await namesOf(['{b 1,c}.{yaml,txt}'], cwd)).toEqual(['b 1.yaml', 'c.txt']);
    expect(await namesOf([`${join(cwd, '..', '*', 'ä.yaml')}`], cwd)).toContain('ä.yaml');
  });

  it('refuses an empty name, as of a variable that is not set, and does not read all that there is', async () => {
    const cwd = directoryWith({ 'a.yaml': 'a: 1' });
    await expect(readSources([''], from(cwd))).rejects.toThrow('a file has an empty name');
    await expect(readSources(['a.yaml', ''], from(cwd))).rejects.toThrow('a file has an empty name');
  });

  it('reads standard input, of which characters may stand in two parts', async () => {
    async function* input() {
      const bytes = Buffer.from('name: zürich');
      yield bytes.subarray(0, 8);
      yield bytes.subarray(8);
    }
    const expected = [{ name: '<stdin>', text: 'name: zürich' }];
    expect(await readSources(['-', '-'], from('/', input()))).toEqual(expected);
  });

  it('reads a pipe, as the shell gives for <(…)', async () => {
    const cwd = directoryWith({});
    const pipe = join(cwd, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const reading = readSource(pipe, from(cwd));
    await writeFile(pipe, 'kind: Pod');
    expect((await reading).text).toBe('kind: Pod');
  });

  it.each([
    ['UTF-8', Buffer.from('name: ü')],
    ['UTF-8 with a mark', Buffer.from('\ufeffname: ü')],
    ['UTF-16LE', Buffer.from('\ufeffname: ü', 'utf16le')],
    ['UTF-16BE', Buffer.from('\ufeffname: ü', 'utf16le').swap16()],
  ])('reads %s', async (_, bytes) => {
    const cwd = directoryWith({ 'a.yaml': bytes });
    expect((await readSource('a.yaml', from(cwd))).text).toBe('name: ü');
  });

  it.each([
    ['gone.yaml', 'gone.yaml does not exist'],
    ['file/below.yaml', 'file/below.yaml is not below a directory'],
    ['*.toml', '*.toml matches no file'],
    ['empty', 'empty has no .yaml, .yml or .json file below it'],
    ['loop', 'loop is a symbolic link that leads to itself'],
    ['x'.repeat(300), `${'x'.repeat(300)} is longer than a name may be`],
    ['binary', 'binary is binary, not YAML or JSON'],
    ['late', 'late is binary, not YAML or JSON'],
    ['latin1', 'latin1 is not text in UTF-8'],
    ['half', 'half is not text in UTF-16LE'],
    ['wide', 'wide is binary, not YAML or JSON'],
  ])('refuses %s', async (name, message) => {
    const cwd = directoryWith({
      file: '',
      binary: Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]),
      late: `${'a: 1\n'.repeat(5000)}\0`,
      latin1: Buffer.from('name: ü', 'latin1'),
      half: Buffer.from([0xff, 0xfe, 0x61]),
      wide: Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]),
    });
    mkdirSync(join(cwd, 'empty'));
    symlinkSync('loop', join(cwd, 'loop'));
    await expect(readSources([name], from(cwd))).rejects.toThrow(
      expect.objectContaining({ name: 'Refusal', message }),
    );
  });

  it.skipIf(process.getuid?.() === 0)('refuses what may not be read', async () => {
    const cwd = directoryWith({ 'a.yaml': '' });
    mkdirSync(join(cwd, 'd'));
    chmodSync(join(cwd, 'a.yaml'), 0);
    chmodSync(join(cwd, 'd'), 0);
    for (const name of ['a.yaml', 'd'])
      await expect(readSources([name], from(cwd))).rejects.toThrow(
        `${name} may not be read: permission denied`,
      );
  });

  it('refuses what is longer than one text can be', async () => {
    const chunk = Buffer.alloc(64 * 1024 * 1024, ' ');
    async function* endless() {
      for (;;) yield chunk;
    }
    await expect(readSource('-', from('/', endless()))).rejects.toThrow(
      /^standard input is longer than \d+ bytes/,
    );
  });
});
