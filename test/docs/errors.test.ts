import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it, test } from 'vitest';
import { CONDITION_WORDS, conditionMessage } from '../../scripts/condition-words.js';
import * as situations from '../../scripts/error-situations.js';
import { errorsPage, withErrors } from '../../scripts/errors-page.js';
import { healthReasons } from '../../scripts/health-reasons.js';
import { HEALTH_WORDS } from '../../scripts/health-words.js';
import { BINDING_REASONS } from '../../src/binding/index.js';
import { EXIT } from '../../src/cli/exit-code.js';
import { createInterpreter, InterpreterError } from '../../src/index.js';
import { REASONS } from '../../src/rollout/staged/open-questions.js';
import { casesIn, files } from '../conformance/cases.js';

const page = readFileSync(errorsPage, 'utf8');
const ofHealth = healthReasons();
const interpreter = createInterpreter();

test('docs/errors.md is what the generator writes', () => {
  expect(withErrors(page)).toBe(page);
});

/** The texts of a union of texts in the sources, other types of it left out; `member` is that of an interface. */
function textsOf(file: string, name: string, member?: string): readonly string[] {
  const text = readFileSync(new URL(`../../src/${file}`, import.meta.url), 'utf8');
  const texts: string[] = [];
  const collect = (node: ts.Node): void => {
    if (ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal)) texts.push(node.literal.text);
    ts.forEachChild(node, collect);
  };
  for (const statement of ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true).statements) {
    if (ts.isTypeAliasDeclaration(statement) && statement.name.text === name) collect(statement.type);
    if (ts.isInterfaceDeclaration(statement) && statement.name.text === name)
      statement.members.filter((one) => one.name?.getText() === member).forEach(collect);
  }
  return texts;
}

/** The last cell of each row below a heading, by the code in its first one. */
function rowsBelow(heading: string): ReadonlyMap<string, string> {
  const [, section = ''] = page.split(`\n## ${heading}\n`);
  const rows = section.split('\n## ')[0]?.matchAll(/^\| `(\w+)` \|.*\| (.*) \|$/gm) ?? [];
  return new Map([...rows].map(([, name = '', help = '']) => [name, help]));
}

