import { MOST_CHARACTERS, type SourceFile } from './source-file.js';

/** What an address says of the playground: an example by its id, or files. */
export type SharedState = { readonly example: string } | { readonly files: readonly SourceFile[] };

/** Longer addresses than this are cut by some programs that pass them on. */
export const LONGEST_ADDRESS = 32_000;

/** The part of an address behind `#` that restores the files. */
export async function hashOf(files: readonly SourceFile[]): Promise<string> {
  const json = JSON.stringify(files.map(({ name, text }) => [name, text]));
  const stream = new Blob([json]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return `#files=${btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')}`;
}

/**
 * What an address asks for; `undefined` where it asks for nothing.
 *
 * @throws Error where it is damaged, or would unpack to more than the playground reads.
 */
export async function stateOf(hash: string): Promise<SharedState | undefined> {
  const example = /^#example=([\w-]+)$/.exec(hash)?.[1];
  if (example !== undefined) return { example };
  const packed = /^#files=([\w-]*)$/.exec(hash)?.[1];
  if (packed === undefined) return undefined;
  try {
    const binary = atob(packed.replace(/-/g, '+').replace(/_/g, '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const files: unknown = JSON.parse(await unpacked(bytes));
    if (Array.isArray(files) && files.length > 0 && files.every(isFile)) {
      return { files: files.map(([name, text]) => ({ name, text })) };
    }
  } catch {
    // Said below, in words that help.
  }
  throw new Error('The link is damaged or too large: its files could not be restored.');
}

/** Text that has been packed, up to what the playground reads; JSON writes some characters with six. */
async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += decoder.decode(value, { stream: true });
    if (text.length > 6 * MOST_CHARACTERS) throw new Error('too large');
  }
}

function isFile(value: unknown): value is readonly [name: string, text: string] {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string');
}
