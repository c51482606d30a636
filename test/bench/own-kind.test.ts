import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workloadOf } from '../../bench/fixtures.js';
import { readOptions } from '../../bench/options.js';
import { ownJobs, ownKind } from '../../bench/own-kind.js';
import { defaultInterpreters } from '../../src/index.js';

const root = join(import.meta.dirname, '../..');
const members = [3];

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'bench-'));
});
afterAll(() => rm(directory, { recursive: true }));

async function file(name: string, text: string): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, text);
  return path;
}

/** Of kinds that declare nothing of their status, or decide it elsewhere, a sample has to say what it holds. */
const SILENT = new Set(['Workflow', 'ServiceAccount', 'Secret', 'ConfigMap', 'ServiceImport']);
const aggregated = defaultInterpreters.filter(
  ({ kind, operations }) => operations.includes('AggregateStatus') && !SILENT.has(kind),
);

describe('members of any kind', () => {
  it.each(aggregated.map(({ apiVersions: [version], kind }) => `${version}/${kind}`))('%s', (name) => {
    const own = ownKind({ kind: name, members });
    const { object, items } = workloadOf(own.kind, 50);
    expect(own.interpreter.explainStatus(object, items).problems).toEqual([]);
    expect(new Set(items.map(({ status }) => JSON.stringify(status))).size).toBeGreaterThan(10);
    const { batch, change } = ownJobs(own, 5);
    expect(batch()).toBeTypeOf('object');
    expect(change()).toBeTypeOf('object');
  });

  it('of a declaration', () => {
    const own = ownKind({
      declaration: join(root, 'examples/declarations/fleet/strimzi-kafka.yaml'),
      members,
    });
    const { object, items } = workloadOf(own.kind, 50);
    expect(object.kind).toBe('Kafka');
    expect(own.interpreter.aggregateStatus(object, items).status).toHaveProperty('conditions');
  });

  it('of a customization, by the fields that its script reads', async () => {
    const declaration = await file('customization.yaml', CUSTOMIZATION);
    const own = ownKind({ declaration, members });
    const { object, items } = workloadOf(own.kind, 50);
    const { status } = own.interpreter.aggregateStatus(object, items);
    expect((status as { readyReplicas: number }).readyReplicas).toBeGreaterThan(0);
  });

  it('like an object that is given', async () => {
    const sample = await file(
      'sample.yaml',
      'kind: Job\nstatus: { active: 4, startTime: "2024-01-01T00:00:00Z" }\n',
    );
    const { items } = workloadOf(ownKind({ kind: 'batch/v1/Job', sample, members }).kind, 100);
    const statuses = items.flatMap(({ status }) => status ?? []) as { active?: number; startTime?: string }[];
    const actives = new Set(statuses.map(({ active }) => active));
    expect(actives).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7]));
    expect(statuses.some(({ startTime }) => startTime === undefined)).toBe(true);
  });
});

const CUSTOMIZATION = `
apiVersion: config.karmada.io/v1alpha1
kind: ResourceInterpreterCustomization
metadata: { name: games }
spec:
  target: { apiVersion: example.org/v1, kind: Game }
  customizations:
    statusReflection:
      luaScript: |
        function ReflectStatus(observedObj)
          local status = {}
          status.readyReplicas = observedObj.status.readyReplicas
          return status
        end
    statusAggregation:
      luaScript: |
        function AggregateStatus(desiredObj, statusItems)
          local ready = 0
          for i = 1, #statusItems do
            if statusItems[i].status ~= nil and statusItems[i].status.readyReplicas ~= nil then
              ready = ready + statusItems[i].status.readyReplicas
            end
          end
          if desiredObj.status == nil then desiredObj.status = {} end
          desiredObj.status.readyReplicas = ready
          return desiredObj
        end
`;

describe('the arguments of the benchmark', () => {
  it('are read', () => {
    expect(readOptions([])).toBeUndefined();
    expect(readOptions(['--kind', 'Job', '--members', '3', '--members', '1000000'])).toEqual({
      kind: 'Job',
      members: [3, 1_000_000],
    });
    expect(readOptions(['--declaration', 'x.yaml'])?.members).toEqual([3, 100, 1000, 10_000]);
  });

  it.each([
    [['--nope'], "Unknown option '--nope'"],
    [['--members', '3'], 'give --kind KIND, or --declaration FILE for a kind of your own'],
    [['--kind', 'Job', '--declaration', 'x'], 'not both'],
    [['--kind', 'Job', '--members', '0'], '--members is "0", not a number from 1 to 1,000,000'],
    [['--kind', 'Job', '--members', '1000001'], '--members is "1000001"'],
    [['--kind', 'Job', '--members', '1.5'], '--members is "1.5"'],
  ])('%j are refused', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });

  it('name what there is', async () => {
    expect(() => ownKind({ kind: 'Foo', members })).toThrow('there is no kind "Foo": it may be Deployment, ');
    expect(() => ownKind({ kind: 'Secret', members })).toThrow('Secret does not tell what its status holds');
    expect(() => ownKind({ declaration: '/none.yaml', members })).toThrow('there is no file /none.yaml');
    const empty = await file('empty.yaml', 'kind: Job\n');
    expect(() => ownKind({ kind: 'Job', sample: empty, members })).toThrow('empty.yaml has no status');
    const text = await file('text.yaml', 'text');
    expect(() => ownKind({ kind: 'Job', sample: text, members })).toThrow('text.yaml holds no object');
  });
});
