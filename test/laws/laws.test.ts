import fc from 'fast-check';
import { aggregateGeneration, createInterpreter, isSettled, type KindDeclaration } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import {
  anyMembers,
  type Member,
  memberStatus,
  type Status,
  type Template,
  template,
  wellFormedMembers,
} from '../support/arbitraries.js';
import { EFFORT } from '../support/effort.js';
import { deepFreeze } from '../support/freeze.js';
import { type KindFacts, kinds } from '../support/kinds.js';

const interpreter = createInterpreter();

/** The aggregated status; a template that nothing has changed may have none. */
function aggregate(object: Template, items: Member[]): Status {
  return (interpreter.aggregateStatus(object, items).status ?? {}) as Status;
}

function settledStatus(status: object, generation: number): Status {
  const behind = { observedGeneration: 3, generation: 3, resourceTemplateGeneration: generation };
  return { ...status, ...behind };
}

test.each(kinds)('$kind $apiVersions.0 is declared with the fields that these laws are about', (facts) => {
  for (const apiVersion of facts.apiVersions) {
    const own = interpreter.kind({ apiVersion, kind: facts.kind }) as
      | { declaration?: KindDeclaration }
      | undefined;
    const declaration = own?.declaration;
    const { status = {}, summary, reflects = [] } = declaration ?? {};
    const declared = [...Object.keys(status), ...(summary ? reflects : [])];
    const known = [...facts.sum, ...facts.last, ...facts.agreed, ...facts.reflected];
    expect([...declared].sort()).toEqual([...known, ...(facts.conditions ? ['conditions'] : [])].sort());
  }
});

