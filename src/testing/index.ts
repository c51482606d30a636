export { arbitraries, type KindArbitraries, type KindExamples } from './arbitraries.js';
export { assertHealthy, assertSettled } from './assertions.js';
export { type CheckOptions, checkInterpreter } from './check-interpreter.js';
export { deepFreeze } from './deep-freeze.js';
export type { FastCheck } from './fast-check.js';
export { type Counterexample, LawError } from './law-error.js';
export { type LawTestsOptions, lawTests, type RegisterTest } from './law-tests.js';
export type { LawName } from './laws/law.js';
