/** Where a path of keys leads, as messages say it: `spec.rules[0].name`; below `root`, if there is one. */
export function placeOf(path: readonly PropertyKey[], root = ''): string {
  return path.reduce<string>((place, key) => {
    if (typeof key === 'number') return `${place}[${key}]`;
    return place === '' ? String(key) : `${place}.${String(key)}`;
  }, root);
}
