import { LAWS } from '../src/testing/laws/laws.js';

export const testingPage = new URL('../docs/testing.md', import.meta.url);

/** The page on testing with its table of laws written anew. */
export function withLaws(page: string): string {
  const rows = LAWS.map(({ name, sentence }) => `| \`${name}\` | ${sentence} |`);
  const table = ['| law | what holds |', '| --- | --- |', ...rows].join('\n');
  return page.replace(
    /(<!-- laws: .* -->\n)[\s\S]*(<!-- \/laws -->)/,
    (_, begin, end) => `${begin}\n${table}\n\n${end}`,
  );
}
