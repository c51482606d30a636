import { formatPath } from '../../boundary/format-path.js';
import { parsePath, type Step } from '../../boundary/parse-path.js';
import { reader } from '../../declarative/reader.js';
import { type Fields, isAbsent, isFields } from '../../kubernetes/object.js';
import { faultPlace } from '../input/fault-place.js';
import type { Manifest } from '../input/manifest.js';
import type { Problem } from '../print/problem.js';

/** What values are compared with is no path, whatever it looks like. */
const VALUES = ['equals', 'oneOf', 'matches'];

const STATUSLESS: Problem = {
  severity: 'warning',
  message: 'the sample has no status: give the object as a member cluster has it',
};

/** A path of a declaration, and where in the declaration it stands. */
interface DeclaredPath {
  readonly path: string;
  readonly steps: readonly Step[];
}

/**
 * The paths of a declaration at which a sample has nothing: each is misspelt, or of a field that objects may leave out.
 *
 * @param declaration - One that compiles.
 * @param sample - An object of its kind, as a member cluster has it.
 * @returns A warning for each path, where it stands first.
 */
export function absentPaths(declaration: Manifest, sample: Fields): readonly Problem[] {
  const seen = new Set<string>();
  // Of a sample without any status, one sentence says enough.
  const without = isAbsent(sample.status) ? [STATUSLESS] : [];
  const found = [...statusPaths(declaration.value), ...pathsIn(declaration.value, [])].flatMap(
    ({ path, steps }) => {
      const parsed = parsePath(path);
      if ('refused' in parsed || seen.has(parsed.text)) return [];
      seen.add(parsed.text);
      if (reader(parsed)(sample).length > 0) return [];
      if (without.length > 0 && /^\$(?:\.|\[['"])status\b/.test(parsed.text)) return [];
      const message = `nothing stands at ${parsed.text} in the sample`;
      const place = faultPlace(declaration, formatPath(steps));
      return [{ severity: 'warning' as const, message, source: declaration.source, place }];
    },
  );
  return [...without, ...found.sort(({ place: a }, { place: b }) => a.line - b.line || a.column - b.column)];
}

/** The paths of the fields of the status that are where their names say. */
function statusPaths({ status }: Fields): readonly DeclaredPath[] {
  if (!isFields(status)) return [];
  return Object.entries(status).flatMap(([field, rule]) =>
    isFields(rule) && rule.from !== undefined
      ? []
      : [{ path: `$.status.${field}`, steps: ['status', field] }],
  );
}

/** The paths that a declaration spells out; what asks whether something exists expects that it may not. */
function pathsIn(value: unknown, steps: readonly Step[]): readonly DeclaredPath[] {
  if (typeof value === 'string') return /^\{?\$?[.[]/.test(value) ? [{ path: value, steps }] : [];
  if (Array.isArray(value)) return value.flatMap((item, i) => pathsIn(item, [...steps, i]));
  if (!isFields(value) || 'exists' in value) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    VALUES.includes(key) && !isFields(inner) ? [] : pathsIn(inner, [...steps, key]),
  );
}
