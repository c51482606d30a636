import { invalid } from '../errors.js';
import { compare } from '../kubernetes/compare.js';
import { asJson } from '../kubernetes/json.js';
import {
  at,
  type Fields,
  isAbsent,
  isCount,
  isFields,
  isName,
  MAX_SAFE,
  type Refuse,
  typed,
} from '../kubernetes/object.js';
import { isDirect } from './eviction.js';
import { permanentId, type WorkFacts, worksOf } from './items-from-works.js';
import { type MemberReport, observedAs, readItem } from './member-report.js';
import type { BindingParts } from './read-binding.js';

/** What is reported of a binding's clusters. */
export interface Reports {
  /** By cluster; more than one where a list has a cluster twice. */
  readonly byCluster: ReadonlyMap<string, readonly MemberReport[]>;
  /** The newest generation of the template that anybody mentions. */
  readonly newest: number | undefined;
  /** Whether they are taken from Works. */
  readonly fromWorks: boolean;
}

/**
 * Reads what is reported: by the Works, where they are known, else by the items of the binding, which are a copy of
 * that and may be late.
 */
export function reportsOf(binding: BindingParts, works: unknown, wrong: Refuse): Reports {
  const facts = factsOf(binding, works, wrong);
  const byCluster = new Map<string, MemberReport[]>();
  const rollout = at(binding.status.rollout, 'observedGeneration');
  let newest = isCount(rollout, MAX_SAFE) ? rollout + 0 : undefined;
  const mention = (generation: number | undefined): void => {
    if (generation !== undefined && !(newest !== undefined && newest >= generation)) newest = generation;
  };
  const as = observedAs(binding.resource);
  let repeats = false;
  const add = (report: MemberReport): void => {
    const others = byCluster.get(report.clusterName);
    if (others) {
      others.push(report);
      repeats = true;
    } else byCluster.set(report.clusterName, [report]);
  };

  const path = 'status.aggregatedStatus';
  const items = typed(binding.status.aggregatedStatus, path, 'a list', facts ? ignore : wrong) ?? [];
  for (let i = 0; i < items.length; i++) {
    const source = items[i];
    if (!isFields(source) || !isName(source.clusterName)) {
      // The items of the Works stand in for all of these.
      if (!facts) refuseItem(source, `${path}[${i}]`, wrong);
      continue;
    }
    const item = readItem(source, () => `${path}[${i}]`, as, facts ? ignore : wrong);
    mention(item.resourceTemplateGeneration);
    if (!facts) add({ clusterName: source.clusterName, item });
  }
  for (const work of facts ?? []) {
    const item =
      work.item && readItem(work.item as unknown as Fields, () => `${work.path}.status`, as, wrong);
    mention(item?.resourceTemplateGeneration);
    mention(work.generation);
    add({ clusterName: work.clusterName, work, item });
  }
  const repeated = repeats ? [...byCluster].filter(([, reports]) => reports.length > 1) : [];
  for (const [clusterName, reports] of repeated.sort(([a], [b]) => compare(a, b))) {
    const place = facts ? 'works[*].metadata.namespace' : `${path}[*].clusterName`;
    wrong(place, clusterName, 'that of one alone');
    reports.sort(byText);
  }
  return { byCluster, newest, fromWorks: facts !== undefined };
}

/** The cluster, if any, that is to be purged directly and still has its Work: nothing is synced until that is gone. */
export function purgingCluster(
  { byCluster, fromWorks }: Reports,
  evictions: ReadonlyMap<string, Fields>,
): string | undefined {
  if (!fromWorks) return undefined;
  const purged = [...evictions].filter(([name, task]) => isDirect(task) && byCluster.has(name));
  return purged.map(([name]) => name).sort()[0];
}

function factsOf(binding: BindingParts, works: unknown, wrong: Refuse): readonly WorkFacts[] | undefined {
  if (isAbsent(works)) return undefined;
  if (!Array.isArray(works)) throw invalid('INVALID_OPTIONS', 'options.works', works, 'a list');
  const facts = worksOf(works, binding, binding.resource, wrong);
  // Without the id nobody can tell whose Works they are: the binding's own items are all there is.
  return isName(permanentId(binding)) ? facts : undefined;
}

function refuseItem(item: unknown, path: string, wrong: Refuse): void {
  if (!isFields(item)) wrong(path, item, 'an object');
  else wrong(`${path}.clusterName`, item.clusterName, "a cluster's name");
}

const ignore: Refuse = () => undefined;

/** An order of what is reported of one cluster that does not depend on the list's. */
function byText(a: MemberReport, b: MemberReport): number {
  return compare(textOf(a), textOf(b));
}

function textOf({ item, work }: MemberReport): string {
  return `${JSON.stringify(asJson(item?.source))} ${work?.deleting} ${work?.generation} ${work?.suspended}`;
}
