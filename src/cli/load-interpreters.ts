import {
  createInterpreter,
  defaultInterpreters,
  type Interpreter,
  type KindInterpreter,
} from 'karmada-interpreter';
import { compileInterpreter } from 'karmada-interpreter/declarative';
import { compileCustomizations } from 'karmada-interpreter/lua';
import { checkManifests, type Finding } from './check-manifests.js';
import { isMeantAsDeclaration } from './declaration-meant.js';
import type { Manifest } from './input/manifest.js';
import type { Reading } from './input/read-manifests.js';
import { roleOf } from './input/role-of.js';

/** The kinds that files say how to interpret. */
export interface Loaded {
  /** Those, and every built-in kind. */
  readonly interpreter: Interpreter;
  /** Those alone. */
  readonly own: readonly KindInterpreter[];
  /** What is wrong with the files; what has an error is not among the kinds. */
  readonly findings: readonly Finding[];
  /** The objects of the files that are neither declarations nor customizations. */
  readonly others: readonly Manifest[];
}

/**
 * Makes interpreters of declarations and customizations. A script comes before a declaration of its kind, as it comes
 * before a webhook in Karmada, and both before the built-in kind.
 *
 * @param readings - What the files hold.
 * @param now - What scripts take for the present, in milliseconds since the epoch; those that ask fail without it.
 */
export function loadInterpreters(readings: readonly Reading[], now?: number): Loaded {
  const ours = ({ value }: Manifest) => saysHow(value) || isMeantAsDeclaration(value);
  const { findings } = checkManifests(
    readings.map(({ manifests, problems }) => ({ problems, manifests: manifests.filter(ours) })),
  );
  const manifests = readings.flatMap((reading) => reading.manifests);
  const sound = (role: string) =>
    manifests.filter((manifest) => roleOf(manifest.value) === role && !isFaulty(manifest, findings));
  const declared = sound('declaration').map(({ value }) => compileInterpreter(value));
  const base = createInterpreter({ interpreters: [...defaultInterpreters, ...declared] });
  const scripted = compileCustomizations(
    sound('customization').map(({ value }) => value),
    { base, now },
  );
  const own = [...declared, ...scripted];
  return {
    interpreter: createInterpreter({ interpreters: [...defaultInterpreters, ...own] }),
    own,
    findings,
    others: manifests.filter((manifest) => !ours(manifest)),
  };
}

/** Whether an object says how a kind is interpreted. */
export function saysHow(value: unknown): boolean {
  return ['declaration', 'customization'].includes(roleOf(value) ?? '');
}

/** Whether an object has an error. */
function isFaulty(manifest: Manifest, findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'error' && finding.manifest === manifest);
}
