import compareBuild from 'semver/functions/compare-build.js';
import parse from 'semver/functions/parse.js';
import satisfies from 'semver/functions/satisfies.js';

/** A suffix that says that a version is not out yet; any other one says who built it. */
const UNRELEASED = /^(alpha|beta|rc|pre|preview|dev|snapshot|canary|nightly|next|m\d|\d)/i;

/** Two or three numbers, and what stands behind them. */
const VERSION = /^v?(\d{1,15})\.(\d{1,15})(?:\.(\d{1,15}))?(?:-([\w.-]{1,64}))?(?:\+([\w.-]{1,64}))?$/;

/**
 * The semantic version in a revision: that of an image's tag, without a leading `v`, without what pins a digest,
 * `1.27` as `1.27.0`, and with a builder's suffix as what it is: `1.29.3-gke.100` is a build of 1.29.3, not a
 * version before it. `undefined` where there is none.
 */
export function versionOf(revision: string): string | undefined {
  const found = VERSION.exec(tagOf(revision));
  if (!found) return undefined;
  const [, major, minor, patch = '0', suffix, build] = found;
  const unreleased = suffix !== undefined && UNRELEASED.test(suffix);
  const builds = [unreleased ? undefined : suffix, build].filter((part) => part !== undefined);
  const text = `${major}.${minor}.${patch}${unreleased ? `-${suffix}` : ''}`;
  return parse(text) ? (builds.length > 0 ? `${text}+${builds.join('.')}` : text) : undefined;
}

/** Orders versions; those that differ in their build only, by that. */
export function compareVersions(a: string, b: string): number {
  return compareBuild(a, b);
}

/** Whether the version in a revision is one of a range. */
export function isInRange(revision: string, range: string): boolean {
  const version = versionOf(revision);
  if (version === undefined) return false;
  // Where the range speaks of builds, as in `>=1.29.3-gke.100`, builds are what it compares.
  const builds = [...range.matchAll(/\d-([a-z][\w.]*)/gi)].some(
    ([, suffix = '']) => !UNRELEASED.test(suffix),
  );
  return satisfies(builds ? version.replace('+', '-') : version, range, { includePrerelease: true });
}

/** The tag of an image, without its digest; any other revision as far as an `@`. */
function tagOf(revision: string): string {
  const [name = ''] = revision.split('@', 1);
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf(':')) + 1);
}
