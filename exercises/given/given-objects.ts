import * as tf from '../../lib/tensorflow';
import type { Call, Inputs } from '../call';
import type { Given } from './given';
import { giveModel } from './given-model';
import { giveEnsemble, giveTensors } from './given-tensors';

/** The objects that the calls of one function are made on, one call after the other. */
export class GivenObjects {
  #given: Given | undefined;

  /** New objects, or those of the call before where the call says so and there are any. */
  for(call: Call): Given {
    if (this.#given && call.sameObjects) {
      this.#given.putBack();
      return this.#given;
    }
    this.end();
    tf.engine().startScope(); // it ends with the objects: what a function keeps for them lives as long
    this.#given = give(call);
    return this.#given;
  }

  /** Lets go of the last objects. */
  end(): void {
    if (!this.#given) return;
    this.#given.dispose();
    this.#given = undefined;
    tf.engine().endScope();
  }
}

function give(input: Inputs): Given {
  if ('model' in input) return giveModel(input.model);
  return 'ensemble' in input ? giveEnsemble(input.ensemble) : giveTensors(input.tensors);
}