describe('says what to do about', () => {
  test('every code of an error', () => {
    const codes = textsOf('errors.ts', 'InterpreterErrorCode');
    expect(codes).toContain('LUA_ERROR');
    for (const code of codes) {
      const [, section = ''] = page.split(`\n### ${code}\n`);
      expect(section.split('\n##')[0], code).toMatch(
        /\n\*\*What to do\*\*: \w.+\n\nFor example:\n\n```text\n\w+: /,
      );
    }
    expect(page.match(/^### .*/gm)).toEqual(codes.map((code) => `### ${code}`));
  });

  const lag = textsOf('generation/lag-reason.ts', 'LagReason');
  const rollout = 'rollout/step/rollout-status.ts';
  const phases = textsOf('rollout/staged/karmada-rollout.ts', 'KarmadaRolloutPhase');

  test.each<[heading: string, sources: readonly (readonly string[])[]]>([
    ['Why a cluster lags', [lag]],
    [
      'Rollouts',
      [
        textsOf(rollout, 'RolloutPhase'),
        textsOf(rollout, 'RolloutStatus', 'reason'),
        textsOf(rollout, 'ClusterPhase'),
        textsOf(rollout, 'ClusterReason'),
      ],
    ],
    ["Karmada's staged propagation", [phases, Object.values(REASONS)]],
    ['Exit codes', [Object.values(EXIT).map(String)]],
  ])('everything below %s', (heading, sources) => {
    const rows = rowsBelow(heading);
    for (const names of sources) expect(names.length).toBeGreaterThan(3);
    expect([...rows.keys()].sort()).toEqual([...new Set(sources.flat())].sort());
    for (const [name, help] of rows) expect(help.trim(), name).not.toBe('');
  });

  test('every reason of a health, and of no other', () => {
    expect(Object.keys(HEALTH_WORDS).sort()).toEqual([...ofHealth.keys()].sort());
    const rows = rowsBelow('Health');
    for (const name of ofHealth.keys()) if (/^\w+$/.test(name)) expect(rows.get(name), name).toMatch(/\w/);
  });

  test('every reason of a condition that is made of recorded members', () => {
    const made = new Set<string>();
    for (const { operation, object, items } of files.flatMap(casesIn)) {
      if (operation !== 'AggregateStatus') continue;
      const { status } = interpreter.aggregateStatus(object, items ?? []);
      const given = JSON.stringify([object, items]);
      for (const { reason } of status?.conditions ?? [])
        if (reason && !given.includes(`"${reason}"`)) made.add(reason.replace(/^(TF|MPI)Job/, 'PyTorchJob'));
    }
    expect(made.size).toBeGreaterThan(10);
    expect([...rowsBelow('Federated conditions').keys()]).toEqual(expect.arrayContaining([...made]));
  });

  test('every reason of a binding, by a link', () => {
    for (const reason of Object.keys(BINDING_REASONS))
      expect(page).toContain(`[\`${reason}\`](bindings.md#${reason.toLowerCase()})`);
  });
});

describe('the reasons of a health in the sources', () => {
  test.each<[reason: string, states: readonly string[], message: string]>([
    ['Terminating', ['Progressing'], 'the object is being deleted'],
    // By way of a helper that has the state, and by one that hands on all.
    ['RollingOut', ['Progressing'], '… of … … run the new version'],
    ['NotReady', ['Degraded', 'Progressing'], 'the condition … is …'],
    // As an object, and from a constant beside the call.
    ['Unhealthy', ['Degraded'], 'the script InterpretHealth of "…" says that it is not healthy'],
    ['TooFewHealthy', ['Progressing'], '… of … pods are healthy'],
  ])('have %s', (reason, states, message) => {
    expect(ofHealth.get(reason)).toEqual({ states, messages: expect.arrayContaining([message]) });
  });
});

describe('the examples come to what they are examples of:', () => {
  test.each(Object.entries(situations.refusedCalls))('%s', (code, call) => {
    expect(call).toThrow(InterpreterError);
    expect(call).toThrow(expect.objectContaining({ code }));
  });

  test.each(Object.entries(situations.laggards))('%s', (reason, cluster) => {
    expect(cluster).toMatchObject({ clusterName: 'member1', reason });
  });

  test.each(Object.keys(CONDITION_WORDS))('a condition with %s', (reason) => {
    expect(conditionMessage(reason)).toMatch(/\w/);
  });

  it.each(Object.entries(situations.rolloutsInPhase))('a rollout that is %s', (phase, { status }) => {
    expect(status.phase).toBe(phase);
  });

  it.each(Object.entries(situations.stoppedRollouts))('a rollout with %s', (reason, { status }) => {
    expect(status.reason).toBe(reason);
  });

  it.each(Object.entries(situations.clustersInPhase))('a cluster that is %s', (phase, { status }) => {
    expect(status.clusters.find(({ name }) => name === 'member1')?.phase).toBe(phase);
  });

  it.each(Object.entries(situations.clustersFor))('a cluster with %s', (reason, { status }) => {
    expect(status.clusters.find(({ name }) => name === 'member1')?.reason).toBe(reason);
  });

  it.each(Object.entries(situations.stagedInPhase))(
    'a staged propagation that is %s',
    (phase, { status }) => {
      expect(status?.phase).toBe(phase);
    },
  );

  it.each(Object.entries(situations.stagedFor))(
    'a staged propagation with %s',
    (reason, { status, events }) => {
      const given = [...events, ...(status?.conditions ?? [])].map((one) => one.reason);
      expect(given).toContain(reason);
    },
  );
});
