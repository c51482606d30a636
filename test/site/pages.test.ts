import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { articles, builtSite, directory, pages } from './built-site.js';
import { violationsOf } from './violations.js';

const site = builtSite();

/** Those on which every sort of content is found. */
const samples = [
  '/index.html',
  '/bindings.html',
  '/kinds.html',
  '/rollouts.html',
  '/reference/lua.html',
  '/files/examples/controller.ts.html',
];

const textOf = (page: string) => readFileSync(join(directory, page), 'utf8');

describe('every page', () => {
  it('is there', () => {
    expect(pages).toEqual(
      expect.arrayContaining([...samples, '/playground.html', '/recipes.html', '/404.html']),
    );
    expect(articles.length).toBeGreaterThan(25);
  });

  it('opens without a complaint, and asks nobody else for anything', async () => {
    const { page, complaints, requestsElsewhere } = await site.open();
    for (const path of pages) {
      await page.goto(site.address + path);
      await page.waitForFunction(() => document.querySelector('#app')?.hasChildNodes());
    }
    // What is loaded once the page rests.
    await page.waitForTimeout(1000);
    expect(complaints).toEqual([]);
    expect(requestsElsewhere).toEqual([]);
    expect(site.missing).toEqual([]);
  });

  it('links to pages and headings that are there', () => {
    const ids = new Map(
      pages.map((page) => [page, new Set([...textOf(page).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))]),
    );
    const dead = pages.flatMap((page) =>
      [...textOf(page).matchAll(/<a [^>]*href="([^"]+)"/g)].flatMap(([, href = '']) => {
        if (/^[a-z]+:/.test(href)) return [];
        const [path = '', anchor] = href.replaceAll('&amp;', '&').split('#');
        const target =
          path === ''
            ? page
            : posix.join(
                posix.dirname(page),
                path.startsWith('/') ? posix.relative(posix.dirname(page), path) : path,
              );
        const file = path.endsWith('/')
          ? `${target.replace(/\/$/, '')}/index.html`
          : /\.\w+$/.test(target) && existsSync(join(directory, target))
            ? target
            : `${target}.html`;
        if (!existsSync(join(directory, file))) return [`${page} to ${href}`];
        const known = ids.get(file);
        return anchor === undefined || anchor === '' || !known || known.has(decodeURIComponent(anchor))
          ? []
          : [`${page} to ${href}`];
      }),
    );
    expect([...new Set(dead)]).toEqual([]);
  });

  it.each([320, 375, 768, 1024, 1440, 1920])('is no wider than a window of %d pixels', async (width) => {
    const { page } = await site.open({ viewport: { width, height: 800 } });
    const wide: string[] = [];
    for (const path of articles) {
      await page.goto(site.address + path, { waitUntil: 'domcontentloaded' });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (over > 0) wide.push(`${path} by ${over}`);
    }
    expect(wide).toEqual([]);
  });
});

describe.each(['light', 'dark'] as const)('in a %s scheme', (colorScheme) => {
  // What differs in the dark is its colours: a page of each sort has them all.
  it.each(colorScheme === 'light' ? articles : samples)('axe finds nothing wrong with %s', async (path) => {
    const { page } = await site.open({ colorScheme });
    await page.goto(site.address + path);
    expect(await page.evaluate(() => document.documentElement.classList.contains('dark'))).toBe(
      colorScheme === 'dark',
    );
    expect(await violationsOf(page)).toEqual([]);
  });
});

describe('a page', () => {
  it('changes its scheme, and keeps it', async () => {
    const { page } = await site.open({ colorScheme: 'light' });
    const isDark = () => page.evaluate(() => document.documentElement.classList.contains('dark'));
    await page.goto(`${site.address}/index.html`);
    await page.locator('.VPNavBarAppearance button').click();
    expect(await isDark()).toBe(true);
    await page.goto(`${site.address}/bindings.html`);
    expect(await isDark()).toBe(true);
  });

  it('is found by a search on the site alone', async () => {
    const { page, requestsElsewhere } = await site.open();
    await page.goto(`${site.address}/index.html`);
    // The key is heard once the page's scripts have run, of which nothing on it tells.
    const input = page.locator('#localsearch-input');
    const opened = async () => {
      await page.keyboard.press('Control+k');
      return input.isVisible();
    };
    await expect.poll(opened, { timeout: 60_000, interval: 200 }).toBe(true);
    await input.fill('QuotaExceeded');
    await page.locator('#localsearch-list a').first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/bindings.html#quotaexceeded');
    expect(requestsElsewhere).toEqual([]);
  });

  it('leads to the next one without being loaded anew', async () => {
    const { page, complaints } = await site.open();
    await page.goto(`${site.address}/index.html`);
    await page.locator('.VPSidebar a', { hasText: 'Bindings' }).click();
    await page.locator('h1', { hasText: 'Bindings' }).waitFor();
    expect(complaints).toEqual([]);
  });
});

describe('the policy of every page', () => {
  it('stands before all that it is for, and no page has a script or a style of its own', () => {
    for (const path of pages) {
      const text = textOf(path);
      const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/.exec(text);
      expect(policy?.[1], path).toContain("default-src 'self'");
      expect(policy?.[1], path).not.toContain('unsafe');
      expect(text.indexOf('<script'), path).toBeGreaterThan(policy?.index ?? 0);
      expect(
        text.match(/<script(?![^>]* src=)[^>]*>|<style|<[^>]* style="|<[^>]* on\w+="/g) ?? [],
        path,
      ).toEqual([]);
    }
  });

  it('is in force', async () => {
    const { page } = await site.open();
    await page.goto(`${site.address}/index.html`);
    const tried = await page.evaluate(async () => {
      const outcome = async (run: () => unknown) => {
        try {
          await run();
          return 'done';
        } catch (error) {
          return (error as Error).name;
        }
      };
      const script = document.createElement('script');
      script.textContent = 'document.title = "run"';
      document.head.append(script);
      return {
        // What a debugger has run itself may run text as code: a timer is the page's.
        evaluated: await new Promise((resolve) => {
          setTimeout(() => resolve(outcome(() => new Function('return 1')())));
        }),
        fetched: await outcome(() => fetch('https://example.com/')),
        title: document.title,
      };
    });
    expect(tried).toMatchObject({ evaluated: 'EvalError', fetched: 'TypeError' });
    expect(tried.title).not.toBe('run');
  });
});

describe('for programs that read', () => {
  it('there is an index of the pages, each of which is there as it is written', () => {
    const index = textOf('/llms.txt');
    const links = [...index.matchAll(/\]\(\/([^)]+\.md)\)/g)].map(([, path = '']) => path);
    expect(index).toMatch(/^# karmada-interpreter\n\n> /);
    expect(links).toEqual(expect.arrayContaining(['index.md', 'bindings.md', 'reference/core.md']));
    expect(links.filter((path) => !existsSync(join(directory, path)))).toEqual([]);
  });

  it('there is one text of all', () => {
    const text = textOf('/llms-full.txt');
    for (const heading of ['# Bindings', '# Staged rollouts', '# karmada-interpreter/lua']) {
      expect(text).toContain(`\n${heading}\n`);
    }
  });
});
