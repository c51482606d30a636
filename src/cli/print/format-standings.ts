import { formatExplanation } from 'karmada-interpreter/binding';
import { wrapText } from '../../binding/columns.js';
import { explanationTitle } from '../../binding/format-explanation.js';
import { at, type Fields } from '../../kubernetes/object.js';
import { outcomeOf, type Standing, type stateOfStanding, summaryOf } from '../explain/standings.js';
import type { Mark, Style } from './style.js';

const MARKS: { readonly [state in ReturnType<typeof stateOfStanding>]: Mark } = {
  Healthy: 'good',
  Progressing: 'careful',
  Suspended: 'careful',
  Unknown: 'careful',
  Degraded: 'bad',
};

/** How much is said, and how. */
export interface StandingsLayout {
  readonly width: number;
  readonly style: Style;
  /** Whether everything is said of what is healthy, too. */
  readonly wide: boolean;
}

/**
 * Standings as text: each as `formatExplanation` has it; of several, those that are healthy in one line each, and
 * their numbers at the end.
 *
 * @returns Lines, the last without its end.
 */
export function formatStandings(standings: readonly Standing[], layout: StandingsLayout): string {
  const several = standings.length > 1;
  let text = '';
  let brief = false;
  for (const standing of standings) {
    const whole = layout.wide || !several || outcomeOf(standing) !== 'healthy';
    // Those in one line stand below one another without a gap.
    if (text !== '') text += brief && !whole ? '\n' : '\n\n';
    text += formatStanding(standing, { ...layout, wide: layout.wide }, whole);
    brief = !whole;
  }
  return several
    ? `${text}\n\n${wrapText(summaryOf(standings), layout.width)
        .map((line) => layout.style('strong', line))
        .join('\n')}`
    : text;
}

/** One standing as text, whole or its first line. */
export function formatStanding(
  standing: Standing,
  { width, style, wide }: StandingsLayout,
  whole = true,
): string {
  const { explanation, status, policy } = standing;
  if (!whole && explanation)
    return colored(wrapText(explanationTitle(explanation), width)[0] as string, style);
  const text = explanation ? formatExplanation(explanation, { width }) : plainStanding(standing, width);
  const lines = text.split('\n').map((line) => colored(line, style));
  if (!whole) return lines[0] as string;
  const more = [
    ...(status ? [`federated status: ${countsIn(status)}`] : []),
    ...(wide && policy ? [`policy: ${policy.kind} ${nameIn(policy)}`] : []),
  ].flatMap((line) => wrapText(line, width));
  return [...lines, ...(more.length > 0 ? ['', ...more.map((line) => style('quiet', line))] : [])].join('\n');
}

/** The text of a template without a binding, or of a binding that cannot be explained. */
function plainStanding({ object, health, refusal }: Standing, width: number): string {
  const title = `${object.apiVersion} ${object.kind} ${nameIn(object)}`;
  const [state, message] = health
    ? [`${health.state} (${health.reason})`, health.message ?? '']
    : ['Unknown (NotExplained)', refusal ?? ''];
  const indented = wrapText(message, width - 4).map((line) => `    ${line}`.trimEnd());
  return [...wrapText(`${title}: ${state}`, width), ...indented].filter(Boolean).join('\n');
}

function nameIn({ metadata }: Fields): string {
  return [at(metadata, 'namespace'), at(metadata, 'name')].filter(Boolean).join('/');
}

/** A line with its state marked: that of the whole in its title, that of a cluster in its row. */
function colored(line: string, style: Style): string {
  if (line.startsWith(' ')) return line;
  if (/^(?:CLUSTER +VERSION|PROBLEMS$)/.test(line)) return style('strong', line);
  return line.replace(/(?<=: | {2})(?:Healthy|Progressing|Suspended|Unknown|Degraded)(?= |$)/, (state) =>
    style(MARKS[state as keyof typeof MARKS], state),
  );
}

/** The plain values of a status that are not zero: `replicas 5, readyReplicas 4`. */
function countsIn(status: Fields): string {
  const plain = Object.entries(status).filter(
    ([, value]) => value !== 0 && ['string', 'number', 'boolean'].includes(typeof value),
  );
  return plain.length === 0
    ? 'nothing to count'
    : plain.map(([name, value]) => `${name} ${value}`).join(', ');
}
