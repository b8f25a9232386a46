import { backendReport } from '../lib/tensorflow';
import { irisSize, sineSize } from './bench-network';
import { compareBackends, defaultVerdict } from './compare-backends';

/** Prints one training step of the lecture's nets on each backend, for `npm run doctor`. */
export async function printBackendTable(samples: number): Promise<void> {
  const { backend } = await backendReport();
  const times = await compareBackends(console.log, [sineSize, irisSize], samples);
  console.log(defaultVerdict(times, backend));
}
