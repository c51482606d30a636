// Evaluates files as they come in, apart from the page, which ends the worker where it takes too long.
import { config } from 'zod/mini';
import { evaluate } from './evaluate.js';
import type { Answer, Question } from './evaluator.js';
import type { ParsedDocuments } from './read-sources.js';

// Else zod tries whether it may run text as code, which a policy of the page's host would report.
config({ jitless: true });

const scope = self as unknown as DedicatedWorkerGlobalScope;
const known: ParsedDocuments = new Map();

scope.addEventListener('message', ({ data }: MessageEvent<Question>) => {
  const started = performance.now();
  const view = evaluate(data.files, known);
  scope.postMessage({ id: data.id, view, took: performance.now() - started } satisfies Answer);
});
