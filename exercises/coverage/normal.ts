/** The error function in float64: its series, all terms of one sign. */
export function erf(x: number): number {
  if (Math.abs(x) > 6) return Math.sign(x); // to the last digit
  let term = ((2 * x) / Math.sqrt(Math.PI)) * Math.exp(-x * x);
  let sum = term;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return sum;
}

/**
 * Half the width of a standard normal's central interval with this probability, by bisection of erf(z / sqrt 2): 1.96 of
 * 0.95. Of a negative probability its negative.
 */
export function halfWidth(level: number): number {
  const known = widths.get(level) ?? bisected(level);
  widths.set(level, known);
  return known;
}

const widths = new Map<number, number>();

function bisected(level: number): number {
  let [low, high] = [-9, 9];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (erf(middle / Math.SQRT2) < level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
