import type { Layer } from '../sandbox/detect-layers';

/** The sandbox as it was on each of several machines, told as one: a layer counts where all of them had it. */
export function weakestLayers([first = [], ...others]: readonly (readonly Layer[])[]): Layer[] {
  return first.map((layer) => {
    const same = [layer, ...others.map((report) => report.find(({ name }) => name === layer.name))];
    return same.find((one) => one && !one.active) ?? layer;
  });
}
