import { adam, BayesLinear, tf } from 'bayes-notebooks';
import { klLoss } from '../../solutions/exercise-1';

/** The lecture's Bayesian net, inputs-100-outputs with ReLU, every parameter with the same prior. */
export function lectureNetwork(inputs: number, outputs: number, priorSigma = 0.1): tf.Sequential {
  return tf.sequential({
    layers: [
      new BayesLinear({ units: 100, inputDim: inputs, priorSigma }), // [N, 100]
      tf.layers.reLU(),
      new BayesLinear({ units: outputs, inputDim: 100, priorSigma }), // [N, outputs]
    ],
  });
}

/** Trains on until `after`, which is told how many steps were done, says that it is enough. */
export function trainUntil(
  model: tf.LayersModel,
  dataLoss: () => tf.Tensor,
  weightAt: (step: number) => number,
  after: (steps: number) => boolean,
): void {
  const optimizer = adam(0.01);
  let steps = 0;
  do {
    optimizer.minimize(() =>
      dataLoss()
        .add(klLoss(model).mul(weightAt(steps)))
        .asScalar(),
    );
    steps++;
  } while (!after(steps));
  optimizer.dispose();
}
