import { fractionAndPower, power, timesPower } from '../runtime/go-power.js';
import { Values } from '../runtime/lua-values.js';
import type { Machine } from '../runtime/machine.js';
import { modulo } from '../runtime/operators.js';
import { integerArgument, numberArgument } from './lua-arguments.js';

/** What is as in JavaScript. */
const LIKE_MATH = 'abs acos asin atan ceil cos cosh exp floor log log10 sin sinh sqrt tan tanh'.split(' ');

/** `math`, but for random numbers: with them, the same object would have several answers. */
export function mathLibrary(machine: Machine) {
  const one = (calculate: (x: number) => number) => (value: unknown) =>
    calculate(numberArgument(machine, value, 1));
  const two = (calculate: (x: number, y: number) => number) => (first: unknown, second: unknown) => {
    const x = numberArgument(machine, first, 1);
    // A remainder of what is very large takes time.
    machine.spend(16);
    return calculate(x, numberArgument(machine, second, 2));
  };
  const best =
    (better: (x: number, y: number) => boolean) =>
    (...args: unknown[]) => {
      if (args.length === 0) throw machine.fault('wrong number of arguments');
      let found = numberArgument(machine, args[0], 1);
      for (let i = 1; i < args.length; i++) {
        const value = numberArgument(machine, args[i], i + 1);
        if (better(value, found)) found = value;
      }
      return found;
    };
  const impure = () => {
    throw machine.fault('math.random is not deterministic');
  };
  return {
    ...Object.fromEntries(LIKE_MATH.map((name) => [name, one(Math[name as 'abs'])])),
    atan2: two(Math.atan2),
    deg: one((x) => (x * 180) / Math.PI),
    fmod: two((x, y) => x % y),
    frexp(value: unknown) {
      return new Values(fractionAndPower(numberArgument(machine, value, 1)));
    },
    huge: Number.MAX_VALUE,
    ldexp(value: unknown, exponent: unknown) {
      const x = numberArgument(machine, value, 1);
      return timesPower(x, integerArgument(machine, exponent, 2));
    },
    max: best((x, y) => x > y),
    min: best((x, y) => x < y),
    mod: two(modulo),
    modf(value: unknown) {
      const x = numberArgument(machine, value, 1);
      // Go's answer for what has no whole part.
      if (!Number.isFinite(x)) return new Values([x, Number.NaN]);
      return new Values([Math.trunc(x), x - Math.trunc(x)]);
    },
    pi: Math.PI,
    pow: two(power),
    rad: one((x) => (x * Math.PI) / 180),
    random: impure,
    randomseed: impure,
  };
}
