import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launch, type Watched, watchedPage } from './browser.js';
import { type Served, serve } from './serve.js';

export const directory = join(import.meta.dirname, '../../site/dist');

/** Every page, by its path: `/bindings.html`. */
export const pages: readonly string[] = readdirSync(directory, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.html'))
  .map((file) => `/${file.replaceAll('\\', '/')}`)
  .sort();

/** Those that are read: not the ones that show a file of the project. */
export const articles: readonly string[] = pages.filter((page) => !page.startsWith('/files/'));

/** The site on a port of its own and a browser, from the first test of a file to its last. */
export function builtSite() {
  let served: Served | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    [served, browser] = await Promise.all([serve(directory), launch()]);
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });
  return {
    get address(): string {
      return served?.address ?? '';
    },
    get missing(): readonly string[] {
      return served?.missing ?? [];
    },
    open(options?: Parameters<typeof watchedPage>[2]): Promise<Watched> {
      if (!browser || !served) throw new Error('the browser has not been started');
      return watchedPage(browser, served.address, options);
    },
  };
}
