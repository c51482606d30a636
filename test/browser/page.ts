import { report } from './report.js';

const { Worker } = globalThis as unknown as {
  Worker: new (url: string, options: { type: string }) => unknown;
};
new Worker('/worker.js', { type: 'module' });
await report('page');
