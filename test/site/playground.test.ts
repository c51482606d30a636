import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../site/playground/examples.js';
import { builtSite } from './built-site.js';
import { violationsOf } from './violations.js';

const site = builtSite();

/** The playground with an answer to what its address asks for. */
async function opened(hash = '', options?: Parameters<typeof site.open>[0]) {
  const watched = await site.open(options);
  await watched.page.goto(`${site.address}/playground.html${hash}`);
  await answers(watched.page, 1);
  return watched;
}

/** Waits until there have been as many answers. */
async function answers(page: Page, count: number): Promise<void> {
  await page.waitForFunction(
    (least) => Number(document.querySelector<HTMLElement>('.results')?.dataset.answered ?? 0) >= least,
    count,
  );
}

const answered = (page: Page): Promise<number> =>
  page.evaluate(() => Number(document.querySelector<HTMLElement>('.results')?.dataset.answered ?? 0));

/** What does something to the page, and waits for the answer to it. */
async function andAnswer(page: Page, act: () => Promise<unknown>): Promise<void> {
  const before = await answered(page);
  await act();
  await answers(page, before + 1);
}

const section = (page: Page, title: string) =>
  page.locator('.results section', { has: page.locator('h2', { hasText: title }) });

/** Puts a text in the place of the file that is shown, as a paste does. */
async function paste(page: Page, text: string): Promise<void> {
  await page.locator('.cm-content').focus();
  await page.keyboard.press('Control+a');
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    const target = document.querySelector('.editor')?.shadowRoot?.querySelector('.cm-content');
    target?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);
}

/** Replaces the first place of a text in the file that is shown. */
async function replace(page: Page, from: string, to: string): Promise<void> {
  const text = await page.evaluate(() => {
    const lines = document.querySelector('.editor')?.shadowRoot?.querySelectorAll('.cm-line') ?? [];
    return [...lines].map((line) => line.textContent).join('\n');
  });
  if (!text.includes(from)) throw new Error(`the editor does not show ${from}`);
  await andAnswer(page, () => paste(page, text.replace(from, to)));
}

describe('the examples', () => {
  const shown: { readonly [id: string]: readonly (readonly [title: string, text: string])[] } = {
    'rolling-upgrade': [
      ['Federated status', 'unavailableReplicas: 0'],
      ['Clusters', 'ClusterA runs template generation 1 (2 is current) and is held back'],
      ['Rollout', 'Simulated: Succeeded after 21m'],
      ['Operations', 'InterpretHealth'],
    ],
    'stuck-binding': [
      ['Clusters', 'frankfurt could not apply it: admission webhook'],
      ['Federated status', 'replicas: 4  was 6'],
    ],
    'broken-canary': [
      ['Rollout', 'Simulated: Paused after 15m'],
      ['Rollout', 'Held back: eu1, eu2, eu3, us1, us2.'],
    ],
    'crd-in-ten-lines': [
      ['Federated status', 'phase: Closed  was Open'],
      ['Operations', 'InterpretReplica'],
    ],
    'customization-with-a-bug': [['Operations', "attempt to index a non-table object(nil) with key 'ready'"]],
  };

  it.each(EXAMPLES.map(({ id }) => id))('show what they are about: %s', async (id) => {
    const { page, complaints, requestsElsewhere } = await opened(`#example=${id}`);
    for (const [title, text] of shown[id] ?? [['', '']])
      expect(await section(page, title).textContent()).toContain(text);
    expect(await page.locator('#playground-example').inputValue()).toBe(id);
    expect(complaints).toEqual([]);
    expect(requestsElsewhere).toEqual([]);
  });

  it('are chosen from a list', async () => {
    const { page } = await opened();
    await andAnswer(page, () => page.locator('#playground-example').selectOption('broken-canary'));
    expect(page.url()).toContain('#example=broken-canary');
    expect(await section(page, 'Rollout').textContent()).toContain('Paused');
  });

  it.each(['light', 'dark'] as const)(
    'have nothing that axe finds wrong, in a %s scheme',
    async (colorScheme) => {
      const { page } = await opened('', { colorScheme });
      for (const { id } of EXAMPLES) {
        await andAnswer(page, async () => {
          await page.locator('#playground-example').selectOption('');
          await page.locator('#playground-example').selectOption(id);
        });
        expect(await violationsOf(page), id).toEqual([]);
      }
    },
  );

  it.each([320, 375, 768, 1100, 1440, 1920])('fit a window of %d pixels', async (width) => {
    const { page } = await opened('', { viewport: { width, height: 800 } });
    for (const { id } of EXAMPLES) {
      await andAnswer(page, async () => {
        await page.locator('#playground-example').selectOption('');
        await page.locator('#playground-example').selectOption(id);
      });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), id).toBe(0);
    }
  });
});

