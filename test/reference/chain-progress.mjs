import { ProgressLine } from './progress-line.mjs';

/** Says on stderr how far the chains are. */
export class ChainProgress extends ProgressLine {
  #settings;

  /** @param {{ draws: number, burnIn: number, chains: number }} settings */
  constructor(settings) {
    super();
    this.#settings = settings;
  }

  /**
   * @param {number} index of the transition that is done
   * @param {number} chain from 0
   */
  showTransition(index, chain) {
    const { draws, burnIn, chains } = this.#settings;
    const done = () =>
      index < 0 ? `burn-in ${index + burnIn + 1} of ${burnIn}` : `draw ${index + 1} of ${draws}`;
    this.show(() => `chain ${chain + 1} of ${chains}, ${done()}`);
  }
}
