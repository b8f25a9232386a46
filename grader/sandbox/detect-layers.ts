import { type LaunchLayers, noLayers } from './launch';

/** The layers that work on this machine, each by trying it. */
export async function detectLayers(_runtime: string): Promise<LaunchLayers> {
  return noLayers;
}
