import { runLua } from 'karmada-interpreter/lua';
import { describe, expect, test } from 'vitest';
import type { Recorded } from './compare.js';
import { expectRecorded, recorded } from './recorded.js';

interface KubeCall extends Recorded {
  readonly name: string;
  readonly function: string;
  readonly args: readonly unknown[];
  readonly restartableInit?: boolean;
}

const { script, cases } = recorded<{ script: string; cases: readonly KubeCall[] }>('kube');
const call = ({ function: name, args }: KubeCall, strict?: boolean) =>
  runLua(script.replace('FUNCTION', name), 'F', args, { results: 1, strict })[0];

describe('require("kube")', () => {
  test.each(['resourceAdd', 'getResourceQuantity', 'accuratePodRequirements', 'getPodDependencies'])(
    '%s',
    (name) => {
      const calls = cases.filter((each) => each.function === name);
      expect(calls.length).toBeGreaterThan(50);
      for (const each of calls) expectRecorded(each, () => call(each));
    },
  );

  test('sidecars count as Kubernetes counts them where strict is false', () => {
    const calls = cases.filter(({ restartableInit, error }) => restartableInit && error === undefined);
    const different = calls.filter(
      (each) => JSON.stringify(call(each, false)) !== JSON.stringify(call(each)),
    );
    expect(different.length).toBeGreaterThan(5);
  });

  test('all else is the same then', () => {
    const calls = cases.filter(({ restartableInit, args }) => !restartableInit && !hasPodResources(args[0]));
    expect(calls.length).toBeGreaterThan(500);
    for (const each of calls) expectRecorded(each, () => call(each, false));
  });
});

function hasPodResources(template: unknown): boolean {
  return (template as { spec?: { resources?: object } } | null)?.spec?.resources !== undefined;
}
