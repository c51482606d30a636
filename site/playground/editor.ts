import { autocompletion, type CompletionContext, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import declaration from '../../src/declarative/schema.json';
import { completionsAt, type RootSchema, type Schemas } from './completions.js';
import { MOST_CHARACTERS, type SourceFault, type SourceFile } from './source-file.js';
import rollout from './strategy-schema.json';

const SCHEMAS: Schemas = { declaration: declaration as RootSchema, rollout: rollout as RootSchema };

/** An editor of several files, of which it shows one. */
export interface Editor {
  /** Puts other files in the place of all. */
  setFiles(files: readonly SourceFile[]): void;
  show(file: number): void;
  setFaults(faults: readonly SourceFault[]): void;
  /** Shows a place, and goes there. */
  reveal(file: number, offset: number): void;
  destroy(): void;
}

/** What an editor tells its page. */
export interface EditorEvents {
  readonly onChange: (file: number, text: string) => void;
  /** A text was not taken: it is longer than all files may be. */
  readonly onTooLong: (length: number) => void;
}

/** Makes an editor in an element. Its styles live in a shadow root, where the page's policy allows them. */
export function createEditor(parent: HTMLElement, { onChange, onTooLong }: EditorEvents): Editor {
  const root = parent.attachShadow({ mode: 'open' });
  const host = root.appendChild(document.createElement('div'));
  let states: EditorState[] = [];
  let names: readonly string[] = [];
  let shown = 0;

  const refuseLong = (text: string | undefined): boolean => {
    if (text === undefined || text.length <= MOST_CHARACTERS) return false;
    onTooLong(text.length);
    return true;
  };
  const extensions = (name: string) => [
    [lineNumbers(), history(), drawSelection(), indentOnInput(), bracketMatching(), highlightActiveLine()],
    [yaml(), syntaxHighlighting(classHighlighter), lintGutter(), THEME],
    autocompletion({ override: [complete] }),
    keymap.of([...defaultKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap]),
    EditorView.contentAttributes.of({ 'aria-label': `Text of ${name}`, tabindex: '0' }),
    EditorView.domEventHandlers({
      paste: (event) => refuseLong(event.clipboardData?.getData('text/plain')),
      drop: (event) => refuseLong(event.dataTransfer?.getData('text/plain')),
    }),
    EditorState.changeFilter.of((transaction) => {
      if (!transaction.docChanged || transaction.newDoc.length <= MOST_CHARACTERS) return true;
      onTooLong(transaction.newDoc.length);
      return false;
    }),
    EditorView.updateListener.of((update) => {
      states[shown] = update.state;
      if (update.docChanged) onChange(shown, update.state.doc.toString());
    }),
  ];
  const view = new EditorView({ parent: host, root });

  const show = (file: number) => {
    const state = states[file];
    if (!state) return;
    shown = file;
    view.setState(state);
  };
  return {
    show,
    setFiles(files) {
      names = files.map(({ name }) => name);
      states = files.map(({ text }, i) =>
        EditorState.create({ doc: text, extensions: extensions(names[i] ?? '') }),
      );
      show(Math.min(shown, states.length - 1));
    },
    setFaults(faults) {
      states = states.map((state, file) => {
        const { length } = state.doc;
        const diagnostics = faults
          .filter((fault) => fault.file === file && fault.from <= length)
          .map(
            ({ from, to, severity, message }): Diagnostic => ({
              from,
              to: Math.min(to, length),
              severity,
              message,
            }),
          );
        const transaction = setDiagnostics(state, diagnostics);
        if (file !== shown) return state.update(transaction).state;
        view.dispatch(transaction);
        return view.state;
      });
    },
    reveal(file, offset) {
      show(file);
      const anchor = Math.min(offset, view.state.doc.length);
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}

/** What the schemas of declarations and strategies know of the place, with what it is for. */
function complete({ state, pos, explicit }: CompletionContext) {
  const found = completionsAt(state.doc.toString(), pos, SCHEMAS);
  if (!found || found.options.length === 0 || (!explicit && found.from === pos)) return null;
  return {
    from: found.from,
    options: found.options.map(({ label, kind, description }) => ({
      label,
      type: kind === 'key' ? 'property' : 'enum',
      ...(kind === 'key' && { apply: `${label}: ` }),
      ...(description !== undefined && { info: description }),
    })),
  };
}

const THEME = EditorView.theme({
  '&': { color: 'var(--vp-c-text-1)', backgroundColor: 'var(--vp-c-bg)', height: '100%', fontSize: '13px' },
  '.cm-scroller': { fontFamily: 'var(--vp-font-family-mono)', lineHeight: '1.55' },
  '.cm-content': { caretColor: 'var(--vp-c-text-1)' },
  '.cm-cursor': { borderLeftColor: 'var(--vp-c-text-1)' },
  '.cm-gutters': {
    backgroundColor: 'var(--vp-c-bg-alt)',
    color: 'var(--vp-c-text-3)',
    borderRight: '1px solid var(--vp-c-divider)',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': { backgroundColor: 'var(--playground-line)' },
  '&.cm-focused': { outline: '2px solid var(--vp-c-brand-1)', outlineOffset: '-2px' },
  '.cm-selectionBackground, &.cm-focused .cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground':
    {
      backgroundColor: 'var(--playground-selection)',
    },
  '.cm-tooltip': {
    backgroundColor: 'var(--vp-c-bg-elv)',
    color: 'var(--vp-c-text-1)',
    border: '1px solid var(--vp-c-divider)',
    maxWidth: 'min(32rem, 90vw)',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--vp-c-brand-3)',
    color: '#fff',
  },
  '.cm-diagnostic': { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  '.tok-comment': { color: 'var(--code-comment)' },
  '.tok-propertyName': { color: 'var(--code-constant)' },
  '.tok-string, .tok-string2': { color: 'var(--code-string)' },
  '.tok-keyword, .tok-bool, .tok-number': { color: 'var(--code-keyword)' },
  '.tok-meta': { color: 'var(--code-comment)' },
});
