import { version } from '../../../package.json';
import { at } from '../../kubernetes/object.js';
import { plain } from '../../rollout/timeline/chart.js';
import { checkManifests } from '../check-manifests.js';
import type { Run } from '../command.js';
import { EXIT } from '../exit-code.js';
import type { Manifest } from '../input/manifest.js';
import { emptyFiles } from '../input/read-files.js';
import { readManifests } from '../input/read-manifests.js';
import { readSources } from '../input/read-sources.js';
import { type CheckFormat, formatChecked } from '../print/format-checked.js';
import { noteProblems } from '../print/note-problems.js';
import { styleOf } from '../print/style.js';

/** Finds the faults of files, and says where each of them stands. */
export const check: Run = async ({ args, flags, terminal }) => {
  const sources = await readSources(args, terminal);
  const readings = sources.map(readManifests);
  const checked = checkManifests(readings);
  const style = styleOf(terminal.color);
  terminal.write(formatChecked(checked, flags.format as CheckFormat, style, version));
  noteProblems(emptyFiles(sources, readings), terminal);
  if (checked.passed.length > 0) terminal.note(`${nothingToCheck(checked.passed)}\n`);
  return checked.findings.some(({ severity }) => severity === 'error') ? EXIT.failed : EXIT.ok;
};

/** A sentence about the objects that there are no rules for, by their kinds. */
function nothingToCheck(passed: readonly Manifest[]): string {
  const counts = new Map<string, number>();
  for (const { value } of passed) {
    const kind = at(value, 'kind');
    const name = typeof kind === 'string' && kind !== '' ? kind : 'object without a kind';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return plain(`nothing to check of ${[...counts].map(([kind, count]) => `${count} ${kind}`).join(', ')}`);
}
