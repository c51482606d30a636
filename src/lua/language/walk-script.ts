/** Visits a syntax tree and all that is in it, the outer nodes first. */
export function walkScript(node: unknown, visit: (node: { readonly [key: string]: unknown }) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if (Array.isArray(node)) {
    for (const item of node) walkScript(item, visit);
    return;
  }
  const found = node as { readonly [key: string]: unknown };
  visit(found);
  for (const [key, value] of Object.entries(found)) {
    // A function's own lists of variables are no part of the tree.
    if (key !== 'captures' && key !== 'parameters' && key !== 'variable' && key !== 'variables')
      walkScript(value, visit);
  }
}
