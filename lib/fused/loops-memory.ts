import { type Loops, loopsOver } from './loops';

const page = 65536;

/** The inner loops over a memory of their own, for numbers that do not live in TensorFlow.js' WebAssembly memory. */
export class LoopsMemory {
  readonly loops: Loops;
  readonly #memory = new WebAssembly.Memory({ initial: 1 });

  /** @throws {Error} where the project is not built */
  constructor() {
    this.loops = loopsOver(this.#memory);
  }

  /** The whole memory, of at least so many bytes; an array over it is of no use once it has grown. */
  atLeast(bytes: number): ArrayBuffer {
    const missing = bytes - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / page));
    return this.#memory.buffer;
  }
}
