import { type Theme, withBase } from 'vitepress';
import base from 'vitepress/theme-without-fonts';
import { h } from 'vue';
import { PlaygroundPage } from './playground.js';
import './playground.css';
import './style.css';

/** What stands in the place of a page that is not there. */
const notFound = () =>
  h('main', { class: 'not-found' }, [
    h('h1', 'There is no such page'),
    h('p', [
      'It may have moved: search for it, or begin with the ',
      h('a', { href: withBase('/') }, 'introduction'),
      '.',
    ]),
  ]);

const theme: Theme = {
  extends: base,
  Layout: () => h(base.Layout, null, { 'not-found': notFound }),
  enhanceApp({ app }) {
    app.component('Playground', PlaygroundPage);
  },
};

export default theme;
