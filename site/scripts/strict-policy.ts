import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { siteDirectory } from './project.js';

/**
 * What a page may do: load what stands on its own host. No text is run as code, no script or style stands in a page,
 * nothing is sent anywhere. Icons of the theme are images in its style sheet, as `data:`.
 */
const POLICY = [
  "default-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Puts the policy into every page, and what VitePress has as scripts in the page into files. */
export function applyPolicy(base: string): void {
  const pages = readdirSync(siteDirectory, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.html'),
  );
  for (const page of pages) {
    const path = join(siteDirectory, page);
    writeFileSync(path, withPolicy(readFileSync(path, 'utf8'), base));
  }
}

/** What VitePress writes into each page, and sets again as soon as it runs; `style.css` has the second. */
const KNOWN_STYLES = / style="(--vp-vh:0px|position:relative);"/g;

function withPolicy(html: string, base: string): string {
  const page = html.replace(KNOWN_STYLES, '');
  const styled = /<[a-z][^>]* style="[^"]*"[^>]*>|<style/.exec(page);
  if (styled) throw new Error(`a page has a style of its own, which the policy refuses: ${styled[0]}`);
  const scripted = page.replace(
    /<script((?: (?!src)[\w-]+(?:="[^"]*")?)*)>([\s\S]+?)<\/script>/g,
    (_, attributes: string, code: string) => {
      const hash = createHash('sha256').update(code).digest('hex').slice(0, 8);
      writeFileSync(join(siteDirectory, 'assets', `inline.${hash}.js`), code);
      return `<script${attributes} src="${base}assets/inline.${hash}.js"></script>`;
    },
  );
  return scripted.replace(
    '<meta charset="utf-8">',
    `<meta charset="utf-8">\n    <meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
  );
}
