import { toBytes } from '../runtime/lua-text.js';
import { compileFault } from './compile-fault.js';
import { checkLimits } from './lua-limits.js';
import { parseChunk } from './lua-parser.js';
import type { FunctionNode } from './lua-syntax.js';

/** A script that gopher-lua would compile. */
export interface ParsedScript {
  readonly node: FunctionNode;
  /** The global names in it. */
  readonly globals: ReadonlySet<string>;
}

/**
 * Parses a script, and refuses what gopher-lua's compiler refuses.
 *
 * @throws ScriptError with gopher-lua's text.
 */
export function parseScript(source: string): ParsedScript {
  const parsed = parseChunk(toBytes(source));
  try {
    checkLimits(parsed.node);
  } catch (error) {
    if (error instanceof RangeError) throw compileFault(0, 'chunk has too many syntax levels');
    throw error;
  }
  return parsed;
}
