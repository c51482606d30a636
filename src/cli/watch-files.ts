import { watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** How long nothing has to happen before a change counts as whole, in milliseconds: an editor writes in several steps. */
const SETTLED = 50;

/**
 * The changes of files, each once they have come to rest, until the signal comes. Their directories are watched, since
 * many editors put another file in the place of the one that is edited.
 *
 * @param paths - The absolute paths of the files.
 * @param stopped - Ends it.
 */
export function changesOf(paths: readonly string[], stopped: AbortSignal): AsyncGenerator<void> {
  let changed = false;
  let wake = () => {};
  const names = new Map<string, Set<string>>();
  for (const path of paths) {
    const directory = dirname(path);
    names.set(directory, (names.get(directory) ?? new Set()).add(basename(path)));
  }
  const watchers = [...names].map(([directory, wanted]) =>
    watch(directory, { signal: stopped }, (_, name) => {
      if (name !== null && !wanted.has(name)) return;
      changed = true;
      wake();
    }),
  );
  stopped.addEventListener('abort', () => wake(), { once: true });
  // What changes before it is asked for is not missed: the watchers are there already.
  return (async function* () {
    try {
      while (!stopped.aborted) {
        if (!changed) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
          continue;
        }
        changed = false;
        await wait(SETTLED, undefined, { signal: stopped }).catch(() => {});
        if (!changed && !stopped.aborted) yield;
      }
    } finally {
      for (const watcher of watchers) watcher.close();
    }
  })();
}
