import { createInterpreter, defaultInterpreters } from 'karmada-interpreter';
import {
  compileCustomizations,
  declarationOf,
  LuaError,
  runLua,
  validateCustomization,
} from 'karmada-interpreter/lua';

const customization = {
  metadata: { name: 'arena' },
  spec: {
    target: { apiVersion: 'games.example.org/v1', kind: 'Arena' },
    customizations: {
      replicaResource: {
        luaScript:
          'local kube = require("kube") function GetReplicas(obj) return obj.spec.size, kube.accuratePodRequirements(obj.spec.template) end',
      },
      healthInterpretation: {
        luaScript: 'function InterpretHealth(obj) return obj.status.ready == obj.spec.size end',
      },
      statusAggregation: {
        luaScript:
          'function AggregateStatus(obj, items) local ready = 0 for i = 1, #items do ready = ready + items[i].status.ready end obj.status = { ready = ready } return obj end',
      },
    },
  },
};

const arena = {
  apiVersion: 'games.example.org/v1',
  kind: 'Arena',
  metadata: { name: 'chess', namespace: 'play', generation: 1 },
  spec: {
    size: 5,
    template: { spec: { containers: [{ name: 'game', resources: { requests: { cpu: '500m' } } }] } },
  },
  status: { ready: 5 },
};

const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'play', generation: 1 },
  spec: { replicas: 3 },
};

const script = `
  function Words(text)
    local words = {}
    for word in string.gmatch(text, "%a+") do words[#words + 1] = word:upper() end
    table.sort(words)
    return string.format("%d: %s, %5.2f, %s", #words, table.concat(words, " "), 10 ^ 2 / 3, os.date("!%F"))
  end
  function Fails() local nothing return nothing.field end
  function Endless() while true do pcall(Endless) end end
`;

function messageOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error instanceof LuaError ? error.message : `${error}`;
  }
}

/** What the library answers; JSON. */
export function answers(): { readonly [question: string]: unknown } {
  const kinds = compileCustomizations([customization], { base: createInterpreter() });
  const interpreter = createInterpreter({ interpreters: [...defaultInterpreters, ...kinds] });
  const items = [2, 3].map((ready) => ({ clusterName: `member${ready}`, status: { ready } }));
  const aggregator = interpreter.createAggregator(arena);
  for (const item of items) aggregator.set(item);
  return {
    words: runLua(script, 'Words', ['to be, or not to be'], { now: 0 }),
    fails: messageOf(() => runLua(script, 'Fails', [])),
    endless: messageOf(() => runLua(script, 'Endless', [], { steps: 100_000 })),
    replicas: interpreter.getReplicas(arena),
    healthy: interpreter.interpretHealth(arena).healthy,
    status: interpreter.aggregateStatus(arena, items),
    aggregated: aggregator.aggregate(),
    settled: interpreter.explainStatus(arena, items).settled,
    faults: validateCustomization(customization),
    declaration: declarationOf(customization),
    deployment: interpreter.aggregateStatus(deployment, []),
  };
}
