import type {
  ChooseRule,
  ConditionsRule,
  FieldRule,
  PhaseRule,
  Reduction,
  RollupRule,
} from '../../declarative/interpreter-declaration.js';

/** Fields of a status, each with what its reducer does. */
export type FieldWords = readonly (readonly [field: string, words: string])[];

/** What the reducers do that take nothing which changes the words. */
export const REDUCER_WORDS: { readonly [reducer: string]: string } = {
  sum: 'added up',
  quantity: 'added up, as quantities',
  last: 'that of the last cluster by name which reports one',
  first: 'that of the first cluster by name which reports one',
  agreed: 'what all clusters agree on that report one, left out where they differ',
  max: 'the largest',
  min: 'the smallest',
  earliest: 'the earliest',
  latest: 'the latest',
  all: 'true where it is in every cluster that reports it',
  any: 'true where it is in any cluster',
  concat: 'all lists, one after the other by the names of the clusters',
  union: 'the items of all lists, each once',
  conditions: 'one of each type, the worst status wins',
  reflected: 'collected, and left as the template has it',
  vouchedConditions:
    'one of each type, the worst status wins; a cluster that has not processed the present template does not vouch for it',
};

/** Names as code, one after another. */
export function codes(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

/** The words of a phase. */
export function phaseWords({
  order,
  unreported,
  nowhere,
}: {
  readonly [Part in keyof PhaseRule]?: PhaseRule[Part] | undefined;
}): string {
  return [
    order === undefined ? 'the worst' : `the worst of ${codes(order)}`,
    ...(unreported === undefined ? [] : [`a cluster that reports none counts as ${codes([unreported])}`]),
    ...(nowhere === undefined ? [] : [`${codes([nowhere])} where there are no clusters`]),
  ].join('; ');
}

/** The words of merged conditions. */
export function conditionsWords({ badWhenTrue = [], required = [], vouch }: ConditionsRule): string {
  return [
    vouch ? REDUCER_WORDS.vouchedConditions : REDUCER_WORDS.conditions,
    ...(badWhenTrue.length > 0 ? [`True is bad of ${codes(badWhenTrue)}`] : []),
    ...(required.length > 0 ? [`\`Unknown\` in a cluster without ${codes(required)}`] : []),
  ].join('; ');
}

/** The words of an object's fields, those that are the same said once. */
export function objectWords(fields: FieldWords): string {
  return grouped(fields)
    .map(([names, words]) => `${names} ${words}`)
    .join('; ');
}

/** Fields with the same words together, as code. */
export function grouped(fields: FieldWords): FieldWords {
  const byWords = new Map<string, string[]>();
  for (const [field, words] of fields) byWords.set(words, [...(byWords.get(words) ?? []), field]);
  return [...byWords].map(([words, names]) => [codes(names), words]);
}

/** What a rule of a declaration does with a field. */
export function fieldRuleWords(rule: FieldRule): string {
  if (typeof rule === 'string') return reductionWords(rule);
  const { from, reduce, ...reduction } = rule;
  const words = reductionWords(reduce ?? reduction);
  return from === undefined ? words : `${words}; of each cluster, what stands at \`${from}\``;
}

/** What a reduction of a declaration does. */
function reductionWords(reduction: Reduction): string {
  if (typeof reduction === 'string') return REDUCER_WORDS[reduction] as string;
  const { worst, phase, union, conditions, rollup, everyMember, map, mapPerCluster, object, list, choose } =
    reduction;
  if (worst) return `the worst of ${codes(worst)}`;
  if (phase) return phaseWords(phase);
  if (union !== undefined) return `the items of all lists, those of the same \`${union}\` once`;
  if (conditions) return conditionsWords(conditions);
  if (rollup) return rollupWords(rollup);
  if (everyMember) return `${reductionWords(everyMember)}, once every cluster reports one`;
  if (map) return `under each key, ${reductionWords(map)}`;
  if (mapPerCluster) return `under each key of each cluster, ${reductionWords(mapPerCluster)}`;
  if (object) return objectWords(reductionsIn(object));
  if (list) return `one item for each ${codes(list.by)}: ${objectWords(reductionsIn(list.fields))}`;
  if (choose) return `${codes(choose.take)} ${choiceWords(choose)}`;
  return REDUCER_WORDS[Object.keys(reduction)[0] ?? ''] as string;
}

function reductionsIn(fields: { readonly [field: string]: Reduction }): FieldWords {
  return Object.entries(fields).map(([field, inner]) => [field, reductionWords(inner)]);
}

/** What is said of fields that are taken together. */
export function choiceWords({ worstBy }: ChooseRule): string {
  const [[field = '', values = []] = []] = Object.entries(worstBy);
  return `all from the one cluster whose \`${field}\` is the worst of ${codes(values)}`;
}

function rollupWords({ conditions }: RollupRule): string {
  return conditions
    .map(({ type, when }) => `\`${type}\` where ${when === 'all' ? 'every' : 'a'} cluster has it`)
    .join('; ');
}
