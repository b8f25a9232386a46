/** Normal numbers in bulk: the loop is in assembly/normals.ts, the stream in ../random-state.ts. */
import { setting } from '../platform';
import { hasLoops } from './loops';
import { LoopsMemory } from './loops-memory';

const stateAt = 0; // 624 words
const wordsAt = 2512; // 628 words
const pointsAt = 5040; // 160 points of two float64
const squaresAt = pointsAt + 2560; // 160 float64
const outAt = squaresAt + 1280;

let memory: LoopsMemory | undefined;
let words = new Uint32Array();
let spares = new Float64Array();
let canDraw: boolean | undefined;

/** Whether `bulkNormals` can be used: not with BAYES_FUSED=0, and not where the loops are not at hand. */
export function canDrawInBulk(): boolean {
  canDraw ??= setting('BAYES_FUSED') !== '0' && hasLoops(); // once: looking for them takes longer than a draw
  return canDraw;
}

/**
 * Fills `values` with normal numbers from a twister's state, which it moves on.
 *
 * @returns the state's new position and, where the length is odd, the spare number of the last pair
 */
export function bulkNormals(state: Uint32Array, position: number, values: Float32Array) {
  const count = values.length;
  memory ??= new LoopsMemory();
  const buffer = memory.atLeast(outAt + 4 * (count + 4));
  if (words.buffer !== buffer) {
    words = new Uint32Array(buffer, stateAt, state.length);
    spares = new Float64Array(buffer, squaresAt, 1);
  }
  words.set(state);
  const moved = memory.loops.normals(stateAt, position, count, wordsAt, pointsAt, squaresAt, outAt);
  state.set(words);
  values.set(new Float32Array(buffer, outAt, count));
  return { position: moved, spare: count % 2 === 1 ? spares[0] : undefined };
}
