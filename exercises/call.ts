/**
 * What the parent and the child that runs a submission say to each other.
 *
 * The child receives inputs and returns values; it never learns an expected value. The parent, which
 * never runs a student's code, holds the references and decides. So a forged answer can only be a wrong value.
 */

/** A tensor as plain data. `values` are row-major; NaN and the infinities travel as strings in JSON. */
export interface TensorData {
  shape: number[];
  dtype: 'float32' | 'int32' | 'bool';
  values: number[];
}

/** One layer of the net that a check builds in the child. A shared layer stands twice with the same `id`. */
export type LayerSpec =
  | {
      kind: 'bayes';
      id: string;
      units: number;
      inputDim: number;
      priorMu: number;
      priorSigma: number;
      trainable: boolean;
      klWeight: number;
      /** weightMu, weightLogSigma, biasMu, biasLogSigma */
      weights: [TensorData, TensorData, TensorData, TensorData];
    }
  | { kind: 'dense'; id: string; units: number; inputDim: number; weights: [TensorData, TensorData] }
  | { kind: 'relu' | 'softmax'; id: string }
  | { kind: 'dropout'; id: string; rate: number }
  | { kind: 'model'; id: string; model: ModelSpec };

/** `sequential` applies the layers in order; `functional` does the same through tf.input and tf.model. */
export interface ModelSpec {
  build: 'sequential' | 'functional';
  inputDim: number;
  layers: LayerSpec[];
}

/** One call of the student's function, made by one check. */
export type Call =
  | {
      check: string;
      exercise: 'exercise-1';
      model: ModelSpec /** also return d value / d every weight */;
      gradients: boolean;
    }
  | { check: string; exercise: 'exercise-2'; ensemble: TensorData[][] }
  /** Any other exercise: answer(...tensors). */
  | { check: string; exercise: string; tensors: TensorData[] };

/** What the child saw beside the value. Advice only: the child could forge it. */
export interface SideEffects {
  inputsChanged: boolean;
  inputsDisposed: boolean;
  tensorsLeaked: number;
}

/** The outcome of one call, made by the parent out of what came from the child, or of what became of the child. */
export type Outcome =
  | {
      kind: 'value';
      value: TensorData | TensorData[];
      gradients?: TensorData[];
      effects: SideEffects;
      cpuSeconds: number;
    }
  | { kind: 'wrong-kind'; got: string; cpuSeconds: number } // a string, a plain number, a promise, a disposed tensor ...
  | { kind: 'error'; message: string; cpuSeconds: number } // the student's function threw
  | { kind: 'timeout'; limit: 'cpu' | 'idle'; cpuSeconds: number }
  | { kind: 'crash'; reason: string; cpuSeconds: number } // process.exit, killed, out of memory, malformed answer
  | { kind: 'load-error'; message: string }; // the module with the answer could not be loaded: concerns every call

/** The part of a submission that one exercise needs, as one CommonJS module of JavaScript. */
export interface Extracted {
  exercise: string;
  status: 'found' | 'missing' | 'unloadable';
  /** TypeScript as the student wrote it, for the report. */
  source: string;
  /** JavaScript that sets module.exports.answer to the student's function. */
  code: string;
  /** What the extractor had to assume ("found as kl_loss in cell 12 without its tag"). Both languages. */
  assumptions: { pl: string; en: string }[];
  /** Why it is missing or cannot be loaded, with the cell's number. */
  message?: { pl: string; en: string };
  cell?: number;
}
