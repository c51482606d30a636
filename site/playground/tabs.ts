import { element } from './dom.js';

/** The tabs of the files, by the pattern that keyboards know: arrows go from one to the next. */
export interface Tabs {
  readonly element: HTMLElement;
  set(names: readonly string[], selected: number): void;
  select(file: number): void;
  /** Marks the files that have faults. */
  mark(faulty: readonly boolean[]): void;
}

/** What happens to tabs, and what they stand for. */
export interface TabEvents {
  readonly panel: HTMLElement;
  readonly onSelect: (file: number) => void;
  readonly onAdd: () => void;
  readonly onRemove: () => void;
}

/** Makes a list of tabs, and beside it the buttons that add one and take one away. */
export function createTabs({ panel, onSelect, onAdd, onRemove }: TabEvents): Tabs {
  const list = element('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Files' });
  let buttons: HTMLButtonElement[] = [];

  const select = (file: number) => {
    buttons.forEach((button, i) => {
      button.setAttribute('aria-selected', `${i === file}`);
      button.tabIndex = i === file ? 0 : -1;
    });
    panel.setAttribute('aria-labelledby', `playground-tab-${file}`);
  };
  const go = (file: number) => {
    const next = (file + buttons.length) % buttons.length;
    select(next);
    onSelect(next);
    buttons[next]?.focus();
  };
  const steps: { readonly [key: string]: (file: number) => number } = {
    ArrowRight: (file) => file + 1,
    ArrowLeft: (file) => file - 1,
    Home: () => 0,
    End: () => -1,
  };
  list.addEventListener('keydown', (event) => {
    const step = steps[event.key];
    const file = buttons.indexOf(event.target as HTMLButtonElement);
    if (!step || file < 0) return;
    event.preventDefault();
    go(step(file));
  });
  const button = (label: string, text: string, click: () => void) =>
    element('button', { type: 'button', 'aria-label': label, title: label, click }, text);
  return {
    element: element(
      'div',
      { class: 'tab-bar' },
      list,
      button('Add a file', '+', onAdd),
      button('Remove the file', '×', onRemove),
    ),
    set(names, selected) {
      buttons = names.map((name, file) =>
        element(
          'button',
          {
            ...{ type: 'button', role: 'tab', id: `playground-tab-${file}`, 'aria-controls': panel.id },
            click: () => {
              select(file);
              onSelect(file);
            },
          },
          name,
        ),
      );
      list.replaceChildren(...buttons);
      select(selected);
    },
    select,
    mark(faulty) {
      buttons.forEach((each, file) => {
        each.classList.toggle('faulty', faulty[file] === true);
      });
    },
  };
}
