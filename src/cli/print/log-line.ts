import { formatTime } from '../../rollout/staged/metav1-time.js';

/** The most characters of a value that a line shows: a client may send as many as a body may have. */
const LONGEST = 300;

/**
 * A line of a log, as `logfmt` has it: the time, what happened, and what is known of it.
 *
 * @param now - The time, in milliseconds since the epoch.
 * @param event - What happened, in one word.
 * @param fields - What is known of it; what is undefined is left out.
 * @returns The line with its end.
 */
export function logLine(
  now: number,
  event: string,
  fields: { readonly [name: string]: unknown } = {},
): string {
  const known = Object.entries(fields).filter(([, value]) => value !== undefined);
  const pairs = known.map(([name, value]) => `${name}=${written(`${value}`.slice(0, LONGEST))}`);
  const milliseconds = `${now % 1000}`.padStart(3, '0');
  return `${[formatTime(now).replace('Z', `.${milliseconds}Z`), event, ...pairs].join(' ')}\n`;
}

/** A value as one word, or in quotes. */
function written(value: string): string {
  if (/^[\w.:/@[\],%+-]+$/.test(value)) return value;
  return JSON.stringify(value).replace(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
