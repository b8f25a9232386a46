import { secondsSince, TerminalLine } from '../../setup/programs/terminal-line.mjs';

/** What ends within this time, in ms, needs no word. */
const patience = 2000;

/** Says on stderr how far the chains are: on a terminal in one moving line, elsewhere in a line every ten seconds. */
export class ChainProgress {
  #settings;
  #line = new TerminalLine(process.stderr);
  #started = performance.now();
  #next = this.#started + patience;

  /** @param {{ draws: number, burnIn: number, chains: number }} settings */
  constructor(settings) {
    this.#settings = settings;
  }

  /**
   * @param {number} index of the transition that is done
   * @param {number} chain from 0
   */
  show(index, chain) {
    const now = performance.now();
    if (now < this.#next) return;
    const { draws, burnIn, chains } = this.#settings;
    const done = index < 0 ? `burn-in ${index + burnIn + 1} of ${burnIn}` : `draw ${index + 1} of ${draws}`;
    const words = `chain ${chain + 1} of ${chains}, ${done} (${secondsSince(this.#started)})`;
    if (this.#line.moves) this.#line.show(words);
    else this.#line.write(words);
    this.#next = now + (this.#line.moves ? 100 : 10_000);
  }

  /** @returns {string} the time that all of it took, such as `3.0 s` */
  end() {
    this.#line.end();
    return secondsSince(this.#started);
  }
}
