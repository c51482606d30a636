import { type Fault, InterpreterError } from 'karmada-interpreter';
import { targetClusters } from 'karmada-interpreter/binding';
import { compileInterpreter } from 'karmada-interpreter/declarative';
import { validateCustomization } from 'karmada-interpreter/lua';
import {
  validateKarmadaStrategy,
  validatePolicy,
  validateRolloutStrategy,
} from 'karmada-interpreter/rollout';
import { validateWebhookConfiguration } from 'karmada-interpreter/webhook';
import { at, isName, type KubernetesObject } from '../kubernetes/object.js';
import { isMeantAsDeclaration, NO_METADATA } from './declaration-meant.js';
import { faultPlace, linePlace } from './input/fault-place.js';
import type { Manifest } from './input/manifest.js';
import type { Reading } from './input/read-manifests.js';
import { kindMeant, objectTitle, type Role, roleOf } from './input/role-of.js';
import type { Problem } from './print/problem.js';

/** What a check judged, as the id of a rule in reports. */
export type CheckRule =
  | 'syntax'
  | 'kind'
  | 'policy'
  | 'binding'
  | 'rollout-strategy'
  | 'declaration'
  | 'customization'
  | 'webhook-configuration';

/** Something wrong with an object in a file. */
export interface Finding extends Problem {
  readonly rule: CheckRule;
  /** Where it stands in the object; empty for the object itself. */
  readonly path: string;
  /** Kind, namespace and name of the object; empty where there is none. */
  readonly object: string;
  /** The object, where it could be read. */
  readonly manifest?: Manifest;
}

/** What is wrong with the objects of some files. */
export interface Checked {
  /** By file, and by their places in it. */
  readonly findings: readonly Finding[];
  /** How many objects there was something to check of. */
  readonly judged: number;
  /** The objects that there was nothing to check of. */
  readonly passed: readonly Manifest[];
}

/** A fault as each part of the library gives it, with its sentence whole. */
interface Judgement extends Fault {
  readonly severity?: Problem['severity'];
  readonly line?: number;
}

/** How the objects of a role are judged, with all others at hand. */
type Judge = (value: unknown, all: Objects) => readonly Judgement[];

/** Objects that others are judged by. */
interface Objects {
  /** The names of the member clusters; `undefined` where there are none in the files. */
  readonly clusters: readonly string[] | undefined;
  /** The customizations before this one. */
  readonly customizations: readonly unknown[];
}

/**
 * Finds what is wrong with the objects of files.
 *
 * @param readings - What the files hold.
 * @returns Every fault of every object, and every document that could not be read.
 */
export function checkManifests(readings: readonly Reading[]): Checked {
  const manifests = readings.flatMap((reading) => reading.manifests);
  const names = manifests.flatMap(({ value }) =>
    roleOf(value) === 'cluster' ? at(value, 'metadata', 'name') : [],
  );
  const customizations: unknown[] = [];
  const passed: Manifest[] = [];
  let judged = 0;
  const findings = readings.flatMap(({ manifests: own, problems }) => {
    const found: Finding[] = problems.map((problem) => ({
      ...problem,
      rule: 'syntax',
      path: '',
      object: '',
    }));
    for (const manifest of own) {
      const role = roleOf(manifest.value);
      const judge = role && JUDGES[role];
      if (!judge) {
        const meant = misnamed(manifest);
        if (meant) found.push(meant);
        else passed.push(manifest);
        continue;
      }
      judged += 1;
      const [rule, faultsIn] = judge;
      const all = { clusters: names.length > 0 ? names.filter(isName) : undefined, customizations };
      for (const fault of faultsIn(manifest.value, all)) found.push(findingOf(manifest, rule, fault));
      if (role === 'customization') customizations.push(manifest.value);
    }
    return found.sort(byPlace);
  });
  return { findings, judged, passed };
}

const JUDGES: { readonly [role in Role]?: readonly [rule: CheckRule, judge: Judge] } = {
  policy: ['policy', (value, { clusters }) => validatePolicy(value, { clusters }).map(continued)],
  binding: ['binding', (value) => validatePolicy(value, { clusters: targetsOf(value) }).map(continued)],
  strategy: ['rollout-strategy', (value) => validateRolloutStrategy(value).map(continued)],
  karmadaStrategy: ['rollout-strategy', judgeKarmadaStrategy],
  declaration: ['declaration', judgeDeclaration],
  customization: ['customization', judgeCustomization],
  webhookConfiguration: ['webhook-configuration', validateWebhookConfiguration],
};

/** A fault whose message goes on from its path. */
function continued<F extends Fault>(fault: F): F {
  return { ...fault, message: `${fault.path} ${fault.message}`.trim() };
}

function judgeKarmadaStrategy(value: unknown): readonly Judgement[] {
  return validateKarmadaStrategy(value).map((fault) =>
    continued({ ...fault, path: fault.path.replace(/^spec\.rolloutStrategy\.?/, '') }),
  );
}

function judgeDeclaration(value: unknown): readonly Judgement[] {
  try {
    compileInterpreter(value);
    return [];
  } catch (error) {
    if (error instanceof InterpreterError) return error.faults;
    throw error;
  }
}

function judgeCustomization(value: unknown, { customizations }: Objects): readonly Judgement[] {
  return validateCustomization(value, customizations).map((fault) => {
    const { path, message } = fault;
    const sentence = message.trim();
    return { ...fault, message: sentence.startsWith(path) ? sentence : `${path}: ${sentence}` };
  });
}

/** The names of the clusters that a binding is scheduled to; `undefined` where that cannot be told. */
function targetsOf(value: unknown): readonly string[] | undefined {
  try {
    return targetClusters(value as KubernetesObject).map(({ name }) => name);
  } catch {
    return undefined;
  }
}

function findingOf(manifest: Manifest, rule: CheckRule, fault: Judgement): Finding {
  const { path, message, severity = 'error', line } = fault;
  const place = line === undefined ? faultPlace(manifest, path, message) : linePlace(manifest, path, line);
  return {
    severity,
    message,
    source: manifest.source,
    place,
    rule,
    path,
    object: objectTitle(manifest.value),
    manifest,
  };
}

/** That an object of one of Karmada's groups has a misspelt kind, or that a declaration has what makes it an object. */
function misnamed(manifest: Manifest): Finding | undefined {
  if (isMeantAsDeclaration(manifest.value))
    return findingOf(manifest, 'declaration', {
      path: 'metadata',
      message: NO_METADATA,
      severity: 'warning',
    });
  const hint = kindMeant(manifest.value);
  if (hint === '') return undefined;
  const message = `kind ${at(manifest.value, 'kind')} is none of Karmada's${hint}`;
  return findingOf(manifest, 'kind', { path: 'kind', message, severity: 'warning' });
}

function byPlace({ place: a }: Finding, { place: b }: Finding): number {
  return (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0);
}
