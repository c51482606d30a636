import { shortened } from '../errors.js';

/** The widest text that is written on one line. */
const WIDTH = 96;

/** The most lines that one value takes up in a message. */
const MOST_LINES = 60;

/** A value as a person writes it: JSON, with words for what JSON cannot hold, on as few lines as fit. */
export function showValue(value: unknown, indent = ''): string {
  const lines = written(value, indent, 0).split('\n');
  const left = lines.length - MOST_LINES;
  return left > 0
    ? [...lines.slice(0, MOST_LINES), `${indent}… and ${left} more lines`].join('\n')
    : lines.join('\n');
}

function written(value: unknown, indent: string, depth: number): string {
  if (typeof value !== 'object' || value === null) return plain(value);
  if (depth > 20) return '…';
  if (value instanceof Error) return `${value.name}: ${shortened(value.message, 500)}`;
  const list = Array.isArray(value);
  const entries = list
    ? Array.from(value, (entry) => ['', entry] as const)
    : Object.entries(value).map(([key, entry]) => [`${keyed(key)}: `, entry] as const);
  const [open, close] = list ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0) return `${open}${close}`;
  const below = entries.map(([key, entry]) => `${key}${written(entry, `${indent}  `, depth + 1)}`);
  const line = `${open} ${below.join(', ')} ${close}`;
  if (line.length + indent.length <= WIDTH && !line.includes('\n')) return line;
  return `${open}\n${below.map((entry) => `${indent}  ${entry},\n`).join('')}${indent}${close}`;
}

function plain(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(shortened(value, 300));
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return '() => {}';
  return Object.is(value, -0) ? '-0' : String(value);
}

function keyed(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}
