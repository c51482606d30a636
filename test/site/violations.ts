import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds wrong with a page: the rule, and the elements that break it. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe: loaded } = globalThis as unknown as { axe: typeof axe };
    const { violations } = await loaded.run();
    return violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 5)
          .map((node) => `${node.target.flat().join(' ')} ${node.failureSummary?.replace(/\s+/g, ' ')}`)
          .join(' | ')}`,
    );
  });
}
