import { lazy } from '../../boundary/lazy.js';
import { type AggregatedStatusItems, inOrder, listItems } from '../../generation/items.js';
import { compare } from '../../kubernetes/compare.js';
import { refuseFaults } from '../strategy/rollout-error.js';
import type { RequiredRevision } from '../strategy/rollout-strategy.js';
import { fields, optional, path, range, rolloutFaults } from '../strategy/schema-helpers.js';
import { compareVersions, isInRange, versionOf } from '../strategy/semantic-version.js';
import { revisionAt } from './revision-at.js';

/** Which revision to compare. */
export interface RevisionSkewOptions {
  readonly path: RequiredRevision['path'];
  /** The semantic versions that are asked for, such as `">=1.29 <1.31"`. */
  readonly range?: string | undefined;
}

/** Which member runs which revision. */
export interface RevisionSkew {
  /** Whether every member reports a revision, and all the same one. */
  readonly converged: boolean;
  /** The clusters by revision: semantic versions lowest first, all others by their text. */
  readonly revisions: readonly { readonly revision: string; readonly clusters: readonly string[] }[];
  /** The clusters that report no revision. */
  readonly missing: readonly string[];
  /** The extremes, where every revision is a semantic version, as the members report them. */
  readonly lowest?: string;
  readonly highest?: string;
  /** The clusters outside of `range`, or without a version to compare; only where there is a range. */
  readonly outside?: readonly string[];
}

const optionsSchema = /* @__PURE__ */ lazy(() => fields({ path: path(), range: optional(range()) }));

/**
 * Which member runs which revision, and how far apart they are.
 *
 * @param items - What the members report, in any order.
 * @param options - Where the revision stands in their status, and the range that it should be in.
 * @returns The clusters by revision; where all are semantic versions, also the extremes. A leading `v` counts for
 * nothing, an image stands for its tag, and a builder's suffix such as `-gke.100` does not put a version before
 * the one that it was built from.
 * @throws {RolloutError} for a path or a range that is none; `InterpreterError` `INVALID_ITEMS`.
 *
 * @example
 * revisionSkew([{ clusterName: 'a', status: { version: 'v1.2.0' } }], { path: 'version', range: '^1.3' }).outside;
 * // ['a']
 */
export function revisionSkew(items: AggregatedStatusItems, options: RevisionSkewOptions): RevisionSkew {
  refuseFaults(rolloutFaults(optionsSchema(), options, 'options'));
  const byRevision = new Map<string, string[]>();
  const missing: string[] = [];
  const outside: string[] = [];
  for (const item of inOrder(listItems(items))) {
    const { clusterName } = item;
    const revision = revisionAt(item, options.path);
    const clusters = revision === undefined ? missing : byRevision.get(revision);
    if (clusters) clusters.push(clusterName);
    else if (revision !== undefined) byRevision.set(revision, [clusterName]);
    if (options.range !== undefined && !isInRange(revision ?? '', options.range)) outside.push(clusterName);
  }
  const revisions = [...byRevision].map(([revision, clusters]) => ({ revision, clusters }));
  revisions.sort((a, b) => compareRevisions(a.revision, b.revision));
  const comparable = revisions.every(({ revision }) => versionOf(revision) !== undefined);
  const [lowest, highest] = [revisions[0], revisions.at(-1)];
  return {
    converged: missing.length === 0 && revisions.length <= 1,
    revisions,
    missing,
    ...(comparable && lowest && highest && { lowest: lowest.revision, highest: highest.revision }),
    ...(options.range !== undefined && { outside }),
  };
}

/** Versions first, lowest first; whatever else there is by its text. */
function compareRevisions(a: string, b: string): number {
  const [left, right] = [versionOf(a), versionOf(b)];
  if (left !== undefined && right !== undefined) return compareVersions(left, right) || compare(a, b);
  return Number(left === undefined) - Number(right === undefined) || compare(a, b);
}
