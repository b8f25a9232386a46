import { secondsSince, TerminalLine } from '../../setup/programs/terminal-line.mjs';

/** What ends within this time, in ms, needs no word. */
const patience = 2000;

/** Says on stderr how far a program is: on a terminal in one moving line, elsewhere in a line every ten seconds. */
export class ProgressLine {
  #line = new TerminalLine(process.stderr);
  #started = performance.now();
  #next = this.#started + patience;

  /** @param {() => string} words how far it is, asked for where it is time to say so */
  show(words) {
    const now = performance.now();
    if (now < this.#next) return;
    const text = `${words()} (${secondsSince(this.#started)})`;
    if (this.#line.moves) this.#line.show(text);
    else this.#line.write(text);
    this.#next = now + (this.#line.moves ? 100 : 10_000);
  }

  /** @returns {string} the time that all of it took, such as `3.0 s` */
  end() {
    this.#line.end();
    return secondsSince(this.#started);
  }
}
