import { at, isAbsent } from '../../kubernetes/object.js';
import { hasVersion, type Member, type Version } from './member.js';
import type { Progress } from './progress.js';

/** The clusters that have the failed version, or may have it, in the order of their release. */
export function toRevert({ groups }: Progress, version: Version): readonly string[] {
  const released = groups.flatMap(({ members, advances }) =>
    members.flatMap((member, i) => {
      const at = advances[i]?.status.released;
      return at === undefined || runsFormer(member, version) ? [] : [{ name: member.name, at }];
    }),
  );
  return released.sort((a, b) => a.at - b.at).map(({ name }) => name);
}

/** Whether a cluster reports that it has another version, or cannot have got this one. */
function runsFormer({ item, by }: Member, version: Version): boolean {
  if (hasVersion(item, version)) return false;
  if (by !== undefined) return true;
  const { revision } = version;
  return !isAbsent(revision === undefined ? at(item?.status, 'resourceTemplateGeneration') : item?.revision);
}

/** How many clusters a sentence names. */
const MOST_NAMED = 5;

/** Which clusters have to be given which version. */
export function explainRevert(
  names: readonly string[],
  former: string | number | undefined,
): readonly string[] {
  if (names.length === 0) return [];
  const more = names.length > MOST_NAMED ? [`and ${names.length - MOST_NAMED} more`] : [];
  const listed = [...names.slice(0, MOST_NAMED), ...more].join(', ');
  const version = typeof former === 'number' ? `generation ${former}` : former && `revision ${former}`;
  return [`${listed} must be given the former version again${version ? `, ${version}` : ''}`];
}
