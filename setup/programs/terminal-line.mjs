import { harmlessLines } from './harmless-lines.mjs';

const erase = '\r\u001b[2K';

/** One line that is drawn anew in place on a terminal; elsewhere it does not move, and only whole lines are written. */
export class TerminalLine {
  #out;
  /** @type {(() => string) | undefined} */
  #text;
  /** @type {NodeJS.Timeout | undefined} */
  #ticker;

  /** @param {Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'write'>} out */
  constructor(out) {
    this.#out = out;
    this.moves = Boolean(out.isTTY) && !process.env.CI;
  }

  /** @param {string} text to stand there until something else does */
  show(text) {
    this.#text = () => text;
    this.#draw();
  }

  /** @param {() => string} text asked for anew every tenth of a second, until the line ends */
  keep(text) {
    this.#text = text;
    if (this.moves) this.#ticker ??= setInterval(() => this.#draw(), 100);
    this.#draw();
  }

  /** @param {string} lines written for good, above the moving one */
  write(lines) {
    this.#out.write(`${this.#erased()}${harmlessLines(lines)}\n`);
    this.#draw();
  }

  /** Takes the moving line away. */
  end() {
    clearInterval(this.#ticker);
    const erased = this.#erased();
    if (erased) this.#out.write(erased);
    this.#text = this.#ticker = undefined;
  }

  #erased() {
    return this.moves && this.#text ? erase : '';
  }

  #draw() {
    if (!this.moves || !this.#text) return;
    const text = [...this.#text()].slice(0, (this.#out.columns || 80) - 1).join('');
    this.#out.write(erase + text);
  }
}

/**
 * @param {number} started by performance.now()
 * @param {number} [now]
 * @returns {string} the time since then, such as `3.0 s`
 */
export const secondsSince = (started, now = performance.now()) => `${((now - started) / 1000).toFixed(1)} s`;
