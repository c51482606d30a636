import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runController } from '../../examples/controller.js';
import { apiServer, type Stored } from './api-server.js';

let server: Awaited<ReturnType<typeof apiServer>>;
let stop: AbortController;
let running: Promise<void>;
let log: string[];

beforeEach(async () => {
  server = await apiServer();
  stop = new AbortController();
  log = [];
});

afterEach(async () => {
  stop.abort();
  await running;
  await server.close();
});

function start(): void {
  running = runController(server.url, { signal: stop.signal, log: (line) => log.push(line), retryAfter: 5 });
}

function deploymentOf(name: string, generation = 7): Stored {
  const metadata = { name, namespace: 'shop', generation };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { replicas: 2 } };
}

function bindingOf(name: string, readyReplicas: number): Stored {
  const counts = { replicas: 2, readyReplicas, availableReplicas: readyReplicas, updatedReplicas: 2 };
  const generations = { generation: 3, observedGeneration: 3, resourceTemplateGeneration: 7 };
  return {
    apiVersion: 'work.karmada.io/v1alpha2',
    kind: 'ResourceBinding',
    metadata: { name, namespace: 'shop' },
    spec: {
      resource: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name },
      clusters: [{ name: 'member1', replicas: 2 }],
    },
    status: {
      aggregatedStatus: [{ clusterName: 'member1', applied: true, status: { ...counts, ...generations } }],
    },
  };
}

/** Waits until the stored Deployment has so many ready replicas. */
async function expectReady(name: string, ready: number): Promise<void> {
  await vi.waitFor(
    () => expect(server.deployment(name)?.status).toMatchObject({ readyReplicas: ready }),
    20_000,
  );
}

it('writes the federated status of what there is and of what changes, and nothing twice', async () => {
  server.putDeployment(deploymentOf('web'));
  server.putBinding(bindingOf('web', 1));
  start();
  await expectReady('web', 1);
  expect(server.deployment('web')?.status).toMatchObject({ observedGeneration: 7, updatedReplicas: 2 });

  server.putBinding(bindingOf('web', 1));
  server.putBinding(bindingOf('web', 2));
  await expectReady('web', 2);
  expect(server.writes.map(({ status }) => (status as { readyReplicas: number }).readyReplicas)).toEqual([
    1, 2,
  ]);
  expect(log).toEqual(Array(2).fill('/apis/apps/v1/namespaces/shop/deployments/web: status written'));
});

it('reads again after a conflict, and overwrites nothing', async () => {
  server.putDeployment(deploymentOf('web'));
  server.putBinding(bindingOf('web', 1));
  const scale = (generation: number) => () => void server.putDeployment(deploymentOf('web', generation));
  server.beforeWrites(scale(8), scale(9));
  start();
  await expectReady('web', 1);
  expect(server.deployment('web')?.metadata).toMatchObject({ generation: 9 });
  // The member has observed version 7 of the template only.
  expect(server.deployment('web')?.status).not.toMatchObject({ observedGeneration: 9 });
  expect(server.writes.length).toBe(1);
});

it('goes on where it was when the connection breaks', async () => {
  server.putDeployment(deploymentOf('web'));
  server.putBinding(bindingOf('web', 1));
  start();
  await expectReady('web', 1);
  await vi.waitFor(() => expect(server.watching()).toBe(1), 20_000);
  server.disconnect();
  server.putBinding(bindingOf('web', 2));
  await expectReady('web', 2);
  expect(server.lists()).toBe(1);
});

it('lists again when it has been away for too long', async () => {
  server.putDeployment(deploymentOf('web'));
  server.putBinding(bindingOf('web', 1));
  start();
  await expectReady('web', 1);
  await vi.waitFor(() => expect(server.watching()).toBe(1), 20_000);
  server.putBinding(bindingOf('web', 2));
  server.compact();
  server.disconnect();
  await expectReady('web', 2);
  server.putBinding(bindingOf('web', 0));
  await vi.waitFor(() => expect(server.writes.length).toBe(3), 20_000);
  expect(server.lists()).toBe(2);
});

it('tries again what fails, and goes on with the others meanwhile', async () => {
  server.putDeployment(deploymentOf('web'));
  server.putBinding(bindingOf('gone', 1));
  server.putBinding({
    ...bindingOf('broken', 1),
    spec: { resource: { apiVersion: 'apps/v1', kind: 'Nothing' } },
  });
  server.putBinding(bindingOf('web', 1));
  server.failNext(1);
  start();
  await expectReady('web', 1);
  await vi.waitFor(
    () => expect(log.filter((line) => line.includes('no apps/v1 Nothing')).length).toBeGreaterThan(1),
    20_000,
  );
  expect(server.writes.length).toBe(1);
  expect(log[0]).toContain('500');
});
