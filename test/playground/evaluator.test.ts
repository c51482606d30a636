import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type Answer,
  createEvaluator,
  type Question,
  type WorkerLike,
} from '../../site/playground/evaluator.js';
import { filesOf } from './files.js';

const VIEW: Answer['view'] = { documents: [], faults: [], operations: [] };

/** A worker that answers when the test says so. */
class TestWorker implements WorkerLike {
  readonly asked: Question[] = [];
  ended = false;
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;

  postMessage(question: Question): void {
    this.asked.push(question);
  }

  terminate(): void {
    this.ended = true;
  }

  answer(): void {
    this.onmessage?.({ data: { id: this.asked.at(-1)?.id ?? 0, view: VIEW, took: 1 } });
  }
}

describe('an evaluator', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function started() {
    const workers: TestWorker[] = [];
    const answers: Answer[] = [];
    const failures: string[] = [];
    const evaluator = createEvaluator({
      limit: 3000,
      onAnswer: (answer) => answers.push(answer),
      onFailure: (sentence) => failures.push(sentence),
      createWorker: () => {
        const worker = new TestWorker();
        workers.push(worker);
        return worker;
      },
    });
    const textsOf = (worker: TestWorker | undefined) => worker?.asked.map(({ files }) => files[0]?.text);
    return { evaluator, workers, answers, failures, textsOf };
  }

  it('asks one question at a time, and of those that wait the last', () => {
    const { evaluator, workers, answers, textsOf } = started();
    for (const text of ['a', 'b', 'c']) evaluator.evaluate(filesOf(text));
    expect(textsOf(workers[0])).toEqual(['a']);
    workers[0]?.answer();
    expect(textsOf(workers[0])).toEqual(['a', 'c']);
    workers[0]?.answer();
    expect(answers).toHaveLength(2);
    expect(workers).toHaveLength(1);
  });

  it('ends a worker that takes longer than its limit, says so, and goes on with another', () => {
    const { evaluator, workers, failures, textsOf } = started();
    evaluator.evaluate(filesOf('hostile'));
    evaluator.evaluate(filesOf('next'));
    vi.advanceTimersByTime(2999);
    expect(failures).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(failures).toEqual([
      'The evaluation took longer than 3 s and was stopped; change a file to try again.',
    ]);
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
    expect(textsOf(workers[1])).toEqual(['next']);
  });

  it('says that a worker failed, and starts another for the next question', () => {
    const { evaluator, workers, failures } = started();
    evaluator.evaluate(filesOf('a'));
    workers[0]?.onerror?.({ message: 'out of memory' });
    expect(failures).toEqual(['The evaluation failed: out of memory.']);
    evaluator.evaluate(filesOf('b'));
    expect(workers).toHaveLength(2);
  });

  it('passes over an answer that comes too late, and has nothing to say once it is disposed of', () => {
    const { evaluator, workers, answers, failures } = started();
    evaluator.evaluate(filesOf('a'));
    vi.advanceTimersByTime(3000);
    workers[0]?.answer();
    evaluator.evaluate(filesOf('b'));
    evaluator.dispose();
    vi.advanceTimersByTime(10_000);
    expect([answers.length, failures.length]).toEqual([0, 1]);
    expect(workers.every(({ ended }) => ended)).toBe(true);
  });
});
