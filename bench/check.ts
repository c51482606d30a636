// Measures every figure that the library promises, and fails where one is missed.
import { FULL, figures, holds, warmUp } from './figures.js';

const digits = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(0));

warmUp(FULL);
let missed = 0;
for (const figure of figures(FULL)) {
  const measured = figure.measure();
  const ok = holds(figure, measured);
  if (!ok) missed += 1;
  const asked = `${figure.bound} ${figure.limit} ${figure.unit}`;
  console.log(
    `${figure.what.padEnd(68)} ${asked.padEnd(18)} ${digits(measured).padStart(8)}  ${ok ? 'ok' : 'MISSED'}`,
  );
}
console.log(missed === 0 ? '\nEvery figure holds.' : `\n${missed} missed.`);
process.exitCode = missed === 0 ? 0 : 1;
