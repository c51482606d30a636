import * as z from 'zod/mini';
import { parsePath } from '../boundary/parse-path.js';
import { name } from '../boundary/schema.js';

/** A text that `refusal` accepts by returning nothing; else it returns the end of the sentence `… is "x", not …`. */
export const taken = (refusal: (given: string) => string | undefined, expected: string) =>
  z.string(expected).check(
    z.refine((given) => refusal(given) === undefined, {
      error: ({ input }) => refusal(input as string) ?? expected,
    }),
  );

const refusedPath = (given: string): string | undefined => {
  const path = parsePath(given);
  return 'refused' in path ? path.refused : undefined;
};

const A_PATH = 'a path such as $.spec.replicas';

/** A path to any number of places. */
export const path = () => taken(refusedPath, A_PATH);

/** A path by which a value is written: it consists of keys alone. */
export const plainPath = () =>
  taken((given) => {
    const { steps = [] } = parsePath(given) as { steps?: readonly unknown[] };
    const isPlain = steps.length > 0 && steps.every((step) => typeof step === 'string');
    return refusedPath(given) ?? (isPlain ? undefined : 'a plain path, of keys alone: $.spec.replicas');
  }, A_PATH);

/** Whether a text is a path where it may also be a name: no name in Kubernetes begins with these characters. */
export function isPath(text: string): boolean {
  return /^\s*[$.{[]/.test(text);
}

/** A name, or the path to one. */
export const nameOrPath = () =>
  name('a name or a path').check(
    z.refine((given) => !isPath(given) || refusedPath(given) === undefined, {
      error: ({ input }) => refusedPath(input as string) ?? '',
    }),
  );
