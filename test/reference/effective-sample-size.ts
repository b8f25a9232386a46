/**
 * How many independent draws would say as much about the mean as these of a chain: n / (1 + 2 * the sum of the
 * autocorrelations), which is cut off where a pair of neighbours is no longer positive, as from there on there is noise
 * alone (Geyer, "Practical Markov chain Monte Carlo", 1992, section 3.3).
 *
 * @param draws of one quantity, in the chain's order
 * @returns more than their number where neighbours lie on opposite sides of the mean
 */
export function effectiveSampleSize(draws: readonly number[]): number {
  const n = draws.length;
  const mean = draws.reduce((sum, draw) => sum + draw, 0) / n;
  const apart = draws.map((draw) => draw - mean);
  const covariance = (lag: number) => {
    let sum = 0;
    for (let i = lag; i < n; i++) sum += apart[i]! * apart[i - lag]!;
    return sum / n;
  };
  const variance = covariance(0);
  let pairs = 0; // of correlations at lags 2 k and 2 k + 1, that of lag 0 among them
  for (let lag = 0; lag + 1 < n; lag += 2) {
    const pair = (covariance(lag) + covariance(lag + 1)) / variance;
    if (pair <= 0) break;
    pairs += pair;
  }
  return n / Math.max(2 * pairs - 1, 1 / n);
}
