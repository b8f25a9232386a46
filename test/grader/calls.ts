import type { Call } from '../../exercises/call';
import type { LayerSpec, TensorData } from '../../exercises/model-spec';

/** A tensor with values that differ from each other, between -1 and 1. */
export function tensorData(shape: number[], start = 1): TensorData {
  const size = shape.reduce((product, length) => product * length, 1);
  const values = Array.from({ length: size }, (_, index) => Math.fround(Math.sin(start + index)));
  return { shape, dtype: 'float32', values };
}

/** A BayesLinear layer with all four of its tensors given. */
export function bayes(id: string, inputDim: number, units: number): Extract<LayerSpec, { kind: 'bayes' }> {
  const shapes: [number[], number[], number[], number[]] = [
    [inputDim, units],
    [inputDim, units],
    [units],
    [units],
  ];
  const weights = shapes.map((shape, index) => tensorData(shape, index)) as [
    TensorData,
    TensorData,
    TensorData,
    TensorData,
  ];
  return {
    kind: 'bayes',
    id,
    units,
    inputDim,
    priorMu: 0.25,
    priorSigma: 0.5,
    trainable: true,
    klWeight: 0,
    weights,
  };
}

export function klCall(layers: LayerSpec[], inputDim: number, gradients = false): Call {
  return {
    model: { build: 'sequential', inputDim, layers },
    gradients,
  };
}

export function averageCall(ensemble: TensorData[][]): Call {
  return { ensemble };
}

/** Mean KL per parameter in closed form: Kingma and Welling (2014), appendix B, for any Gaussian prior. */
export function meanKl(layers: Extract<LayerSpec, { kind: 'bayes' }>[]): number {
  let sum = 0;
  let count = 0;
  for (const { weights, priorMu, priorSigma } of layers) {
    for (const [mu, logSigma] of [weights.slice(0, 2), weights.slice(2)] as [TensorData, TensorData][]) {
      mu.values.forEach((mean, index) => {
        const sigma = Math.exp(logSigma.values[index] as number);
        sum +=
          Math.log(priorSigma / sigma) + (sigma ** 2 + (mean - priorMu) ** 2) / (2 * priorSigma ** 2) - 0.5;
        count += 1;
      });
    }
  }
  return sum / count;
}
