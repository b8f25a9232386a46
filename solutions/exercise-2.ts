import { parametersToVector, tf, vectorToParameters } from 'bayes-notebooks';

// The reference answer to exercise 2 and two other right ones. The generator puts `averageWeights` into the solved
// notebooks, and its comment and signature into the students'.

// pl: Średnia wag po zespole, osobno dla każdego elementu; kształty [W1, b1, W2, b2, …] jak u członków zespołu.
// en: The mean of the weights over the ensemble, element by element; shapes [W1, b1, W2, b2, …] as in its members.
export function averageWeights(ensemble: tf.Tensor[][]): tf.Tensor[] {
  const [first = []] = ensemble;
  return first.map((_, index) =>
    tf.tidy(() => {
      // pl: Ten sam tensor każdego członka, ułożony wzdłuż nowej osi 0. Średnia idzie po niej i po niczym więcej.
      // en: The same tensor of every member along a new axis 0. The mean runs over that axis and no other.
      const stacked = tf.stack(ensemble.map((member) => member[index] as tf.Tensor)); // [S, …shape]
      return stacked.mean(0); // […shape]
    }),
  );
}

/** As one step in the space of parameters: each member a vector, the mean of the vectors, back to the shapes. */
export function averageWeightsAsVectors(ensemble: tf.Tensor[][]): tf.Tensor[] {
  return tf.tidy(() => {
    const vectors = tf.stack(ensemble.map((member) => parametersToVector(member))); // [S, parameters]
    return vectorToParameters(vectors.mean(0), ensemble[0] ?? []);
  });
}

/** As a sum of all members, divided once by their number. */
export function averageWeightsBySum(ensemble: tf.Tensor[][]): tf.Tensor[] {
  return tf.tidy(() =>
    ensemble
      .reduce((sum, member) => sum.map((tensor, index) => tensor.add(member[index] as tf.Tensor)))
      .map((tensor) => tensor.div(ensemble.length)),
  );
}
