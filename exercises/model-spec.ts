/** A tensor as plain data. `values` are row-major; NaN and the infinities travel as strings in JSON. */
export interface TensorData {
  shape: number[];
  dtype: 'float32' | 'int32' | 'bool';
  values: number[];
}

/** One layer of a net. A shared layer stands twice with the same `id`. */
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

/** A net as plain data. `sequential` applies the layers in order; `functional` does the same through tf.input and tf.model. */
export interface ModelSpec {
  build: 'sequential' | 'functional';
  inputDim: number;
  layers: LayerSpec[];
}
