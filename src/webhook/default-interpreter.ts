import { lazy } from '../boundary/lazy.js';
import { createInterpreter } from '../interpreters/create-interpreter.js';

/** The interpreter of every built-in kind, which all callers without one of their own share. */
export const defaultInterpreter = /* @__PURE__ */ lazy(() => createInterpreter());
