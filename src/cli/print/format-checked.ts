import type { Log } from 'sarif';
import type { Checked, CheckRule, Finding } from '../check-manifests.js';
import { formatProblem } from './format-problem.js';
import type { Style } from './style.js';

/** How the findings of a check are written. */
export type CheckFormat = 'table' | 'json' | 'github' | 'sarif';

/**
 * The findings of a check as text.
 *
 * @param checked - What was found.
 * @param format - How it is written.
 * @param style - How text for people is marked.
 * @param version - The version of the program, which SARIF names.
 * @returns Whole lines; none where `github` has nothing to annotate.
 */
export function formatChecked(checked: Checked, format: CheckFormat, style: Style, version: string): string {
  return WRITERS[format](checked, style, version);
}

const WRITERS: {
  readonly [format in CheckFormat]: (checked: Checked, style: Style, version: string) => string;
} = {
  table: forPeople,
  json: ({ findings }) => `${JSON.stringify(findings.map(asData), null, 2)}\n`,
  github: ({ findings }) => findings.map((finding) => `${annotation(finding)}\n`).join(''),
  sarif: ({ findings }, _, version) => `${JSON.stringify(sarifLog(findings, version), null, 2)}\n`,
};

function forPeople({ findings, judged }: Checked, style: Style): string {
  const problems = findings.map((finding) => `${formatProblem(finding, style)}\n\n`).join('');
  const [errors, warnings] = (['error', 'warning'] as const).map(
    (severity) => findings.filter((finding) => finding.severity === severity).length,
  );
  const counts = [counted(errors, 'error'), counted(warnings, 'warning')].filter((text) => text !== '');
  const found = counts.length > 0 ? counts.join(' and ') : style('good', 'no faults');
  // What is neither YAML nor JSON has no objects.
  const where = counted(judged, 'object') || (findings.length === 0 ? 'no objects' : '');
  return `${problems}${found}${where && ` in ${where}`}\n`;
}

/** `3 errors`; empty for none. */
function counted(count = 0, noun: string): string {
  return count === 0 ? '' : `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function asData({ severity, rule, message, object, path, source, place }: Finding): object {
  return { severity, rule, message, object, path, file: source?.name ?? '', ...place };
}

/**
 * A finding as a workflow command, which GitHub shows beside the line in a pull request.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
 */
function annotation({ severity, message, rule, source, place }: Finding): string {
  const properties = { file: source?.name, line: place?.line, col: place?.column, title: rule };
  const written = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escaped(`${value}`).replace(/:/g, '%3A').replace(/,/g, '%2C')}`);
  return `::${severity} ${written.join(',')}::${escaped(message)}`;
}

function escaped(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

const RULES: { readonly [rule in CheckRule]: string } = {
  syntax: 'The file is YAML or JSON.',
  kind: 'The kind is one that Karmada has.',
  policy: 'A policy is admitted, and holds back whom it names.',
  binding: 'A binding is admitted, and holds back whom it names.',
  'rollout-strategy': 'A rollout can be carried out by the strategy.',
  declaration: 'A declaration says how a kind is interpreted.',
  customization: 'A customization is admitted, and its scripts run.',
  'webhook-configuration': 'A configuration of webhooks is admitted.',
};

/** @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
function sarifLog(findings: readonly Finding[], version: string): Log {
  const ids = Object.keys(RULES);
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'karmada-interpreter',
            version,
            semanticVersion: version,
            rules: Object.entries(RULES).map(([id, text]) => ({ id, shortDescription: { text } })),
          },
        },
        // Columns are those of JavaScript's texts.
        columnKind: 'utf16CodeUnits',
        results: findings.map(({ severity, rule, message, object, path, source, place }) => ({
          ruleId: rule,
          ruleIndex: ids.indexOf(rule),
          level: severity,
          message: { text: message },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: uriOf(source?.name ?? '') },
                ...(place && { region: { startLine: place.line, startColumn: place.column } }),
              },
              ...(object !== '' && {
                logicalLocations: [{ name: path || object, fullyQualifiedName: `${object} ${path}`.trim() }],
              }),
            },
          ],
        })),
      },
    ],
  };
}

/** The name of a file as a URI: relative to where the command runs, or with the scheme `file` where it is absolute. */
function uriOf(name: string): string {
  const path = name
    .replaceAll('\\', '/')
    .split('/')
    .map((part) => encodeURIComponent(part))
    .join('/');
  return path.startsWith('/') ? `file://${path}` : path;
}
