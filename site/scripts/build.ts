// Builds the site into `site/dist`: pages from the documents and the sources, by VitePress.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { description, homepage, name, pagesDirectory, root, siteDirectory } from './project.js';
import { applyPolicy } from './strict-policy.js';
import { llmsText, writePages, writeReference } from './write-pages.js';

const site = join(root, 'site');
if (!existsSync(join(site, 'node_modules'))) {
  execFileSync('npm', ['ci', '--prefix', site, '--no-audit', '--no-fund'], { stdio: 'inherit' });
}

rmSync(pagesDirectory, { recursive: true, force: true });
const pages = new Map([...writePages(), ...(await writeReference())]);
execFileSync(process.execPath, [join(site, 'node_modules/vitepress/bin/vitepress.js'), 'build', site], {
  stdio: 'inherit',
});

/** For programs that read: the pages as they are written, an index of them, and all of them in one file. */
const texts = [
  ['llms.txt', llmsText(pages, { name, description })],
  [
    'llms-full.txt',
    [...pages]
      .filter(([route]) => !route.startsWith('files/'))
      .map(([, text]) => text)
      .join('\n\n'),
  ],
  ...[...pages].map(([route, text]) => [`${route}.md`, text] as const),
] as const;
for (const [file, text] of texts) {
  mkdirSync(dirname(join(siteDirectory, file)), { recursive: true });
  writeFileSync(join(siteDirectory, file), text);
}
applyPolicy(homepage?.pathname.replace(/\/?$/, '/') ?? '/');
