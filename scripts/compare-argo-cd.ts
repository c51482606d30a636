// Runs Argo CD's own health tests, of Karmada's bindings and of the kinds that are known here:
// `npx tsx scripts/compare-argo-cd.ts <checkout of argo-cd>`.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { explainBinding } from '../src/binding/index.js';
import { createInterpreter, type KubernetesObject } from '../src/index.js';

interface ArgoTests {
  readonly tests: readonly {
    readonly inputPath?: string;
    /** As two of their rows have it. */
    readonly inputpath?: string;
    readonly healthStatus: { readonly status: string };
  }[];
}

interface Row {
  readonly file: string;
  readonly theirs: string;
  readonly ours: { readonly state: string; readonly reason: string; readonly message: string };
}

const [checkout] = process.argv.slice(2);
if (checkout === undefined) throw new Error('Which folder holds the checkout of argo-cd?');
const interpreter = createInterpreter();

/** One of their files, also where a text goes on less indented than YAML has it, or a key stands twice. */
function read(path: string): KubernetesObject {
  const lines: string[] = [];
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const last = lines.at(-1) ?? '';
    if (!last.includes('#') && last.split("'").length % 2 === 0)
      lines[lines.length - 1] = `${last} ${line.trim()}`;
    else lines.push(line);
  }
  return parse(lines.join('\n'), { uniqueKeys: false });
}

/** What is said here of one of their objects; nothing of a kind that is not known. */
function rowOf(path: string, file: string, theirs: string): readonly Row[] {
  const object = read(path);
  if (object.apiVersion?.startsWith('work.karmada.io/')) {
    return [{ file, theirs, ours: explainBinding(object) }];
  }
  if (!interpreter.supports(object, 'InterpretHealth')) return [];
  return [{ file, theirs, ours: interpreter.interpretHealth(object) }];
}

/** The tests of Lua scripts: a file for each kind lists its inputs. */
function customizationRows(root: string): readonly Row[] {
  const files = readdirSync(join(root, 'resource_customizations'), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('health_test.yaml'))
    .sort()
    .flatMap((file) => {
      const folder = join(root, 'resource_customizations', dirname(file));
      const { tests } = parse(readFileSync(join(root, 'resource_customizations', file), 'utf8')) as ArgoTests;
      return tests.flatMap(({ inputpath = '', inputPath = inputpath, healthStatus }) =>
        rowOf(join(folder, inputPath), `${dirname(file)}/${inputPath}`, healthStatus.status),
      );
    });
}

/** The tests of what is built in: lines of Go that name a file and what it comes to. */
function builtInRows(root: string): readonly Row[] {
  const folder = join(root, 'gitops-engine/pkg/health');
  const tests = readFileSync(join(folder, 'health_test.go'), 'utf8');
  const listed = tests.matchAll(/assertAppHealth\(t, "\.\/(testdata\/[^"]+)", HealthStatus(\w+)\)/g);
  return [...listed].flatMap(([, file = '', theirs = '']) => rowOf(join(folder, file), file, theirs));
}

const rows = [...customizationRows(checkout), ...builtInRows(checkout)];
for (const { file, theirs, ours } of rows) {
  const same = ours.state === theirs;
  console.log(`${same ? 'same ' : 'OTHER'} ${file}: ${theirs}; ${ours.state} (${ours.reason})`);
  if (!same) console.log(`      ${ours.message}`);
}
console.log(`${rows.filter(({ theirs, ours }) => ours.state === theirs).length} of ${rows.length} the same`);
