import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A source text in the shape that the linter asks for. */
export function format(file: string, source: string): string {
  const biome = fileURLToPath(new URL('../node_modules/@biomejs/biome/bin/biome', import.meta.url));
  return execFileSync(process.execPath, [biome, 'format', `--stdin-file-path=${file}`], {
    input: source,
    encoding: 'utf8',
  });
}