describe.each(kinds)('$kind $apiVersions.0', (kind) => {
  /** Runs a law on frozen inputs: whoever writes to one throws. */
  function law(
    sentence: string,
    holds: (object: Template, items: Member[]) => void,
    items: fc.Arbitrary<Member[]> = anyMembers(kind),
  ): void {
    test(sentence, () => {
      const inputs = fc.tuple(template(kind), items).map(deepFreeze);
      fc.assert(
        fc.property(inputs, ([object, members]) => holds(object, members)),
        { numRuns: 60 * EFFORT },
      );
    });
  }

  law('without members the template is settled, and every count is 0', (object) => {
    for (const none of [undefined, null, []]) {
      const status = (interpreter.aggregateStatus(object, none).status ?? {}) as Status;
      expect(status.observedGeneration ?? 0).toBe(object.metadata.generation);
      for (const field of kind.sum) expect(status[field] ?? 0).toBe(0);
      for (const field of kind.last) expect(status[field] || {}).toEqual({});
    }
  });

  law(
    'a member that is not settled holds the generation, and settling the last one moves it',
    (object, items) => {
      const { generation } = object.metadata;
      const stored = (object.status?.observedGeneration as number | undefined) ?? 0;
      const settled = items.every(({ status }) => isSettledAs(kind, status, generation));
      expect(aggregate(object, items).observedGeneration ?? 0).toBe(settled ? generation : stored);
      const all = items.map((item) => ({ ...item, status: settledStatus(item.status ?? {}, generation) }));
      expect(aggregate(object, all).observedGeneration ?? 0).toBe(generation);
      for (const item of all) {
        const behind = all.map((other) =>
          other === item ? { ...item, status: { ...item.status, generation: 4 } } : other,
        );
        expect(aggregate(object, behind).observedGeneration ?? 0).toBe(stored);
      }
    },
    wellFormedMembers(kind),
  );

  law(
    'counts add up, and what they leave of the template stays',
    (object, items) => {
      const status = aggregate(object, items);
      for (const field of kind.sum) {
        const members = items.map((item) => ((item.status as Status)?.[field] as number | undefined) ?? 0);
        const total = members.reduce((sum, count) => sum + count, 0);
        const most = kind.kind === 'HelmRelease' ? Number.MAX_SAFE_INTEGER : 2147483647;
        expect(status[field] ?? 0).toBe(Math.min(total, most));
      }
      const aggregated = [
        ...kind.sum,
        ...kind.last,
        ...kind.agreed,
        'observedGeneration',
        ...(kind.conditions ? ['conditions'] : []),
      ];
      for (const [field, value] of Object.entries(object.status ?? {})) {
        if (!aggregated.includes(field))
          expect(Object.getOwnPropertyDescriptor(status, field)?.value).toBe(value);
      }
    },
    wellFormedMembers(kind),
  );

  if (kind.agreed.length > 0) {
    law(
      'a text stands for all members that report one, or for none',
      (object, items) => {
        const status = aggregate(object, items);
        for (const field of kind.agreed) {
          const texts = items.map((item) => (item.status as Status)?.[field]).filter(isTold);
          if (texts.length === 0) expect(status[field] ?? '').toBe(object.status?.[field] ?? '');
          else expect(status[field]).toBe(new Set(texts).size === 1 ? texts[0] : undefined);
        }
      },
      wellFormedMembers(kind),
    );
  }

  if (kind.last.length > 0) {
    law(
      'the last member that reports a value, by name, is the one that counts',
      (object, items) => {
        const status = aggregate(object, items);
        const byName = [...items].sort((a, b) => (a.clusterName < b.clusterName ? -1 : 1));
        for (const field of kind.last) {
          const values = byName.map((item) => (item.status as Status)?.[field]).filter(isTold);
          if (values.length === 0) expect(isTold(status[field])).toBe(false);
          else expect(status[field]).toEqual(values.at(-1));
        }
      },
      wellFormedMembers(kind),
    );
  }

  law('the explanation says what the aggregation did', (object, items) => {
    const explained = interpreter.explainStatus(object, items);
    expect(explained.generation).toBe(object.metadata.generation);
    expect(explained.observedGeneration).toBe(aggregate(object, items).observedGeneration ?? 0);
    expect(explained.settled).toBe(explained.clusters.every((cluster) => cluster.settled));
    expect(explained.clusters.map((cluster) => cluster.clusterName)).toEqual(
      items.map((item) => item.clusterName).sort(),
    );
    for (const cluster of explained.clusters) {
      expect(cluster.settled).toBe(cluster.reason === 'Settled');
      expect(cluster.message).toContain(cluster.clusterName);
      const item = items.find((one) => one.clusterName === cluster.clusterName);
      const malformed = explained.problems.some((problem) => problem.clusterName === cluster.clusterName);
      expect(cluster.settled).toBe(!malformed && isSettledAs(kind, item?.status, object.metadata.generation));
    }
  });

  law(
    'generations alone come to the same',
    (object, given) => {
      // Of a StatefulSet, no observed generation says nothing: its items are told apart by their kind alone.
      const items = isDropped(kind)
        ? given.map((item) => ({ ...item, status: observed(item.status) }))
        : given;
      const { generation } = object.metadata;
      const observedGeneration = (object.status?.observedGeneration as number | undefined) ?? 0;
      const alone = aggregateGeneration({ generation, observedGeneration }, items);
      const explained = interpreter.explainStatus(object, items);
      expect(alone.observedGeneration).toBe(explained.observedGeneration);
      expect(alone.settled).toBe(explained.settled);
      expect(alone.clusters).toEqual(explained.clusters);
    },
    wellFormedMembers(kind),
  );

  test('reflecting one member and aggregating it gives back its own status', () => {
    const inputs = fc.tuple(template(kind), memberStatus(kind)).map(deepFreeze);
    const holds = ([object, status]: readonly [Template, Status]): void => {
      const annotations = { 'resourcetemplate.karmada.io/generation': String(object.metadata.generation) };
      const member = { ...object, metadata: { ...object.metadata, annotations }, status };
      const reflected = interpreter.reflectStatus(member) as Status;
      expect(reflected.resourceTemplateGeneration).toBe(object.metadata.generation);
      expect(reflected.generation).toBe(object.metadata.generation);
      for (const field of kind.reflected) expect(reflected[field] ?? null).toEqual(status[field] ?? null);
      const total = aggregate(object, [{ clusterName: 'only', status: reflected }]);
      for (const field of kind.sum) expect(total[field] ?? 0).toBe(status[field] ?? 0);
      for (const field of kind.last) if (isTold(status[field])) expect(total[field]).toEqual(status[field]);
    };
    fc.assert(fc.property(inputs, holds), { numRuns: 60 * EFFORT });
  });
});

/** Whether Karmada's own collector drops the observed generation of a kind. */
function isDropped({ kind, apiVersions }: KindFacts): boolean {
  return kind === 'StatefulSet' && apiVersions.includes('apps/v1');
}

/** A status with the observed generation that its own controller must have reached. */
function observed(status: unknown): object | null {
  if (typeof status !== 'object' || status === null || 'observedGeneration' in status)
    return status as object;
  return 'generation' in status ? { ...status, observedGeneration: status.generation } : status;
}

function isSettledAs(kind: KindFacts, status: unknown, generation: number): boolean {
  return isSettled(isDropped(kind) ? observed(status) : status, generation);
}

/** Whether a value says something: not absent, and not empty. */
function isTold(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return value !== undefined && value !== null && value !== '';
}
