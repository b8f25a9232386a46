/** |got - expected| / |expected|; absolute where 0 is expected, NaN where a number is none. */
export function relativeError(got: number, expected: number): number {
  return Math.abs(got - expected) / (expected === 0 ? 1 : Math.abs(expected));
}
