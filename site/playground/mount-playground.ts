import { element } from './dom.js';
import { createEditor } from './editor.js';
import type { PlaygroundView } from './evaluate.js';
import { type Answer, createEvaluator, type WorkerLike } from './evaluator.js';
import { EXAMPLES, type Example } from './examples.js';
import { explanationSection, operationsSection, statusSection } from './results.js';
import { rolloutSection, type SliderPosition } from './rollout-section.js';
import { hashOf, LONGEST_ADDRESS, stateOf } from './share-state.js';
import { MOST_CHARACTERS, megabytes, type SourceFile, tooLong } from './source-file.js';
import { createTabs } from './tabs.js';

/** How long an evaluation may take before its worker is ended. */
const LIMIT = 3000;
/** How long the address waits for whoever types. */
const PAUSE = 300;

/**
 * Puts the playground into an element: the files in an editor, what the library says of them beside it.
 *
 * @returns What takes it away again.
 */
export function mountPlayground(host: HTMLElement): () => void {
  let files: readonly SourceFile[] = [];
  let active = 0;
  let view: PlaygroundView | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = new Set<string>(['InterpretHealth', 'InterpretReplica']);
  const position: SliderPosition = { part: 0.5 };

  const status = element('p', { class: 'status', role: 'status' });
  const alert = element('p', { class: 'alert', role: 'alert' });
  const about = element('p', { class: 'about' });
  const results = element('div', { class: 'results' });
  const faultList = element('ol', { class: 'faults' });
  const documents = element('p', { class: 'documents' });
  const panel = element('div', { class: 'editor', role: 'tabpanel', id: 'playground-editor' });

  const editor = createEditor(panel, {
    onChange(file, text) {
      files = files.map((each, i) => (i === file ? { ...each, text } : each));
      changed();
    },
    onTooLong: (length) => say(sizeSentence(length)),
  });
  const tabs = createTabs({ panel, onSelect: select, onAdd: add, onRemove: remove });
  const evaluator = createEvaluator({
    createWorker: () =>
      new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }) as unknown as WorkerLike,
    limit: LIMIT,
    onAnswer: answered,
    onFailure: say,
  });

  function say(sentence: string): void {
    alert.textContent = sentence;
  }

  function changed(): void {
    say('');
    evaluator.evaluate(files);
    clearTimeout(timer);
    timer = setTimeout(keepInAddress, PAUSE);
  }

  async function keepInAddress(): Promise<void> {
    if (tooLong(files) !== undefined) return;
    const hash = await hashOf(files);
    if (hash.length > LONGEST_ADDRESS) {
      say('The files are too long for a link: the address of this page does not have the last change.');
    } else history.replaceState(history.state, '', hash);
  }

  function answered({ view: answer, took }: Answer): void {
    view = answer;
    if (answer.refusal !== undefined) say(answer.refusal);
    const { faults } = answer;
    status.textContent = `${counted(answer.documents.length, 'document')}, ${counted(faults.length, 'fault')}; answered in ${Math.ceil(took)} ms.`;
    editor.setFaults(faults);
    tabs.mark(files.map((_, file) => faults.some((fault) => fault.file === file)));
    faultList.replaceChildren(
      ...faults.map(({ file, from, line, severity, message }) =>
        element(
          'li',
          { class: severity },
          element(
            'button',
            { type: 'button', click: () => reveal(file, from) },
            element('strong', {}, `${files[file]?.name}:${line}`),
            ` ${severity}: ${message}`,
          ),
        ),
      ),
    );
    describe();
    results.replaceChildren(
      statusSection(answer),
      explanationSection(answer.explanation),
      rolloutSection(answer.rollout, position),
      operationsSection(answer.operations, open),
    );
    results.dataset.answered = `${Number(results.dataset.answered ?? 0) + 1}`;
  }

  /** What the documents of the file that is shown have been taken for. */
  function describe(): void {
    const own = view?.documents.filter(({ file }) => file === active) ?? [];
    const said = own.slice(0, 12).map(({ line, role, label }) => `${label} (line ${line}): ${role}`);
    if (own.length > said.length) said.push(`${own.length - said.length} more`);
    documents.textContent = said.join(' · ');
  }

  function setFiles(next: readonly SourceFile[], shown = 0): void {
    files = next;
    active = shown;
    editor.setFiles(files);
    tabs.set(
      files.map(({ name }) => name),
      active,
    );
    editor.show(active);
  }

  function select(file: number): void {
    active = file;
    editor.show(file);
    describe();
  }

  function reveal(file: number, offset: number): void {
    active = file;
    tabs.select(file);
    describe();
    editor.reveal(file, offset);
  }

  function add(): void {
    const taken = new Set(files.map(({ name }) => name));
    let number = files.length + 1;
    while (taken.has(`file-${number}.yaml`)) number += 1;
    setFiles([...files, { name: `file-${number}.yaml`, text: '' }], files.length);
    changed();
  }

  function remove(): void {
    const left = files.filter((_, i) => i !== active);
    setFiles(left.length > 0 ? left : [{ name: 'file-1.yaml', text: '' }], Math.max(0, active - 1));
    changed();
  }

  function useExample(example: Example): void {
    chooser.value = example.id;
    about.textContent = example.about;
    setFiles(example.files);
    say('');
    evaluator.evaluate(files);
  }

  /** Files from outside take the place of those of their name. */
  async function take(given: readonly File[]): Promise<void> {
    const size = given.reduce((sum, file) => sum + file.size, 0);
    if (size > MOST_CHARACTERS) {
      say(sizeSentence(size));
      return;
    }
    const texts = await Promise.all(
      given.map(async (file) => ({ name: file.name, text: await file.text() })),
    );
    const names = new Set(texts.map(({ name }) => name));
    const kept = files.filter(({ name, text }) => !names.has(name) && text.trim() !== '');
    setFiles([...kept, ...texts], kept.length);
    changed();
  }

  async function restore(): Promise<void> {
    try {
      const state = await stateOf(location.hash);
      if (state && 'files' in state) {
        about.textContent = 'Restored from the link.';
        chooser.value = '';
        setFiles(state.files);
        evaluator.evaluate(files);
        return;
      }
      useExample(EXAMPLES.find(({ id }) => id === state?.example) ?? EXAMPLES[0]);
    } catch (error) {
      useExample(EXAMPLES[0]);
      say(error instanceof Error ? error.message : String(error));
    }
  }

  const chooser = element(
    'select',
    {
      id: 'playground-example',
      change: () => {
        const example = EXAMPLES.find(({ id }) => id === chooser.value);
        if (!example) return;
        clearTimeout(timer);
        history.replaceState(history.state, '', `#example=${example.id}`);
        useExample(example);
      },
    },
    element('option', { value: '' }, 'Your own files'),
    ...EXAMPLES.map(({ id, title }) => element('option', { value: id }, title)),
  );
  const input = element('input', {
    ...{
      type: 'file',
      multiple: true,
      accept: '.yaml,.yml,.json,.txt',
      class: 'visually-hidden',
      tabindex: -1,
    },
    'aria-label': 'Files to open',
    change: () => {
      void take([...(input.files ?? [])]);
      input.value = '';
    },
  });
  const button = (text: string, click: () => void) => element('button', { type: 'button', click }, text);
  const copy = async () => {
    clearTimeout(timer);
    await keepInAddress();
    try {
      await navigator.clipboard.writeText(location.href);
      status.textContent = 'The link is copied.';
    } catch {
      status.textContent = 'The link is the address of this page.';
    }
  };
  const toolbar = element(
    'div',
    { class: 'toolbar' },
    element('label', { for: 'playground-example' }, 'Example'),
    chooser,
    button('Open files', () => input.click()),
    input,
    button('Copy link', () => void copy()),
  );
  const work = element(
    'div',
    { class: 'work' },
    element('div', { class: 'sources' }, tabs.element, panel, documents, faultList),
    results,
  );
  host.replaceChildren(toolbar, about, alert, status, work);

  const over = (event: DragEvent) => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  };
  const dropped = (event: DragEvent) => {
    const given = [...(event.dataTransfer?.files ?? [])];
    if (given.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    void take(given);
  };
  host.addEventListener('dragover', over, true);
  host.addEventListener('drop', dropped, true);
  window.addEventListener('hashchange', restore);
  void restore();

  return () => {
    clearTimeout(timer);
    window.removeEventListener('hashchange', restore);
    evaluator.dispose();
    editor.destroy();
    host.replaceChildren();
  };
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function sizeSentence(length: number): string {
  return `This is ${megabytes(length)} of text and was not taken; the playground reads up to ${megabytes(MOST_CHARACTERS)}.`;
}
