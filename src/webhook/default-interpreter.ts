import { lazy } from '../boundary/lazy.js';
import { createInterpreter } from '../interpreters/create-interpreter.js';

/** The interpreter of every built-in kind, for callers that name none: one for all of them. */
export const defaultInterpreter = /* @__PURE__ */ lazy(() => createInterpreter());
