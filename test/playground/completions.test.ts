import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { strategySchema, strategySchemaFile } from '../../scripts/strategy-schema.js';
import { completionsAt, type RootSchema, type Schemas } from '../../site/playground/completions.js';
import declaration from '../../src/declarative/schema.json';

const rollout = JSON.parse(readFileSync(strategySchemaFile, 'utf8')) as RootSchema;
const SCHEMAS: Schemas = { declaration: declaration as RootSchema, rollout };

/** What may stand at the bar in a text; the text behind it stays as it is. */
function optionsAt(text: string) {
  const offset = text.indexOf('|here|');
  const found = completionsAt(text.replace('|here|', ''), offset, SCHEMAS);
  return found && { typed: text.slice(found.from, offset), labels: found.options.map(({ label }) => label) };
}

describe('completions', () => {
  it.each([
    [
      'keys of a declaration',
      'apiVersion: v1\nkind: A\nhe|here|',
      'he',
      ['health', 'status', 'replicas', 'dependencies'],
    ],
    [
      'reducers by name',
      'apiVersion: v1\nkind: A\nstatus:\n  ready: s|here|',
      's',
      ['sum', 'last', 'conditions'],
    ],
    [
      'reducers with options',
      'apiVersion: v1\nkind: A\nstatus:\n  phase: { wo|here|',
      'wo',
      ['worst', 'phase', 'conditions'],
    ],
    [
      'keys of a rule',
      'apiVersion: v1\nkind: A\nhealth:\n  - { state: Healthy, w|here|',
      'w',
      ['when', 'reason', 'message'],
    ],
    [
      'values of a rule',
      'apiVersion: v1\nkind: A\nhealth:\n  - { state: |here|',
      '',
      ['Healthy', 'Degraded', 'Suspended'],
    ],
    [
      'keys behind a value',
      'apiVersion: v1\nkind: A\nhealth:\n  - { state: Healthy, when: { path: $.a, |here|',
      '',
      ['equals', 'matches'],
    ],
    [
      'predicates in predicates',
      'apiVersion: v1\nkind: A\nhealth:\n  - state: Healthy\n    when: { all: [{ not: { |here|',
      '',
      ['condition', 'path'],
    ],
    ['keys of a strategy', 'on|here|', 'on', ['onFailure', 'stages', 'gate', 'behaviour']],
    [
      'keys of a stage',
      'stages:\n  - name: a\n    |here|',
      '',
      ['clusterSelector', 'maxConcurrency', 'after'],
    ],
    [
      'keys of a stage in the column of its list',
      'stages:\n- name: a\n  cl|here|',
      'cl',
      ['clusters', 'clusterSelector'],
    ],
    ['keys behind a list', 'stages:\n- name: a\nga|here|', 'ga', ['gate', 'maxFailures']],
    ['keys of a strategy in a simulation', 'strategy:\n  |here|\nclusters: [a]\n', '', ['stages', 'gate']],
    ['values of a strategy', 'onFailure: P|here|', 'P', ['Pause', 'Continue', 'Revert']],
    ['truth', 'gate:\n  requireHealthy: |here|', '', ['true', 'false']],
    [
      'types of an item',
      'stages:\n  - name: a\n    after:\n      - { type: |here|',
      '',
      ['Approval', 'TimedWait'],
    ],
    [
      'what a simulated cluster does',
      'strategy: {}\nbehaviour:\n  clusters:\n    lab: { fails: |here| }',
      '',
      ['NotApplied', 'NotReported', 'Unhealthy'],
    ],
    [
      'the document that the cursor is in',
      'apiVersion: v1\nkind: A\n---\nstages:\n  - |here|\n---\nkind: B\n',
      '',
      ['name', 'percent'],
    ],
  ])('are %s', (_, text, typed, labels) => {
    const found = optionsAt(text);
    expect(found?.typed).toBe(typed);
    expect(found?.labels).toEqual(expect.arrayContaining(labels));
  });

  it.each([
    ['in an object of a kind', 'apiVersion: v1\nkind: A\nmetadata: {}\nst|here|'],
    ['in a comment', 'stages:\n  # na|here|'],
    ['in a text of several lines', 'apiVersion: v1\nkind: A\nhealth:\n  - message: |\n      on|here|'],
  ])('are none %s', (_, text) => {
    expect(optionsAt(text)).toBeUndefined();
  });

  it('are of their own place only', () => {
    expect(optionsAt('stages:\n  - name: a\n    |here|')?.labels).not.toContain('stages');
    expect(optionsAt('stages:\n  - { name: a }\n|here|')?.labels).not.toContain('clusterSelector');
  });

  it('say what they are for', () => {
    const found = completionsAt('stages:\n  - ', 12, SCHEMAS);
    const percent = found?.options.find(({ label }) => label === 'percent');
    expect(percent?.description).toContain('A share of the fleet');
  });

  it('of strategies are those of their types', () => {
    expect(rollout).toEqual(JSON.parse(strategySchema()));
  });
});
