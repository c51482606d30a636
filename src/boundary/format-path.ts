/** A key that needs no quotes behind a dot; labels and annotations have dots of their own. */
const PLAIN = /^[\w/-]+$/;

/**
 * Where keys lead, in the one notation that messages, faults and declarations share: `spec.rules[0].name`,
 * `metadata.annotations['example.org/paused']`. `parsePath` reads it back.
 *
 * @param keys - Keys of objects, and indices of lists as numbers.
 * @param root - Where the first key stands; empty for a path that begins with it.
 */
export function formatPath(keys: readonly PropertyKey[], root = ''): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`;
    const name = String(key);
    if (!PLAIN.test(name)) return `${path}['${name.replace(/['\\]/g, '\\$&')}']`;
    return path === '' ? name : `${path}.${name}`;
  }, root);
}
