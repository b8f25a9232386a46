/** Runs what every submission runs, so that V8 has compiled it by the time its code is kept. */

import type { ModelSpec, TensorData } from '../../../exercises/model-spec';
import * as library from '../../../lib/index';
import { callAnswer } from './call-answer';

const { tf } = library;

export async function warmUp(): Promise<void> {
  await tf.ready();
  const sum = (model: unknown): unknown => {
    const losses = (model as library.tf.LayersModel).layers.map((layer) =>
      layer instanceof library.BayesLinear ? layer.klLoss() : tf.scalar(0),
    );
    return losses.reduce((total, loss) => total.add(loss)).div(tf.scalar(losses.length));
  };
  const mean = (ensemble: unknown): unknown =>
    (ensemble as library.tf.Tensor[][]).map((member) => tf.stack(member).mean(0));
  callAnswer(sum, { model: net('sequential'), gradients: true });
  callAnswer(sum, { model: net('functional'), gradients: true });
  callAnswer(mean, { ensemble: [[tensor([2, 3]), tensor([2, 3])]] });
}

function net(build: ModelSpec['build']): ModelSpec {
  const weights: [TensorData, TensorData, TensorData, TensorData] = [
    tensor([3, 2]),
    tensor([3, 2]),
    tensor([2]),
    tensor([2]),
  ];
  return {
    build,
    inputDim: 3,
    layers: [
      {
        kind: 'bayes',
        id: 'a',
        units: 2,
        inputDim: 3,
        priorMu: 0,
        priorSigma: 1,
        trainable: true,
        klWeight: 0,
        weights,
      },
      { kind: 'relu', id: 'b' },
      { kind: 'dense', id: 'c', units: 2, inputDim: 2, weights: [tensor([2, 2]), tensor([2])] },
    ],
  };
}

function tensor(shape: number[]): TensorData {
  const size = shape.reduce((product, length) => product * length, 1);
  return { shape, dtype: 'float32', values: Array.from({ length: size }, (_, index) => index / size) };
}
