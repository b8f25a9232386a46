/** The integral of `f` by the midpoint rule in float64. */
export function integral(f: (x: number) => number, from: number, to: number, cells = 20_000): number {
  const width = (to - from) / cells;
  let sum = 0;
  for (let cell = 0; cell < cells; cell++) sum += f(from + (cell + 0.5) * width);
  return sum * width;
}

/** The logarithm of the normal density. */
export const logNormal = (x: number, mean: number, sd: number): number =>
  -0.5 * ((x - mean) / sd) ** 2 - Math.log(sd * Math.sqrt(2 * Math.PI));

/** E[f(w)] for a normal w, out to twelve standard deviations. */
export const normalMean = (f: (w: number) => number, mean: number, sd: number): number =>
  integral((w) => f(w) * Math.exp(logNormal(w, mean, sd)), mean - 12 * sd, mean + 12 * sd);

/** KL( N(mean, sd²) ‖ N(priorMean, priorSd²) ) as the integral that defines it. */
export const klByIntegral = (mean: number, sd: number, priorMean: number, priorSd: number): number =>
  normalMean((w) => logNormal(w, mean, sd) - logNormal(w, priorMean, priorSd), mean, sd);
