import type { Theme } from 'vitepress';
import base from 'vitepress/theme-without-fonts';
import { PlaygroundPage } from './playground.js';
import './playground.css';
import './style.css';

const theme: Theme = {
  extends: base,
  enhanceApp({ app }) {
    app.component('Playground', PlaygroundPage);
  },
};

export default theme;
