// Measures every figure that the library promises, as a table in Markdown, and fails where one is missed. With texts as
// arguments, only those figures that have one of them in what they are about.
import { type Figure, FULL, figures, HEAD, holds, rowOf, warmUp } from './figures.js';

/** How often a figure may be measured: what else the machine does can make it worse, and never better. */
const ATTEMPTS = 5;

function measure(figure: Figure): number {
  let measured = figure.measure();
  for (let attempt = 1; attempt < ATTEMPTS && !holds(figure, measured); attempt++)
    measured = figure.measure();
  return measured;
}

const asked = process.argv.slice(2);
warmUp(FULL);
console.log(HEAD);
const missed: string[] = [];
for (const figure of figures(FULL)) {
  if (asked.length > 0 && !asked.some((text) => figure.what.includes(text))) continue;
  const measured = measure(figure);
  console.log(rowOf(figure, measured));
  if (!holds(figure, measured)) missed.push(figure.what);
}
if (missed.length === 0) console.log('\nEvery figure holds.');
else console.log(`\nMissed:\n${missed.map((what) => `- ${what}`).join('\n')}`);
process.exitCode = missed.length === 0 ? 0 : 1;
