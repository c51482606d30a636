// Situations after other projects' rules and public bug reports, each with what is right and why.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterpreter, type Health, type KubernetesObject } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../../support/freeze.js';

interface Case {
  readonly name: string;
  readonly object: KubernetesObject;
  readonly expected: Partial<Health>;
}

const interpreter = createInterpreter();

describe.each(['peers', 'reports'])('%s', (file) => {
  const cases: readonly Case[] = JSON.parse(
    readFileSync(join(import.meta.dirname, 'cases', `${file}.json`), 'utf8'),
  );

  test.each(cases.map((one, i) => ({ i, ...one })))('$i: $name', ({ object, expected }) => {
    expect(interpreter.interpretHealth(deepFreeze(object))).toMatchObject(expected);
  });
});
