import { join } from 'node:path';
import { createCssVariablesTheme, type ShikiTransformer } from 'shiki/core';
import { defineConfig } from 'vitepress';
import { anchorOf, groups, referencePages } from '../scripts/pages.js';
import {
  description,
  homepage,
  name,
  pagesDirectory,
  repository,
  root,
  siteDirectory,
} from '../scripts/project.js';

const dist = join(root, 'dist');

/** Gives code its colours by classes: the pages' policy lets no element have a style of its own. */
const byClasses: ShikiTransformer = {
  name: 'by-classes',
  pre(node) {
    delete node.properties.style;
    this.addClassToHast(node, 'code');
  },
  span(node) {
    const style = String(node.properties.style ?? '');
    delete node.properties.style;
    const colour = /--code-token-([\w-]+)/.exec(style)?.[1];
    if (colour) this.addClassToHast(node, `token-${colour}`);
  },
};

export default defineConfig({
  title: name,
  description,
  lang: 'en',
  base: homepage?.pathname.replace(/\/?$/, '/') ?? '/',
  // The page would switch its transitions off by a style of its own.
  appearance: { disableTransition: false },
  srcDir: pagesDirectory,
  outDir: siteDirectory,
  cacheDir: '.cache',
  // What a page has as a script is moved to a file afterwards.
  metaChunk: true,
  ...(homepage && { sitemap: { hostname: homepage.href } }),
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: '/icon.svg' }]],
  markdown: {
    // `<T>` in a comment is a type, not an element.
    html: false,
    theme: createCssVariablesTheme({ name: 'by-classes', variablePrefix: '--code-' }),
    codeTransformers: [byClasses],
    anchor: { slugify: anchorOf },
    config: (md) => {
      // The one element that the reference has: a field's own place, for the links to it.
      md.inline.ruler.before('text', 'place', (state, silent) => {
        const [mark, id] = /^<a id="([\w-]+)"><\/a>/.exec(state.src.slice(state.pos, state.pos + 200)) ?? [];
        if (mark === undefined) return false;
        if (!silent) state.push('html_inline', '', 0).content = `<span id="${id}"></span>`;
        state.pos += mark.length;
        return true;
      });
      // A heading is one level below what it stands under, whatever the file says, and a cell that heads nothing is none.
      md.core.ruler.push('outline', ({ tokens }) => {
        let above: readonly number[] = [];
        for (const [i, token] of tokens.entries()) {
          const level = Number(/^h(\d)$/.exec(token.tag)?.[1]);
          if (token.type === 'heading_open') above = [...above.filter((each) => each < level), level];
          if (token.type.startsWith('heading')) token.tag = `h${above.length}`;
          const close = tokens[i + 2];
          if (token.type !== 'th_open' || tokens[i + 1]?.content !== '' || !close) continue;
          token.tag = 'td';
          close.tag = 'td';
        }
      });
      // Columns are aligned by classes, too.
      md.core.ruler.push('aligned-by-classes', ({ tokens }) => {
        for (const token of tokens) {
          const side = /^text-align:(\w+)$/.exec(token.attrGet('style') ?? '')?.[1];
          if (side === undefined) continue;
          token.attrs = token.attrs?.filter(([name]) => name !== 'style') ?? null;
          token.attrJoin('class', `align-${side}`);
        }
      });
    },
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: { level: [2, 3] },
    nav: [
      { text: 'Guide', link: '/' },
      { text: 'Reference', link: '/reference/' },
      { text: 'Playground', link: '/playground' },
    ],
    sidebar: [
      ...groups().map(({ title, pages }) => ({
        text: title,
        items: pages.map((page) => ({ text: page.title, link: `/${page.route.replace(/^index$/, '')}` })),
      })),
      {
        text: 'Reference',
        items: referencePages().map(({ title, route }) => ({
          text: title,
          link: `/${route.replace(/index$/, '')}`,
        })),
      },
    ],
    ...(repository && { socialLinks: [{ icon: 'github', link: repository }] }),
  },
  vite: {
    resolve: {
      alias: [
        { find: /^karmada-interpreter$/, replacement: join(dist, 'index.js') },
        { find: /^karmada-interpreter\/(.+)$/, replacement: join(dist, '$1.js') },
      ],
    },
    worker: { format: 'es' },
    build: {
      chunkSizeWarningLimit: 2000,
      rollupOptions: {
        onwarn(warning, warn) {
          // Comments in a package that its bundler left behind.
          if (warning.code !== 'INVALID_ANNOTATION') warn(warning);
        },
      },
    },
  },
});
