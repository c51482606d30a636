import type { Fields } from '../kubernetes/object.js';

/**
 * The reason why a command cannot be carried out, as a sentence for the user: a file that cannot be read, a flag that
 * does not go with another. It is printed without a stack, and ends the command with exit code 2.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** What Node says of a file, in words. */
const WORDS: { readonly [code: string]: string } = {
  EACCES: 'may not be read: permission denied',
  EISDIR: 'is a directory',
  ELOOP: 'is a symbolic link that leads to itself',
  EMFILE: 'cannot be read: too many open files',
  ENAMETOOLONG: 'is longer than a name may be',
  ENOENT: 'does not exist',
  ENOTDIR: 'is not below a directory',
  ENXIO: 'is a socket, which cannot be read',
  EPERM: 'may not be read: permission denied',
};

/** The refusal of a file that an operation of the file system failed for. */
export function unreadable(name: string, error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const code = (error as Fields | undefined)?.code;
  const words = typeof code === 'string' ? WORDS[code] : undefined;
  return new Refusal(
    `${name} ${words ?? `cannot be read: ${error instanceof Error ? error.message : error}`}`,
  );
}
