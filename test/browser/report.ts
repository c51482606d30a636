import { answers } from './answers.js';

/** What a page and a worker have of the platform; the types of browsers are not at hand. */
interface Scope {
  addEventListener(type: string, listener: (event: { readonly violatedDirective?: string }) => void): void;
  fetch(url: string, init: { readonly method: string; readonly body: string }): Promise<unknown>;
}

/** What a page or a worker reports. */
export interface Report {
  readonly answers: { readonly [question: string]: unknown };
  /** The directives that were violated before anything was meant to. */
  readonly violations: readonly string[];
  /** What comes of running a text as code. */
  readonly evaluated: string;
}

/** Asks the library, and sends what it answers to the server. */
export async function report(where: string): Promise<void> {
  const scope = globalThis as unknown as Scope;
  const seen: string[] = [];
  scope.addEventListener('securitypolicyviolation', ({ violatedDirective }) =>
    seen.push(`${violatedDirective}`),
  );
  const found = answers();
  // Violations are told in a task of their own.
  await new Promise((resolve) => setTimeout(resolve, 50));
  const violations = [...seen];
  const body: Report = { answers: found, violations, evaluated: evaluated() };
  await scope.fetch(`/reports/${where}`, { method: 'POST', body: JSON.stringify(body) });
}

function evaluated(): string {
  try {
    // Shows that the policy is in force.
    return String(new Function('return 1')());
  } catch (error) {
    return error instanceof Error ? error.name : `${error}`;
  }
}
