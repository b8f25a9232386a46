import { createInterface } from 'node:readline';
import { type BenchNetwork, type Library, network } from './bench-network';
import { networkResults } from './network-results';
import { type NetworkRow, networkRows } from './network-rows';
import { ownTimes } from './own-times';

/**
 * The process of one side of a comparison of clones: a network of this clone's bench, built with the library behind the
 * door that it is given. It must load no other: two copies of TensorFlow.js in one process share an engine. One JSON
 * request a line, one JSON answer a line:
 *
 *     {"do": "load", "row": NAME}                     what the network computes, and on which backend
 *     {"do": "time", "samples": N, "warmup": N}       microseconds of each of the row's works
 */
async function answerRequests(door: string): Promise<void> {
  let row: NetworkRow | undefined;
  let own: BenchNetwork;
  const answer = async (request: { do: string; row: string; samples: number; warmup: number }) => {
    if (request.do === 'load') {
      const library: Library = require(door);
      row = networkRows.find(({ name }) => name === request.row) as NetworkRow;
      const { backend } = await library.useBackend(row.backend);
      own = network(library, row.size);
      return { results: { ...networkResults(library, own), 'the backend': backend } };
    }
    const work = () => own[(row as NetworkRow).work]();
    for (let i = 0; i < request.warmup; i++) work();
    return { times: await ownTimes(work, request.samples) };
  };
  for await (const line of createInterface({ input: process.stdin })) {
    const reply = await answer(JSON.parse(line)).catch((error) => ({ error: `${error.message ?? error}` }));
    console.log(JSON.stringify(reply));
  }
}

if (require.main === module) void answerRequests(process.argv[2] as string);
