import type { KindInterpreter } from 'karmada-interpreter';
import { wrapText } from '../../binding/columns.js';
import { at, type Fields, isName } from '../../kubernetes/object.js';
import { RULES } from '../../lua/customization/read-customization.js';
import { checkManifests } from '../check-manifests.js';
import type { Manifest } from '../input/manifest.js';
import { roleOf } from '../input/role-of.js';
import { loadInterpreters } from '../load-interpreters.js';
import type { Style } from '../print/style.js';

/** What a check comes to. */
export interface Checked {
  readonly text: string;
  readonly failed: boolean;
}

/** As wide as karmadactl's first column: the longest name, its indent and colon, and three blanks. */
const FIRST = 27;

/**
 * Checks customizations and declarations, and writes for each its rules as `karmadactl interpret --check` does.
 *
 * @see https://github.com/karmada-io/karmada/blob/v1.15.0/pkg/karmadactl/interpret/check.go
 */
export function checkCustomizations(manifests: readonly Manifest[], style: Style): Checked {
  let failed = false;
  const blocks = manifests.map((manifest) => {
    const { value, source } = manifest;
    const name = at(value.metadata, 'name');
    const lines = ['-----------------------------------', `SOURCE: ${isName(name) ? name : source.name}`];
    const role = roleOf(value);
    if (role !== 'customization' && role !== 'declaration') {
      failed = true;
      return [
        ...lines,
        `not a ResourceInterpreterCustomization, got ${value.apiVersion}, Kind=${value.kind}`,
      ];
    }
    const { findings } = checkManifests([{ manifests: [manifest], problems: [] }]);
    const errors = findings.filter(({ severity }) => severity === 'error');
    failed ||= errors.length > 0;
    const target = role === 'customization' ? at(value.spec, 'target') : value;
    const own = errors.length === 0 ? loadInterpreters([{ manifests: [manifest], problems: [] }]).own : [];
    const rules = RULES.map(({ operation, member }) => {
      const path = `spec.customizations.${member}.`;
      const fault = errors.find((error) => error.path.startsWith(path));
      const result = fault
        ? style('bad', `ERROR: ${fault.message.replace(/^.*Lua script error: /, '')}`)
        : isSet(value, member, operation, own)
          ? style('good', 'PASS')
          : style('quiet', 'UNSET');
      return `${`    ${operation}:`.padEnd(FIRST)}${result}`;
    });
    const others = errors.filter((error) => !RULES.some(({ member }) => error.path.includes(`.${member}.`)));
    return [
      ...lines,
      `TARGET: ${[at(target, 'apiVersion'), at(target, 'kind')].filter((name) => name !== undefined).join(' ')}`,
      ...(others.length > 0
        ? others.flatMap(({ message }) => wrapText(`ERROR: ${message}`, 80).map((line) => style('bad', line)))
        : ['RULERS:', ...rules]),
    ];
  });
  return { text: blocks.map((lines) => `${lines.join('\n')}\n`).join(''), failed };
}

/** Whether there is a rule for an operation: a script, or what a declaration says of it. */
function isSet(value: Fields, member: string, operation: string, own: readonly KindInterpreter[]): boolean {
  if (roleOf(value) === 'customization') {
    return isName(at(value.spec, 'customizations', member, 'luaScript'));
  }
  return own.some(({ operations }) => (operations as readonly string[]).includes(operation));
}
