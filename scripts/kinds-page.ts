import { type KindRules, kindRules } from './kind-rules.js';

export const kindsPage = new URL('../docs/kinds.md', import.meta.url);

/** What there is to know of a kind, an item for each operation. */
function section({ kind, apiVersions, rules }: KindRules): string {
  const items = Object.entries(rules).map(([operation, lines = []]) =>
    lines.length === 1 ? `- ${operation}: ${lines[0]}.` : `- ${operation}:\n  - ${lines.join('.\n  - ')}.`,
  );
  return [`### ${kind} (\`${apiVersions.join('`, `')}\`)`, '', ...items].join('\n');
}

/** The page with its generated part written anew. */
export function withKinds(page: string): string {
  const sections = kindRules().map(section).join('\n\n');
  return page.replace(
    /(<!-- kinds: .* -->\n)[\s\S]*(<!-- \/kinds -->)/,
    (_, begin, end) => `${begin}\n${sections}\n\n${end}`,
  );
}
