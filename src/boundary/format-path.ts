/** A key that needs no quotes; the names of labels and annotations, which have dots, do. */
const PLAIN = /^[\w/-]+$/;

/**
 * Keys as a path, in the notation that messages, faults and declarations share: `spec.rules[0].name`,
 * `metadata.annotations['example.org/paused']`. `parsePath` reads it back.
 *
 * @param keys - Keys of objects, and indices of lists as numbers.
 * @param root - The path of the value that has the first key; empty for a path from the root.
 */
export function formatPath(keys: readonly PropertyKey[], root = ''): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`;
    const name = String(key);
    if (!PLAIN.test(name)) return `${path}['${name.replace(/['\\]/g, '\\$&')}']`;
    return path === '' ? name : `${path}.${name}`;
  }, root);
}
