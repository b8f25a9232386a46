import { adam, BayesLinear, setSeed, tf } from 'bayes-notebooks';
import { describe, expect, test } from 'vitest';
import { distance, scattered } from './agreement';

/** A frozen net, so that two passes over it draw the same weights. */
function frozenNet(): { net: tf.Sequential; layers: BayesLinear[] } {
  setSeed(3);
  const layers = [
    new BayesLinear({ units: 7, inputDim: 3, priorSigma: 0.4 }),
    new BayesLinear({ units: 2, inputDim: 7, priorSigma: 0.4 }),
  ];
  for (const layer of layers) layer.freeze();
  return { net: tf.sequential({ layers: [layers[0]!, tf.layers.reLU(), layers[1]!] }), layers };
}

/** The gradients that `minimize` works with, beside those of tf.variableGrads. */
function bothWays(loss: () => tf.Scalar) {
  const ours = adam(0.01).computeGradients(loss);
  const theirs = tf.variableGrads(loss);
  return { ours, theirs };
}

function expectSame(loss: () => tf.Scalar): void {
  tf.tidy(() => {
    const { ours, theirs } = bothWays(loss);
    expect(distance(ours.value, theirs.value)).toBe(0);
    expect(Object.keys(ours.grads).sort()).toEqual(Object.keys(theirs.grads).sort());
    for (const [name, gradient] of Object.entries(theirs.grads)) {
      expect(distance(ours.grads[name]!, gradient)).toBeLessThan(1e-6);
    }
  });
}

describe('the gradients of adam().minimize() are those of tf.variableGrads', () => {
  const x = () => scattered([9, 3], 2, 1);
  const y = () => scattered([9, 2], 2, 2);

  test('for a Bayesian net with its KL', () => {
    const { net, layers } = frozenNet();
    expectSame(() => {
      const fit = tf.losses.meanSquaredError(y(), net.apply(x()) as tf.Tensor);
      return tf.add(fit, tf.mul(0.1, tf.add(layers[0]!.klLoss(), layers[1]!.klLoss()))).asScalar();
    });
    net.dispose();
  });

  test('for every operation on scalars, in each of its places, and for a scalar that is not the last', () => {
    const [one, other] = [tf.variable(tf.scalar(1.7)), tf.variable(tf.tensor1d([-0.6]))];
    expectSame(() => {
      const [a, b] = [one, tf.reshape(other, [])];
      const terms = [tf.sub(a, b), tf.neg(b), tf.mul(a, tf.mul(b, b)), tf.div(a, b), tf.div(2, a)];
      return tf.add(tf.addN(terms), tf.sum(tf.mul(tf.exp(a), tf.tensor1d([1, 2])))).asScalar();
    });
    tf.dispose([one, other]);
  });

  test('for a layer that is used twice, beside one that is not used at all', () => {
    const twice = new BayesLinear({ units: 3, inputDim: 3 });
    const unused = new BayesLinear({ units: 3, inputDim: 3 });
    twice.freeze();
    expectSame(() => tf.sum(twice.apply(tf.relu(twice.apply(x()) as tf.Tensor)) as tf.Tensor).asScalar());
    for (const layer of [twice, unused]) layer.dispose();
  });

  test('for operations with several outputs, constants, and parts that do not lead to the loss', () => {
    const weight = tf.variable(scattered([4, 6], 2, 4));
    expectSame(() => {
      const [left, right] = tf.split(weight, 2, 1) as [tf.Tensor, tf.Tensor];
      tf.mean(tf.exp(right));
      const table = tf.concat([left, tf.ones([4, 1])], 1);
      return tf.mean(tf.mul(tf.softmax(table), tf.range(0, 4).expandDims(1))).asScalar();
    });
    weight.dispose();
  });

  test('for a loss that disposes what its gradient needs, and a variable that is used three times', () => {
    const weight = tf.variable(scattered([3, 3], 2, 4));
    expectSame(() => {
      const product = tf.matMul(weight, weight);
      const value = tf.sum(tf.exp(product));
      product.dispose();
      return tf.add(value, tf.sum(tf.square(weight))).asScalar();
    });
    weight.dispose();
  });

  test('for a loss with a gradient in it, such as a penalty on slopes', () => {
    const weight = tf.variable(scattered([3, 4], 2, 4));
    expectSame(() => {
      const slope = tf.grad((input: tf.Tensor) => tf.sum(tf.exp(tf.matMul(tf.square(input), weight))));
      return tf.sum(tf.square(slope(x()))).asScalar();
    });
    weight.dispose();
  });

  test('for such a penalty on a Bayesian net', () => {
    const { net } = frozenNet();
    net.apply(x()); // draws the noise that both keep
    expectSame(() => {
      const slope = tf.grad((input: tf.Tensor) => tf.sum(tf.exp(net.apply(input) as tf.Tensor)));
      return tf.sum(tf.square(slope(x()))).asScalar();
    });
    net.dispose();
  });

  test('for a loss that is one of the variables', () => {
    const weight = tf.variable(tf.scalar(3));
    expectSame(() => weight as tf.Variable & tf.Scalar);
    weight.dispose();
  });

  test('for the variables that are asked for alone, and null for those that are not trained', () => {
    const [first, second] = [tf.variable(tf.scalar(3)), tf.variable(tf.scalar(4))];
    const loss = () => tf.mul(tf.square(first), second).asScalar();
    const gradientsBy = (...list: tf.Variable[]) => adam(0.01).computeGradients(loss, list).grads;
    expect(gradientsBy(second)[second.name]!.dataSync()[0]).toBe(9);
    expect(Object.keys(gradientsBy(second))).toEqual([second.name]);
    first.trainable = false;
    expect(gradientsBy(first, second)[first.name]).toBeNull();
    tf.dispose([first, second]);
  });

  test('within a gradient', () => {
    const weight = tf.variable(tf.scalar(3));
    const slopeOfSlope = tf.grad((factor: tf.Tensor) => {
      const { grads } = adam(0.01).computeGradients(() => tf.mul(factor, tf.square(weight)) as tf.Scalar);
      return grads[weight.name]!; // 2 factor weight
    })(tf.scalar(5));
    expect(slopeOfSlope.dataSync()[0]).toBe(6);
    weight.dispose();
  });
});

describe('adam().minimize()', () => {
  test('keeps the number of tensors, also where the loss throws', () => {
    const { net } = frozenNet();
    const optimizer = adam(0.01);
    const x = scattered([9, 3], 2, 1);
    const loss = () => tf.sum(net.apply(x) as tf.Tensor).asScalar();
    optimizer.minimize(loss);
    const before = tf.memory().numTensors;
    optimizer.minimize(loss);
    expect(tf.memory().numTensors).toBe(before);
    const failing = () => {
      throw new Error('in the loss');
    };
    expect(() => optimizer.minimize(failing)).toThrow('in the loss');
    optimizer.minimize(loss);
    expect(tf.memory().numTensors).toBe(before);
    net.dispose();
  });

  test('says what a loss must be', () => {
    const weight = tf.variable(tf.tensor1d([1, 2]));
    const optimizer = adam(0.01);
    expect(() => optimizer.minimize(() => tf.square(weight) as tf.Tensor as tf.Scalar)).toThrow(
      /scalar|\[2\]/,
    );
    expect(() => optimizer.minimize(() => tf.scalar(1))).toThrow(/variable/);
    weight.dispose();
  });
});
