import type { PlaygroundView } from './evaluate.js';
import type { SourceFile } from './source-file.js';

/** What the page asks its worker. */
export interface Question {
  readonly id: number;
  readonly files: readonly SourceFile[];
}

/** What the worker answers. */
export interface Answer {
  readonly id: number;
  readonly view: PlaygroundView;
  /** In milliseconds. */
  readonly took: number;
}

/** As much of a worker as is used here. */
export interface WorkerLike {
  postMessage(question: Question): void;
  terminate(): void;
  onmessage: ((event: { readonly data: Answer }) => void) | null;
  onerror: ((event: { readonly message?: string }) => void) | null;
}

/** What the evaluator of a page needs. */
export interface EvaluatorOptions {
  readonly createWorker: () => WorkerLike;
  readonly onAnswer: (answer: Answer) => void;
  /** An evaluation has been stopped, or has failed; the sentence says so. */
  readonly onFailure: (sentence: string) => void;
  /** How long an evaluation may take, in milliseconds. */
  readonly limit: number;
}

/** Evaluates files in a worker: the newest ones, with a new worker after one that took too long. */
export interface Evaluator {
  evaluate(files: readonly SourceFile[]): void;
  dispose(): void;
}

/**
 * An evaluator whose worker is asked one question at a time. Of those that come in meanwhile, the last one counts;
 * one without an answer within the limit ends its worker.
 */
export function createEvaluator({ createWorker, onAnswer, onFailure, limit }: EvaluatorOptions): Evaluator {
  let worker: WorkerLike | undefined;
  let asked: number | undefined;
  let waiting: readonly SourceFile[] | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let count = 0;

  const end = () => {
    worker?.terminate();
    worker = undefined;
  };
  const next = () => {
    clearTimeout(timer);
    asked = undefined;
    const files = waiting;
    waiting = undefined;
    if (files) ask(files);
  };
  const fail = (sentence: string) => {
    end();
    onFailure(sentence);
    next();
  };
  const start = (): WorkerLike => {
    const started = createWorker();
    started.onmessage = ({ data }) => {
      if (data.id !== asked) return;
      onAnswer(data);
      next();
    };
    started.onerror = ({ message }) =>
      fail(`The evaluation failed: ${message ?? 'the worker did not start'}.`);
    return started;
  };
  const ask = (files: readonly SourceFile[]) => {
    count += 1;
    asked = count;
    worker ??= start();
    worker.postMessage({ id: asked, files });
    timer = setTimeout(
      () =>
        fail(
          `The evaluation took longer than ${limit / 1000} s and was stopped; change a file to try again.`,
        ),
      limit,
    );
  };
  return {
    evaluate(files) {
      if (asked === undefined) ask(files);
      else waiting = files;
    },
    dispose() {
      clearTimeout(timer);
      waiting = undefined;
      asked = undefined;
      end();
    },
  };
}
