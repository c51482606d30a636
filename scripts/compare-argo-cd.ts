// Runs Argo CD's own health tests of Karmada's bindings: `npx tsx scripts/compare-argo-cd.ts <checkout of argo-cd>`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { explainBinding } from '../src/binding/index.js';

interface ArgoTests {
  readonly tests: readonly {
    readonly inputPath: string;
    readonly healthStatus: { readonly status: string };
  }[];
}

/** One of their files, also where a text goes on less indented than YAML has it. */
function read(path: string): object {
  const lines: string[] = [];
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const last = lines.at(-1) ?? '';
    if (last.split("'").length % 2 === 0) lines[lines.length - 1] = `${last} ${line.trim()}`;
    else lines.push(line);
  }
  return parse(lines.join('\n'));
}

const [checkout] = process.argv.slice(2);
if (checkout === undefined) throw new Error('Which folder holds the checkout of argo-cd?');
const rows = ['ResourceBinding', 'ClusterResourceBinding'].flatMap((kind) => {
  const folder = join(checkout, 'resource_customizations/work.karmada.io', kind);
  const { tests } = parse(readFileSync(join(folder, 'health_test.yaml'), 'utf8')) as ArgoTests;
  return tests.map(({ inputPath, healthStatus }) => {
    const explanation = explainBinding(read(join(folder, inputPath)));
    return { file: `${kind}/${inputPath}`, theirs: healthStatus.status, explanation };
  });
});
for (const { file, theirs, explanation } of rows) {
  const same = explanation.state === theirs;
  console.log(`${same ? 'same ' : 'OTHER'} ${file}: ${theirs}; ${explanation.state} (${explanation.reason})`);
  if (!same) console.log(`      ${explanation.message}`);
}
const agreed = rows.filter(({ theirs, explanation }) => explanation.state === theirs);
console.log(`${agreed.length} of ${rows.length} the same`);