describe('an edit', () => {
  it('is answered at once, with what changed marked', async () => {
    const { page } = await opened('#example=crd-in-ten-lines');
    await page.getByRole('tab', { name: 'members.yaml' }).click();
    await replace(page, 'ready: 1', 'ready: 2');
    const lines = await section(page, 'Federated status').locator('.line.same').allTextContents();
    expect(lines.map((line) => line.trim())).toContain('ready: 5');
    await replace(page, 'phase: Closed', 'phase: Failed');
    expect(await section(page, 'Federated status').locator('.line.changed').allTextContents()).toEqual(
      expect.arrayContaining([expect.stringContaining('phase: Failed  was Open')]),
    );
  });

  it('that is wrong is marked at its line, and a fault leads there', async () => {
    const { page } = await opened('#example=crd-in-ten-lines');
    await replace(page, 'ready: sum', 'ready: summ');
    const fault = page.locator('.faults button');
    expect(await fault.textContent()).toContain('declaration.yaml:5 error: ');
    expect(await page.locator('.cm-lintRange-error').textContent()).toBe('summ');
    await page.getByRole('tab', { name: 'arena.yaml' }).click();
    await fault.click();
    expect(await page.getByRole('tab', { name: 'declaration.yaml' }).getAttribute('aria-selected')).toBe(
      'true',
    );
    expect(
      await page.evaluate(() => document.querySelector('.editor')?.shadowRoot?.activeElement?.className),
    ).toContain('cm-content');
    await replace(page, 'ready: summ', 'ready: sum');
    expect(await fault.count()).toBe(0);
  });

  it('is kept in the address, from which another page restores it', async () => {
    const { page } = await opened('#example=crd-in-ten-lines');
    await replace(page, 'kind: Arena', 'kind: Tavern');
    await page.waitForURL(/#files=/);
    const { hash } = new URL(page.url());
    const { page: other } = await opened(hash);
    expect(await other.locator('.cm-content').textContent()).toContain('kind: Tavern');
    expect(await other.getByRole('tab').allTextContents()).toEqual([
      'declaration.yaml',
      'arena.yaml',
      'members.yaml',
    ]);
    expect(await other.locator('.documents').textContent()).toBe('Tavern (line 1): declaration');
  });

  it('of an address is taken up without loading the page anew', async () => {
    const { page } = await opened();
    await andAnswer(page, () =>
      page.evaluate(() => {
        location.hash = '#example=stuck-binding';
      }),
    );
    expect(await section(page, 'Clusters').textContent()).toContain('frankfurt');
  });

  it('by a damaged link is said in a sentence, and something is shown', async () => {
    const { page } = await opened('#files=AAAA');
    expect(await page.locator('.alert').textContent()).toContain('The link is damaged or too large');
    expect(await section(page, 'Rollout').textContent()).toContain('Succeeded');
  });

  it('adds and removes files', async () => {
    const { page } = await opened('#example=broken-canary');
    await andAnswer(page, () => page.getByRole('button', { name: 'Add a file' }).click());
    await andAnswer(page, () => paste(page, 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n'));
    expect(await page.locator('.documents').textContent()).toBe('ConfigMap a (line 1): template');
    await andAnswer(page, () => page.getByRole('button', { name: 'Remove the file' }).click());
    expect(await page.getByRole('tab').allTextContents()).toEqual(['strategy.yaml']);
  });

  it('takes files from the disk', async () => {
    const { page } = await opened('#example=crd-in-ten-lines');
    const directory = mkdtempSync(join(tmpdir(), 'playground-'));
    writeFileSync(join(directory, 'members.yaml'), '- { clusterName: north, status: { ready: 1 } }\n');
    await andAnswer(page, () =>
      page.locator('input[type=file]').setInputFiles(join(directory, 'members.yaml')),
    );
    rmSync(directory, { recursive: true });
    expect(await page.getByRole('tab').allTextContents()).toEqual([
      'declaration.yaml',
      'arena.yaml',
      'members.yaml',
    ]);
    expect(await section(page, 'Clusters').locator('tbody th').allTextContents()).toEqual(['north']);
  });
});

describe('a keyboard alone', () => {
  it('chooses an example, a file and a moment, edits and completes', async () => {
    const { page } = await opened('#example=crd-in-ten-lines');
    const focused = () =>
      page.evaluate(() => {
        const active = document.activeElement;
        const inner = active?.shadowRoot?.activeElement ?? active;
        return inner?.id || inner?.getAttribute('aria-label') || inner?.textContent || '';
      });
    const tabTo = async (name: RegExp) => {
      for (let i = 0; i < 80; i++) {
        if (name.test(await focused())) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`the key Tab does not lead to ${name}`);
    };
    await tabTo(/^playground-example$/);
    await tabTo(/^playground-tab-0$/);
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('tab', { name: 'arena.yaml' }).getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('ArrowLeft');
    await tabTo(/^Text of declaration\.yaml$/);
    await page.keyboard.press('Control+End');
    await page.keyboard.type('ret');
    await page.locator('.cm-tooltip-autocomplete li', { hasText: 'retain' }).waitFor();
    // What has just been opened is not taken by accident.
    await page.waitForTimeout(200);
    await page.keyboard.press('Enter');
    await page.keyboard.type('[$.spec.size]');
    await page.locator('.operation', { hasText: 'Retain' }).waitFor();
    // The key Tab leaves the editor.
    await page.keyboard.press('Tab');
    expect(await focused()).not.toMatch(/^Text of/);
  });

  it('moves the slider, and the phases with it', async () => {
    const { page } = await opened('#example=rolling-upgrade');
    const phases = () => page.locator('.rows .cluster .phase').allTextContents();
    await page.locator('#rollout-moment').focus();
    await page.keyboard.press('Home');
    expect(await phases()).toEqual(['in progress', 'held back', 'held back']);
    await page.keyboard.press('End');
    expect(await phases()).toEqual(['succeeded', 'succeeded', 'succeeded']);
    expect(await page.locator('#rollout-moment').getAttribute('aria-valuetext')).toBe('21m');
    await page.keyboard.press('PageDown');
    expect(await phases()).toEqual(['succeeded', 'succeeded', 'soaking']);
  });
});

describe('what is hostile', () => {
  it('as a paste of 50 MB is refused in a sentence, and the page goes on', async () => {
    const { page } = await opened('#example=crd-in-ten-lines');
    await page.locator('.cm-content').focus();
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData('text/plain', 'a: 1\n'.repeat(10_000_000));
      const target = document.querySelector('.editor')?.shadowRoot?.querySelector('.cm-content');
      target?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    });
    expect(await page.locator('.alert').textContent()).toBe(
      'This is 50 MB of text and was not taken; the playground reads up to 1 MB.',
    );
    await replace(page, 'ready: sum', 'ready: max');
    expect(await section(page, 'Federated status').textContent()).toContain('ready: 3');
  });

  it('as a script that never ends is stopped by its steps, at its place', async () => {
    const { page } = await opened('#example=customization-with-a-bug');
    expect(await page.locator('.faults').textContent()).toContain(
      'AggregateStatus: the script takes more than 2000000 steps',
    );
    await page.getByRole('tab', { name: 'members.yaml' }).click();
    await replace(page, '2.5', '2');
    expect(await section(page, 'Federated status').textContent()).toContain('ready: 5');
  });

  it('as what takes too long ends its worker, and the next change is answered by another', async () => {
    const watched = await site.open();
    const { page } = watched;
    // A worker that answers nothing as long as a text asks for it stands in for what nobody has foreseen.
    await page.addInitScript(() => {
      const Known = globalThis.Worker;
      const started: Worker[] = [];
      Object.assign(globalThis, { started });
      globalThis.Worker = class extends Known {
        constructor(url: string | URL, options?: WorkerOptions) {
          super(url, options);
          started.push(this);
        }
        override postMessage(message: unknown): void {
          if (!JSON.stringify(message).includes('never-answer')) super.postMessage(message);
        }
      };
    });
    await page.goto(`${site.address}/playground.html#example=crd-in-ten-lines`);
    await answers(page, 1);
    await paste(page, 'kind: never-answer\n');
    await page.locator('.alert', { hasText: 'took longer than 3 s and was stopped' }).waitFor();
    await andAnswer(page, () =>
      paste(page, 'apiVersion: games.example.org/v1\nkind: Arena\nstatus: { ready: sum }\n'),
    );
    expect(await page.evaluate(() => (globalThis as unknown as { started: unknown[] }).started.length)).toBe(
      2,
    );
    expect(await section(page, 'Federated status').textContent()).toContain('ready: 4');
  });

  it('as names is shown as text', async () => {
    const { page, complaints } = await opened('#example=crd-in-ten-lines');
    await page.getByRole('tab', { name: 'members.yaml' }).click();
    await andAnswer(page, () =>
      paste(page, "- clusterName: '<img src=x onerror=alert(1)>'\n  status: { ready: 1 }\n"),
    );
    expect(await section(page, 'Clusters').locator('tbody th').textContent()).toBe(
      '<img src=x onerror=alert(1)>',
    );
    expect(await page.locator('.results img').count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});
