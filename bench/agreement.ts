import type { tf } from '../lib';
import * as library from '../lib';
import { RandomState } from '../lib/random-state';
import { type BenchNetwork, klWeight } from './bench-network';
import { asResults, checkSeed, type NetworkNumbers, networkResults } from './network-results';
import type { PeerProcess } from './peer-process';
import { agreementOf } from './results';

const encoded = (values: Float32Array, shape: number[]) => ({
  shape,
  data: Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64'),
});
const tensor = (t: tf.Tensor) => encoded(t.dataSync<'float32'>(), t.shape);

/** Gives the peer the network as it stands: data, weights and the noise of its next draw after `setSeed(checkSeed)`. */
export async function sendNetwork(own: BenchNetwork, peer: PeerProcess): Promise<void> {
  const stream = new RandomState(checkSeed);
  await peer.ask({
    do: 'load',
    network: own.name,
    weights: own.layers.map((layer) => layer.getWeights().map(tensor)),
    noise: own.layers.map((layer) =>
      [0, 2].map((i) => {
        const weight = layer.getWeights()[i] as tf.Tensor;
        return encoded(stream.normals(weight.size), weight.shape);
      }),
    ),
    x: tensor(own.x),
    y: tensor(own.y),
    classes: own.classes,
    klWeight,
  });
}

/**
 * Makes sure that PyTorch computes the same as this side, before their times are compared.
 *
 * @returns the largest relative distance of loss, KL, the prediction's and the gradients' norms
 * @throws {Error} where it is above 1e-5
 */
export async function checkAgreement(own: BenchNetwork, peer: PeerProcess): Promise<number> {
  const theirs = (await peer.ask({ do: 'check', network: own.name })) as NetworkNumbers;
  return agreementOf(own.name, networkResults(library, own), asResults(theirs), 'in PyTorch');
}
