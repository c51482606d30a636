// A controller that gives resource templates the status that their members add up to, for kinds that Karmada itself
// does not aggregate. `kubectl proxy` is all the access it needs:
// `API_SERVER=http://127.0.0.1:8001 npx tsx examples/controller.ts`.
import { fileURLToPath } from 'node:url';
import { aggregateBinding } from 'karmada-interpreter/binding';
import type { ResourceBinding } from 'karmada-interpreter/types';
import { type ConnectOptions, connect } from './controller/api.js';

/** Runs until it is aborted. Karmada touches the binding whenever its template or a member changes. */
export async function runController(url: string, options: ConnectOptions): Promise<void> {
  const api = connect(url, options);
  await api.watch<ResourceBinding>('/apis/work.karmada.io/v1alpha2/resourcebindings', async (binding) => {
    const path = await api.pathOf(binding.spec.resource);
    const written = await api.updateStatus(path, (template) => aggregateBinding(template, binding));
    if (written) options.log(`${path}: status written`);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const { API_SERVER = 'http://127.0.0.1:8001' } = process.env;
  await runController(API_SERVER, { signal: stop.signal, log: console.log });
}
