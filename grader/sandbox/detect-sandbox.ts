import { detectLayers, type Layer } from './detect-layers';
import { openRuntime } from './runtime';

/** Every layer of the sandbox as it is on this machine, each found out by trying it: for the doctor. */
export async function detectSandbox(): Promise<Layer[]> {
  return (await detectLayers(await openRuntime())).report;
}
