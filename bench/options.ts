import { parseArgs } from 'node:util';

/** What is to be measured of a kind. */
export interface OwnKindOptions {
  readonly kind?: string | undefined;
  /** A file with a declaration, or with a ResourceInterpreterCustomization. */
  readonly declaration?: string | undefined;
  /** A file with an object of the kind, as it stands in a member cluster. */
  readonly sample?: string | undefined;
  readonly members: readonly number[];
}

const MOST = 1_000_000;

/**
 * Reads the arguments of `npm run bench`.
 *
 * @returns `undefined` where there are none: then everything is measured.
 * @throws Error With a sentence for the user.
 */
export function readOptions(args: readonly string[]): OwnKindOptions | undefined {
  if (args.length === 0) return undefined;
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { kind: text, declaration: text, sample: text, members: { ...text, multiple: true } },
  });
  const { kind, declaration, sample, members = ['3', '100', '1000', '10000'] } = values;
  if (kind === undefined && declaration === undefined)
    throw new Error('give --kind KIND, or --declaration FILE for a kind of your own');
  if (kind !== undefined && declaration !== undefined)
    throw new Error('give --kind or --declaration, not both: a declaration says which kind it is of');
  return { kind, declaration, sample, members: members.map(countOf) };
}

function countOf(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > MOST)
    throw new Error(
      `--members is ${JSON.stringify(text)}, not a number from 1 to ${MOST.toLocaleString('en')}`,
    );
  return count;
}
