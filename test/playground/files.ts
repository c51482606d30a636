import { evaluate, type PlaygroundView } from '../../site/playground/evaluate.js';
import { EXAMPLES } from '../../site/playground/examples.js';
import type { SourceFile } from '../../site/playground/source-file.js';
import { deepFreeze } from '../support/freeze.js';

/** Files of one document each, or of several. */
export function filesOf(...texts: readonly string[]): readonly SourceFile[] {
  return texts.map((text, i) => ({ name: `file-${i + 1}.yaml`, text }));
}

/** The files of an example. */
export function exampleFiles(id: string): readonly SourceFile[] {
  const example = EXAMPLES.find((each) => each.id === id);
  if (!example) throw new Error(`there is no example ${id}`);
  return example.files;
}

/** What the playground says of files. */
export function viewOf(files: readonly SourceFile[]): PlaygroundView {
  return evaluate(deepFreeze(files));
}

/** Faults as people read them: the file, the line, the text that is marked, the message. */
export function faultsIn(files: readonly SourceFile[]): readonly string[] {
  return viewOf(files).faults.map(({ file, line, from, to, severity, message }) => {
    const { name, text } = files[file] ?? { name: '', text: '' };
    return `${name}:${line} [${text.slice(from, to)}] ${severity}: ${message}`;
  });
}

/** The files with a text of one of them changed. */
export function edited(files: readonly SourceFile[], from: string, to: string): readonly SourceFile[] {
  const next = files.map(({ name, text }) => ({ name, text: text.replace(from, to) }));
  if (next.every(({ text }, i) => text === files[i]?.text)) throw new Error(`no file has ${from}`);
  return next;
}
