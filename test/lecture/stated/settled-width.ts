const meanOf = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const varianceOf = (values: number[]): number => {
  const mean = meanOf(values);
  return meanOf(values.map((value) => (value - mean) ** 2));
};

/** How far the means of the last two windows of ten records lie apart, over the root of the sum of their variances. */
function windowShift(sds: number[]): number {
  const [before, now] = [sds.slice(-20, -10), sds.slice(-10)];
  return Math.abs(meanOf(before) - meanOf(now)) / Math.sqrt(varianceOf(before) + varianceOf(now));
}

/** The lecture's rule of convergence, in float64, asked after each ten records. */
export const widthSettled = (sds: number[]): boolean =>
  sds.length >= 20 && sds.length % 10 === 0 && windowShift(sds) < 1;

/** That shift where the width falls by the same amount each time: 10 / sqrt(2 · 99/12). */
export const shiftOfSteadyFall = (): number =>
  windowShift(Array.from({ length: 20 }, (_, index) => 1 - index / 100));
