import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };

const src = join(import.meta.dirname, '../src');
const dependencies = Object.keys(manifest.dependencies);

/** The sources without their types and comments, which may well speak of what the code must not do. */
const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.startsWith('cli'))
  .map((path) => {
    const text = readFileSync(join(src, path), 'utf8');
    return { path, code: transformSync(text, { loader: 'ts', minifyWhitespace: true }).code };
  });

function found(pattern: RegExp): string[] {
  return sources.flatMap(({ path, code }) => [...code.matchAll(pattern)].map(([text]) => `${path}: ${text}`));
}

// What the linter cannot see: members of globals, text that is run as code, and where imports lead.
describe('src', () => {
  it('reads no clock, no chance and no locale', () => {
    // A time that is given is no clock.
    expect(
      found(/\bDate\b(?!\.(?:parse|UTC)\b|\([^)])|\bMath\.random\b|\bcrypto\b|\bIntl\b|\btoLocale\w*/g),
    ).toEqual([]);
  });

  it('runs no text as code', () => {
    expect(found(/\beval\b(?!:false)|\bFunction\(|\bimport\(/g)).toEqual([]);
  });

  it('exports by name only', () => {
    expect(found(/\bexport default\b|\bas default\b/g)).toEqual([]);
  });

  it('imports only its own files and declared dependencies', () => {
    const imported = sources.flatMap(({ code }) => [...code.matchAll(/\b(?:from|import)"([^"]+)"/g)]);
    const names = imported.map(([, name = '']) => name);
    expect(names.filter((name) => name.startsWith('./')).length).toBeGreaterThan(0);
    const packages = names.filter((name) => !/^\.\.?\//.test(name)).map((name) => name.split('/')[0] ?? '');
    expect(packages.filter((name) => !dependencies.includes(name))).toEqual([]);
  });

  it('needs a dependency nowhere but at its boundaries', () => {
    const users = sources
      .filter(({ code }) => /\bfrom"[^."]/.test(code))
      .map(({ path }) => path.replaceAll('\\', '/').split('/')[0]);
    expect([...new Set(users)].sort()).toEqual(['boundary', 'declarative', 'rollout', 'webhook']);
  });
});
