/** A number as a fraction from a half to one and a power of two. */
export function fractionAndPower(x: number): [fraction: number, power: number] {
  if (x === 0 || !Number.isFinite(x)) return [x, 0];
  let exponent = Math.max(-1023, Math.floor(Math.log2(Math.abs(x))) + 1);
  let fraction = x * 2 ** -exponent;
  for (; Math.abs(fraction) < 0.5; exponent--) fraction *= 2;
  for (; Math.abs(fraction) >= 1; exponent++) fraction /= 2;
  return [fraction, exponent];
}

/** A number times a power of two, in steps that do not overflow where the result does not. */
export function timesPower(x: number, exponent: number): number {
  if (x === 0 || !Number.isFinite(x)) return x;
  const bounded = Math.max(-4000, Math.min(4000, exponent));
  const steps = Math.max(1, Math.min(3, Math.ceil(Math.abs(exponent) / 1023)));
  const each = Math.trunc(bounded / steps);
  let result = x;
  for (let i = 1; i < steps; i++) result *= 2 ** each;
  return result * 2 ** (bounded - each * (steps - 1));
}

/**
 * Go's `math.Pow`, which rounds otherwise than the engines of JavaScript: they do not agree with each other either.
 *
 * @see https://github.com/golang/go/blob/go1.22.0/src/math/pow.go
 */
export function power(a: number, b: number): number {
  if (a === 1 || (a === -1 && !Number.isFinite(b) && !Number.isNaN(b))) return 1;
  if (!Number.isFinite(a) || !Number.isFinite(b) || a === 0 || b === 0) return a ** b;
  if (b === 1) return a;
  if (b === 0.5) return Math.sqrt(a);
  if (b === -0.5) return 1 / Math.sqrt(a);
  let whole = Math.trunc(Math.abs(b));
  let rest = Math.abs(b) - whole;
  if (rest !== 0 && a < 0) return Number.NaN;
  if (whole >= 2 ** 63) {
    if (a === -1) return 1;
    return Math.abs(a) < 1 === b > 0 ? 0 : Number.POSITIVE_INFINITY;
  }
  let result = 1;
  let exponent = 0;
  if (rest !== 0) {
    if (rest > 0.5) {
      rest--;
      whole++;
    }
    result = Math.exp(rest * Math.log(a));
  }
  // By squaring the fraction: its power of two is added up beside it.
  let [factor, shift] = fractionAndPower(a);
  for (let left = whole; left !== 0; left = Math.floor(left / 2)) {
    if (Math.abs(shift) > 4096) {
      exponent += shift;
      break;
    }
    if (left % 2 === 1) {
      result *= factor;
      exponent += shift;
    }
    factor *= factor;
    shift *= 2;
    if (factor < 0.5) {
      factor += factor;
      shift--;
    }
  }
  return b < 0 ? timesPower(1 / result, -exponent) : timesPower(result, exponent);
}
