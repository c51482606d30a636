import { shortened } from '../../errors.js';
import { at, type Fields, isFields } from '../../kubernetes/object.js';
import { plain } from '../../rollout/timeline/chart.js';
import { JsonSplitter } from '../input/split-json.js';
import { Refusal } from '../refusal.js';
import { objectKey } from './federation.js';

const OTHERWISE = 'standard input is not what kubectl get -w -o json prints';

/**
 * Follows what `kubectl get -w -o json` prints: objects, lists of them, or with `--output-watch-events` events.
 *
 * @param input - The stream.
 * @param objects - The objects so far, by what they go by; it is kept up to date.
 * @returns Goes on each time that something has changed.
 * @throws Refusal for what is no such stream.
 */
export async function* watchObjects(
  input: AsyncIterable<Uint8Array>,
  objects: Map<string, Fields>,
): AsyncGenerator<void> {
  const splitter = new JsonSplitter();
  const decoder = new TextDecoder();
  let begun = false;
  for await (const chunk of input) {
    const part = decoder.decode(chunk, { stream: true });
    // YAML, or a table, would be waited for without end.
    if (!begun && /^\s*[^\s[{]/.test(part))
      throw new Refusal(`${OTHERWISE}: it begins with ${plain(shortened(part.trim(), 20))}`);
    begun ||= part.trim() !== '';
    const texts = splitter.add(part);
    for (const text of texts) apply(parsed(text), objects);
    if (texts.length > 0) yield;
  }
  if (splitter.rest.trim() !== '') throw new Refusal('standard input ends within an object');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : error;
    throw new Refusal(`${OTHERWISE}: ${why}`);
  }
}

function apply(value: unknown, objects: Map<string, Fields>): void {
  if (!isFields(value)) return;
  const { type, object, items } = value;
  if (isFields(object) && typeof type === 'string') {
    if (type === 'ERROR')
      throw new Refusal(`kubectl's watch failed: ${at(object, 'message') ?? 'for no known reason'}`);
    if (type === 'DELETED') objects.delete(objectKey(object));
    else if (type !== 'BOOKMARK') apply(object, objects);
  } else if (Array.isArray(items)) for (const item of items) apply(item, objects);
  else objects.set(objectKey(value), value);
}
