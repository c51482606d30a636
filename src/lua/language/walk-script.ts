/** A function's own lists of variables, which are no part of the tree. */
const VARIABLES = /^(captures|parameters|variables?)$/;

/** Visits a syntax tree and all that is in it, the outer nodes first, however deep it is. */
export function walkScript(tree: unknown, visit: (node: { readonly [key: string]: unknown }) => void): void {
  const left = [tree];
  while (left.length > 0) {
    const node = left.pop();
    if (typeof node !== 'object' || node === null) continue;
    const isList = Array.isArray(node);
    if (!isList) visit(node as { readonly [key: string]: unknown });
    for (const [key, value] of Object.entries(node).reverse()) {
      if (isList || !VARIABLES.test(key)) left.push(value);
    }
  }
}
