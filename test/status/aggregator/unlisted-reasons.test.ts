import { createInterpreter } from 'karmada-interpreter';
import { expect, test } from 'vitest';
import { deepFreeze } from '../../support/freeze.js';

const interpreter = createInterpreter();
const template = deepFreeze({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', generation: 1 },
  spec: { replicas: 2 },
});

/** A settled member that is being rolled out, as its own controller says for some reason. */
function member(clusterName: string, reason: string) {
  const conditions = [{ type: 'Progressing', status: 'True', reason, message: '' }];
  const generations = { observedGeneration: 1, generation: 1, resourceTemplateGeneration: 1 };
  return deepFreeze({ clusterName, status: { replicas: 1, conditions, ...generations } });
}

test('the reason of members that no message names does not depend on the order in which parts are merged', () => {
  const items = [
    member('a', 'ReplicaSetUpdated'),
    member('b', 'FoundNewReplicaSet'),
    member('c', 'NewReplicaSetCreated'),
  ];
  const batch = interpreter.aggregateStatus(template, items);
  expect(batch).toHaveProperty('status.conditions.1.reason', 'FoundNewReplicaSet');
  const partials = items.map((item) => interpreter.createAggregator(template).set(item).partial());
  expect(interpreter.mergePartials(template, partials)).toEqual(batch);
  expect(interpreter.mergePartials(template, [...partials].reverse())).toEqual(batch);
});
