import { BayesLinear, tf } from 'bayes-notebooks';

// The reference answer to exercise 1 and two other right ones. The generator puts `klLoss`, with what it calls, into
// the solved notebooks, and its comment and signature into the students'.

// pl: Średnia dywergencja KL na jeden parametr: suma KL wszystkich warstw BayesLinear przez liczbę ich parametrów.
// en: The mean KL divergence per parameter: the sum over all BayesLinear layers, over the number of their parameters.
export function klLoss(model: tf.LayersModel): tf.Scalar {
  // pl: Zbiór, a nie lista: warstwa użyta w modelu dwa razy ma jeden komplet wag, liczy się więc raz.
  // en: A set, not a list: a layer that a model uses twice has one set of weights, so it counts once.
  const layers = [...new Set(bayesianLayers(model))];
  return tf.tidy(() => {
    const sum = tf.addN(layers.map((layer) => layer.klLoss())); // []
    // pl: Parametrem jest para (mu, log sigma), a TensorFlow.js liczy oba tensory, stąd połowa.
    // en: A parameter is a pair (mu, log sigma); TensorFlow.js counts both tensors, hence the half.
    const parameters = layers.reduce((count, layer) => count + layer.countParams() / 2, 0);
    // pl: Dzielimy raz, na końcu. Średnia ze średnich warstw ważyłaby małe warstwy na równi z dużymi.
    // en: Divide once, at the end. A mean of the layers' means would weigh small layers like large ones.
    return sum.div(parameters).asScalar();
  });
}

// pl: Warstwa bayesowska jest sama swoją listą, każda inna to listy warstw, które ma w środku.
// en: A Bayesian layer is a list of itself, any other one the lists of the layers that it has inside.
function bayesianLayers(layer: tf.layers.Layer): BayesLinear[] {
  return layer instanceof BayesLinear ? [layer] : innerLayers(layer).flatMap(bayesianLayers);
}

// pl: Model zagnieżdżony ma listę warstw, tf.layers.timeDistributed i własna warstwa mają je w swoich polach.
// en: A nested model has a list of layers, tf.layers.timeDistributed and a layer of your own have them in their fields.
function innerLayers(layer: tf.layers.Layer): tf.layers.Layer[] {
  if (layer instanceof tf.LayersModel) return layer.layers;
  const fields: unknown[] = Object.values(layer).flat();
  return fields.filter((field): field is tf.layers.Layer => field instanceof tf.layers.Layer);
}

/** With a stack of layers still to be looked at instead of recursion, and the parameters counted from the weights. */
export function klLossWithStack(model: tf.LayersModel): tf.Scalar {
  const seen = new Set<BayesLinear>();
  const waiting: tf.layers.Layer[] = [model];
  for (let layer = waiting.pop(); layer; layer = waiting.pop()) {
    if (layer instanceof BayesLinear) seen.add(layer);
    else waiting.push(...innerLayers(layer));
  }
  return tf.tidy(() => {
    let sum: tf.Tensor = tf.scalar(0);
    let parameters = 0;
    for (const layer of seen) {
      const [weightMu, , biasMu] = layer.getWeights(); // [in, units], [units]
      sum = sum.add(layer.klLoss());
      parameters += (weightMu?.size ?? 0) + (biasMu?.size ?? 0);
    }
    return sum.div(parameters) as tf.Scalar;
  });
}

/** With the mean per layer, weighted by the layer's share of all parameters: the same number by another road. */
export function klLossWeighted(model: tf.LayersModel): tf.Scalar {
  const layers = [...new Set(bayesianLayers(model))];
  const sizes = layers.map((layer) => layer.countParams() / 2);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return tf.tidy(() =>
    layers
      .map((layer, index) => {
        const size = sizes[index] ?? 0;
        return layer
          .klLoss()
          .div(size)
          .mul(size / total);
      })
      .reduce((sum, share) => sum.add(share), tf.scalar(0))
      .asScalar(),
  );
}
