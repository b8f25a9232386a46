/**
 * The choice of the backend, once per process: WebAssembly, which with the fused kernels is the fastest for the lecture's
 * networks, else native TensorFlow, else plain JavaScript. `BAYES_BACKEND=tensorflow|wasm|cpu` overrides the choice,
 * `useBackend` changes it for a large network.
 */
import * as tfjs from '@tensorflow/tfjs';
import { registerFusedKernels } from './fused/register-kernels';
import { largeNet } from './large-net-advice';
import { registerMissingKernels } from './missing-kernels';
import { loadBackend, registerFiles, setting } from './platform';
import { registerUnsettled, removeUnsettled } from './unsettled-backend';
import { guardAllocation } from './wasm-allocation';

/** What TensorFlow.js computes with: the native library, WebAssembly or plain JavaScript. */
export type Backend = 'tensorflow' | 'wasm' | 'cpu';

const backends: readonly Backend[] = ['tensorflow', 'wasm', 'cpu'];
/** For small networks, fastest first. */
const byDefault: readonly Backend[] = ['wasm', 'tensorflow', 'cpu'];

/** Which backend runs, and why. */
export interface BackendReport {
  /** The backend in use. */
  backend: Backend;
  /** One sentence for people. */
  reason: string;
}

const strength: Record<Backend, string> = {
  wasm: 'it is the fastest for small networks',
  tensorflow: 'it is the fastest for large networks',
  cpu: 'it runs everywhere',
};

let settled: Promise<BackendReport> | undefined;

/**
 * Settles the backend of this process; later calls change nothing. Has to be awaited before the first operation.
 *
 * @throws {RangeError} where `BAYES_BACKEND` names no backend
 * @throws {Error} where the backend that `BAYES_BACKEND` asks for cannot be loaded
 * @example
 * await tf.ready();
 */
export async function ready(): Promise<void> {
  await backendReport();
}

/**
 * Settles the backend as `ready` does and says which one it is and why.
 *
 * @returns the same report at every call, until `useBackend` or TensorFlow.js' own `tf.setBackend` changes the backend
 * @throws {RangeError} where `BAYES_BACKEND` names no backend
 * @throws {Error} where no backend can be loaded, or not the one that `BAYES_BACKEND` asks for
 */
export async function backendReport(): Promise<BackendReport> {
  settled ??= settle();
  const report = await settled;
  const backend = tfjs.getBackend() as Backend; // what it says counts, not what was settled
  return backend === report.backend ? report : { backend, reason: 'tf.setBackend asks for it' };
}

async function settle(): Promise<BackendReport> {
  const wanted = setting('BAYES_BACKEND');
  if (wanted) {
    if (!isBackend(wanted)) {
      throw new RangeError(
        `Cannot choose a backend: BAYES_BACKEND must be one of ${backends.join(', ')}, got ${wanted}`,
      );
    }
    const problem = await start(wanted);
    if (problem)
      throw new Error(`Cannot start the backend ${wanted} that BAYES_BACKEND asks for: ${problem}`);
    return { backend: wanted, reason: 'BAYES_BACKEND asks for it' };
  }
  const problems: string[] = [];
  for (const backend of byDefault) {
    const problem = await start(backend);
    if (!problem) return { backend, reason: [...problems, strength[backend]].join('; ') };
    problems.push(`${backend}: ${problem}`);
  }
  throw new Error(`Cannot start TensorFlow.js on any backend: ${problems.join('; ')}`);
}

/**
 * Changes the backend of this process; tensors move along when they are next used. `tf.ready()` has chosen the fastest
 * one for small networks already, so this is for large ones, and for nets with operations that WebAssembly does not have:
 * training an embedding, tf.gather, conv2d.
 *
 * @param choice a backend, or `'auto'`: native TensorFlow for a model whose `countParams()` is a million or more, else WebAssembly;
 *   where that one cannot be loaded, the backend stays
 * @param model what `'auto'` looks at; its weights have to exist
 * @returns the backend that is in use from here on, and why
 * @throws {RangeError} where `choice` is none of these
 * @throws {TypeError} where `'auto'` gets no model
 * @throws {Error} where the backend cannot be loaded, or inside a gradient: a tape does not span two backends
 * @example
 * await useBackend('auto', model);
 */
export async function useBackend(choice: Backend | 'auto', model?: tfjs.LayersModel): Promise<BackendReport> {
  if (choice !== 'auto' && !isBackend(choice)) {
    throw new RangeError(
      `Cannot change the backend: it must be auto or one of ${backends.join(', ')}, got ${choice}`,
    );
  }
  if (tfjs.engine().state.gradientDepth > 0) {
    throw new Error('Cannot change the backend inside a gradient: call useBackend before the training loop');
  }
  const before = await backendReport();
  const wanted = choice === 'auto' ? suited(model) : { backend: choice, reason: 'useBackend asks for it' };
  if (wanted.backend === before.backend) return before;
  const problem = await start(wanted.backend);
  if (problem && choice !== 'auto') throw new Error(`Cannot change the backend to ${choice}: ${problem}`);
  const report = problem ? { ...before, reason: `${wanted.backend}: ${problem}; ${before.reason}` } : wanted;
  settled = Promise.resolve(report);
  return report;
}

/** The backend that suits a model of this size. */
function suited(model: unknown): BackendReport {
  if (!(model instanceof tfjs.LayersModel)) {
    throw new TypeError(`Cannot choose a backend: model must be a tf.LayersModel, got ${String(model)}`);
  }
  const count = model.countParams();
  return count >= largeNet
    ? { backend: 'tensorflow', reason: `the model has ${count} parameters, ${strength.tensorflow}` }
    : { backend: 'wasm', reason: `the model has ${count} parameters, ${strength.wasm}` };
}

function isBackend(name: string): name is Backend {
  return (backends as readonly string[]).includes(name);
}

/** Loads and selects a backend; returns what stood in the way, or nothing. */
async function start(backend: Backend): Promise<string | undefined> {
  try {
    loadBackend(backend);
    if (!(await tfjs.setBackend(backend))) return 'TensorFlow.js could not initialise it';
    if (backend !== 'tensorflow') registerFiles(); // native TensorFlow brings them along
    if (backend === 'wasm') {
      guardAllocation();
      registerMissingKernels();
    }
    registerFusedKernels(backend);
    removeUnsettled();
    return undefined;
  } catch (error) {
    const [sentence] = (error instanceof Error ? error.message : String(error)).split('\n');
    return backend === 'tensorflow' ? `${sentence?.trim()} (npm run native)` : sentence;
  }
}

tfjs.enableProdMode(); // without it the cpu backend prints a banner on stderr
registerUnsettled();
