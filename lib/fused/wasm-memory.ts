/** The fused kernels' door to TensorFlow.js' WebAssembly backend: its memory, in which both compute without a copy. */
import * as tf from '@tensorflow/tfjs';
import { type Loops, loopsOver } from './loops';

/** What is used of the class BackendWasm of @tensorflow/tfjs-backend-wasm 4.22, part of it private there. */
interface WasmBackend {
  wasm: {
    asm: { memory: { readonly buffer: ArrayBuffer } };
    _malloc(bytes: number): number;
    _free(pointer: number): void;
  };
  dataIdMap: { get(dataId: object): { memoryOffset: number } };
  makeOutput(shape: number[], dtype: 'float32'): tf.TensorInfo;
  refCount(dataId: object): number;
  disposeData(dataId: object): boolean;
}

export class WasmMemory {
  readonly loops: Loops;
  readonly #backend: WasmBackend;
  #view = new Float32Array(0);
  #scratchPointer = 0;
  #scratchLength = 0;

  /** @throws {Error} where the project is not built */
  constructor(backend: WasmBackend) {
    this.#backend = backend;
    this.loops = loopsOver(backend.wasm.asm.memory);
  }

  /** Where a tensor's numbers begin. */
  pointer({ dataId }: tf.TensorInfo | tf.Tensor): number {
    return this.#backend.dataIdMap.get(dataId).memoryOffset;
  }

  /** A new tensor, not yet filled. */
  output(shape: number[]): tf.TensorInfo {
    return this.#backend.makeOutput(shape, 'float32');
  }

  /** Frees what `output` has made and no kernel gives out. */
  free({ dataId }: tf.TensorInfo): void {
    this.#backend.disposeData(dataId);
  }

  /** Whether a tensor's numbers are its own: nothing else sees it when they change. */
  isOwn(tensor: tf.Tensor): boolean {
    return this.#backend.refCount(tensor.dataId) === 1;
  }

  /** Room for `length` numbers, until the next call. */
  scratch(length: number): number {
    if (length > this.#scratchLength) {
      const { wasm } = this.#backend;
      if (this.#scratchPointer) wasm._free(this.#scratchPointer);
      [this.#scratchPointer, this.#scratchLength] = [0, 0]; // for where the next line finds no memory
      this.#scratchPointer = wasm._malloc(4 * length) >>> 0; // above 2 GB it comes as a negative number
      this.#scratchLength = length;
    }
    return this.#scratchPointer;
  }

  write(pointer: number, values: Float32Array): void {
    this.#numbers().set(values, pointer / 4);
  }

  read(pointer: number): number {
    return this.#numbers()[pointer / 4] as number;
  }

  set(pointer: number, value: number): void {
    this.#numbers()[pointer / 4] = value;
  }

  #numbers(): Float32Array {
    const { buffer } = this.#backend.wasm.asm.memory;
    if (this.#view.buffer !== buffer) this.#view = new Float32Array(buffer); // the memory has grown
    return this.#view;
  }
}

let memory: WasmMemory | undefined;

/** The memory of the WebAssembly backend in use. */
export function wasmMemory(): WasmMemory {
  memory ??= new WasmMemory(tf.backend() as unknown as WasmBackend);
  return memory;
}
