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
 *     {"do": "cold", "row": NAME, "steps": N}         microseconds of a step, the mean of the first ones: to be asked alone
 */
async function answerRequests(door: string): Promise<void> {
  let row: NetworkRow | undefined;
  let own: BenchNetwork;
  const answer = async (request: {
    do: string;
    row: string;
    samples: number;
    warmup: number;
    steps: number;
  }) => {
    if (request.do !== 'time') {
      const library: Library = require(door);
      row = networkRows.find(({ name }) => name === request.row) as NetworkRow;
      const { backend } = await library.useBackend(row.backend);
      own = network(library, row.size);
      if (request.do === 'cold') return { times: [meanTime(own.step, request.steps)] };
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

function meanTime(work: () => void, count: number): number {
  const began = performance.now();
  for (let i = 0; i < count; i++) work();
  return ((performance.now() - began) * 1000) / count;
}

if (require.main === module) void answerRequests(process.argv[2] as string);
