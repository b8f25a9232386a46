import { join } from 'node:path';
import type { Clone } from './clone';
import { type NetworkRow, warmUpRounds } from './network-rows';
import { PeerProcess } from './peer-process';
import type { Results } from './results';
import type { Side } from './side';

/**
 * Builds a row's network with a clone's library, in a process that lives as long as the row is measured.
 *
 * @param threads how many native TensorFlow may compute on; WebAssembly has one
 */
export async function networkSide(row: NetworkRow, { door }: Clone, threads = 1): Promise<Side> {
  const peer = new PeerProcess([process.execPath, join(__dirname, 'network-process.js'), door], threads);
  const { samples } = row;
  try {
    const { results } = (await peer.ask({ do: 'load', row: row.name })) as { results: Results };
    await peer.times({ samples, warmup: warmUpRounds * samples });
    return { results, times: () => peer.times({ samples, warmup: 1 }), stop: () => peer.stop() };
  } catch (error) {
    peer.stop();
    throw error;
  }
}
