import type * as tf from '../../lib/tensorflow';
import { toTensor } from '../build-model';
import type { Change } from '../call';
import type { TensorData } from '../model-spec';
import { equalLists } from './equal-lists';
import type { Given } from './given';

/** Tensors that are given away one by one. */
export function giveTensors(data: TensorData[]): Given {
  const kept = data.map((one) => new KeptTensor(one));
  const tensors = () => kept.map(({ tensor }) => tensor);
  return {
    get inputs() {
      return tensors();
    },
    get tensors() {
      return tensors();
    },
    changes: () => changesOf(kept),
    putBack: () => kept.forEach((one) => one.putBack()),
    dispose() {},
  };
}

/** A list of members, each a list of tensors, that is given away. */
export function giveEnsemble(data: TensorData[][]): Given {
  const kept = data.map((member) => member.map((one) => new KeptTensor(one)));
  const tensorsOf = (member: KeptTensor[]) => member.map(({ tensor }) => tensor);
  const members = kept.map(tensorsOf);
  const ensemble = [...members];
  return {
    inputs: [ensemble],
    get tensors() {
      return kept.flatMap(tensorsOf);
    },
    changes() {
      const changed = changesOf(kept.flat());
      if (!equalLists(ensemble, members)) changed.push('list');
      if (members.some((member, i) => !equalLists(member, tensorsOf(kept[i] ?? [])))) changed.push('members');
      return changed;
    },
    putBack() {
      for (const one of kept.flat()) one.putBack();
      for (const [i, member] of members.entries()) refill(member, tensorsOf(kept[i] ?? []));
      refill(ensemble, members);
    },
    dispose() {},
  };
}

function refill<T>(list: T[], items: T[]): void {
  if (!equalLists(list, items)) list.splice(0, list.length, ...items);
}

function changesOf(tensors: KeptTensor[]): Change[] {
  if (tensors.some(({ tensor }) => tensor.isDisposed)) return ['disposed'];
  return tensors.some(({ changed }) => changed) ? ['values'] : [];
}

/** A tensor that is given away, with the values that it had. */
class KeptTensor {
  tensor: tf.Tensor;
  readonly #data: TensorData;
  readonly #values: ArrayLike<number>;

  constructor(data: TensorData) {
    this.#data = data;
    this.tensor = toTensor(data);
    this.#values = this.tensor.dataSync().slice();
  }

  get changed(): boolean {
    return !equalLists(this.tensor.dataSync(), this.#values);
  }

  putBack(): void {
    if (this.tensor.isDisposed) this.tensor = toTensor(this.#data);
    else if (this.changed) this.tensor.dataSync().set(this.#values);
  }
}
