import { band } from './chart';
import type { Data } from './plotly';

type Look = Omit<Parameters<typeof band>[0], 'x' | 'lower' | 'upper'>;

/** The band of three standard deviations on either side of a mean, all [n]. */
export function bandAround(x: number[], mean: number[], sd: number[], look: Look): Data[] {
  const edge = (times: number) => mean.map((centre, at) => centre + times * (sd[at] as number));
  return band({ x, lower: edge(-3), upper: edge(3), ...look });
}
