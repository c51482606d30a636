import { createInterpreter, formatExplanation } from 'karmada-interpreter';
import { explainBinding } from 'karmada-interpreter/binding';
import { compileInterpreter } from 'karmada-interpreter/declarative';
import { deployment } from 'karmada-interpreter/interpreters';
import { runLua } from 'karmada-interpreter/lua';
import { planRollout } from 'karmada-interpreter/rollout';
import { createFetchHandler } from 'karmada-interpreter/webhook';
import { answerOf, normal } from '../conformance/answers.js';
import type { Case } from '../conformance/cases.js';

/** JSON with sorted keys, so that equal values are equal texts in every engine. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** What is asked of each entry, with what it has to answer. */
const ASKED: readonly (readonly [entry: string, ask: () => unknown, answer: unknown])[] = [
  [
    'binding',
    () =>
      formatExplanation(
        explainBinding({ spec: { resource: { kind: 'Deployment', name: 'web' }, clusters: [] } }),
      ).includes('web'),
    true,
  ],
  [
    'declarative',
    () =>
      compileInterpreter({
        apiVersion: 'example.org/v1',
        kind: 'Foo',
        replicas: { path: '$.spec.size' },
      }).getReplicas?.({ spec: { size: 2 } }),
    { replicas: 2 },
  ],
  ['interpreters', () => deployment.interpretHealth({ metadata: { generation: 1 } }).healthy, false],
  [
    'lua',
    () =>
      runLua('function GetReplicas(o) return o.spec.size * 2, nil end', 'GetReplicas', [
        { spec: { size: 2 } },
      ])[0],
    4,
  ],
  [
    'rollout',
    () => planRollout({ stages: [{ name: 'all', clusterSelector: {} }] }, [{ name: 'a' }]).stages.length,
    1,
  ],
];

/**
 * Asks every entry something, and the interpreters all that has been recorded.
 *
 * @returns `… answers agree`, to be compared with the number of cases.
 * @throws Error that names what differs.
 */
export async function smoke(cases: readonly Case[]): Promise<string> {
  const interpreter = createInterpreter();
  const differing = cases.filter(
    (recorded) => textOf(answerOf(interpreter, recorded)) !== textOf(normal(recorded, recorded.expected)),
  );
  const wrong = ASKED.filter(([, ask, answer]) => textOf(ask()) !== textOf(answer)).map(([entry]) => entry);
  const { status } = await createFetchHandler()(new Request('http://localhost/', { method: 'GET' }));
  if (status !== 405) wrong.push('webhook');
  if (differing.length > 0 || wrong.length > 0)
    throw new Error(`differs: ${[...wrong, ...differing.map(({ name }) => name)].join('; ')}`);
  return `${cases.length} answers agree`;
}
