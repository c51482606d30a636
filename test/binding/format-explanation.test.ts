import { createInterpreter } from 'karmada-interpreter';
import { explainBinding, formatExplanation } from 'karmada-interpreter/binding';
import { describe, expect, it } from 'vitest';
import { bindingWith, settledIn, template } from '../../scripts/binding-situations.js';

const failed = (appliedMessage: string) =>
  explainBinding(bindingWith({ member2: { clusterName: 'member2', appliedMessage, health: 'Unknown' } }));

describe('formatExplanation', () => {
  it('shows the whole, each cluster and what is malformed', () => {
    const member2 = settledIn('member2', { resourceTemplateGeneration: '7' });
    expect(formatExplanation(explainBinding(bindingWith({ member2 })))).toBe(`\
apps/v1 Deployment shop/web, generation 7: Unknown (Malformed)
    1 of 2 clusters: member2 reports a malformed status:
    status.resourceTemplateGeneration is "7", not an integer from 0 to
    9007199254740991; correct the interpreter that collects the status: a
    customization or a webhook

CLUSTER  VERSION  STATE    REASON
member1  7        Healthy  Settled
member2  ?        Unknown  Malformed
    member2 reports a malformed status: status.resourceTemplateGeneration is
    "7", not an integer from 0 to 9007199254740991; correct the interpreter that
    collects the status: a customization or a webhook

PROBLEMS
    status.aggregatedStatus[1].status.resourceTemplateGeneration is "7", not an
    integer from 0 to 9007199254740991`);
  });

  it('shows what there is to say of scheduling, where something else is worse', () => {
    const parts = { metadata: { generation: 5 }, member2: { clusterName: 'member2', applied: false } };
    expect(formatExplanation(explainBinding(bindingWith(parts)))).toContain(
      '\n    scheduling: the scheduler has observed',
    );
  });

  it('shows the explanation of a status too', () => {
    const items = [
      {
        clusterName: 'member1',
        status: { generation: 1, observedGeneration: 1, resourceTemplateGeneration: 7 },
      },
      { clusterName: 'member2', status: { replicas: 'x', resourceTemplateGeneration: 6 } },
    ];
    const text = formatExplanation(createInterpreter().explainStatus(template, items));
    expect(text.split('\n').slice(0, 4)).toEqual([
      'generation 7, observed 0: not settled',
      '',
      'CLUSTER  VERSION  STATE        REASON',
      'member1  7        settled      Settled',
    ]);
    expect(text).toContain('PROBLEMS\n    member2: status.replicas is "x"');
  });

  it.each([
    ['long words', 'x'.repeat(300)],
    ['wide characters', '准入控制器拒绝了请求'.repeat(20)],
    ['emoji', '🚀'.repeat(100)],
    ['marks that take no column', 'e\u0301'.repeat(100)],
    ['nothing but spaces', ' '.repeat(200)],
  ])('keeps lines within the width: %s', (_, text) => {
    for (const width of [40, 41, 80, 200]) {
      const lines = formatExplanation(failed(text), { width }).split('\n');
      for (const line of lines) {
        const columns = [...line.replaceAll(/\p{Mn}/gu, '')].map((c) =>
          /[\u2e80-\uffe6\u{1f000}-\u{1ffff}]/u.test(c) ? 2 : 1,
        );
        expect(columns.reduce<number>((sum, column) => sum + column, 0)).toBeLessThanOrEqual(width);
      }
    }
  });

  it('uses the whole width for a word that is too long', () => {
    const lines = formatExplanation(failed('x'.repeat(300)), { width: 60 }).split('\n');
    expect(lines).toContain(`    ${'x'.repeat(56)}`);
  });

  it('shows nothing that a terminal would act upon', () => {
    expect(formatExplanation(failed('\u001b[31mred\r\nnext\u202e'))).toContain('?[31mred??next?');
  });

  it('cuts long names, and is never narrower than 40 columns', () => {
    const long = 'member-'.repeat(20);
    const explanation = explainBinding(bindingWith({ spec: { clusters: [{ name: long }] } }));
    expect(
      formatExplanation(explanation)
        .split('\n')
        .find((line) => line.startsWith('member-member')),
    ).toMatch(/^member-.{17}\.\. {2}\?/);
    expect(formatExplanation(failed('no'), { width: 0 })).toBe(
      formatExplanation(failed('no'), { width: 40 }),
    );
  });

  it.each([[-1], [1.5], [10_001], ['80'], [Number.NaN]])('refuses %j for a width', (width) => {
    expect(() => formatExplanation(failed('no'), { width: width as number })).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTIONS' }),
    );
    expect(formatExplanation(failed('no'), { width: 10_000 })).toContain('member2');
  });
});
