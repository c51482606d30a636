// What the first aggregation of a process costs beside what it costs to import the library, each in processes of its own.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const entry = new URL('../dist/index.js', import.meta.url).href;

/** One aggregation of a Deployment with one member, in the way of a command that does one thing and ends. */
const CALL = `
  const status = { observedGeneration: 1, generation: 1, resourceTemplateGeneration: 1, replicas: 2, readyReplicas: 2 };
  const object = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', generation: 1 }, spec: {} };
  createInterpreter().aggregateStatus(object, [{ clusterName: 'a', applied: true, status }]);`;

/** The processor's time from before the import until all is done, in microseconds. */
function timeOf(call: string): number {
  const code = `
    const start = process.cpuUsage();
    const { createInterpreter } = await import(${JSON.stringify(entry)});${call}
    const { user, system } = process.cpuUsage(start);
    console.log(user + system);`;
  const directory = fileURLToPath(new URL('..', import.meta.url));
  return Number(
    execFileSync(process.execPath, ['--input-type=module', '--eval', code], { cwd: directory, env: {} }),
  );
}

/** How often the first call takes what the import takes: the least of several of each, as nothing makes it less. */
export function firstCall(processes: number): number {
  const called: number[] = [];
  const imported: number[] = [];
  for (let i = 0; i < processes; i++) {
    called.push(timeOf(CALL));
    imported.push(timeOf(''));
  }
  return Math.min(...called) / Math.min(...imported);
}
