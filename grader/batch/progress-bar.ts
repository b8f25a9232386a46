import { TerminalLine } from '#setup/programs/terminal-line.mjs';

/** A progress bar with an estimate: one moving line on a terminal, a line every tenth elsewhere. */
export class ProgressBar {
  readonly #total: number;
  readonly #line: TerminalLine;
  readonly #started = performance.now();
  #done = 0;
  #fresh = 0;
  #tenth = 0;

  constructor(total: number, out: NodeJS.WriteStream) {
    this.#total = total;
    this.#line = new TerminalLine(out);
  }

  /** @param cached answered at once, so that it says nothing about how long the rest will take */
  step(cached: boolean): void {
    this.#done++;
    if (!cached) this.#fresh++;
    if (this.#total < 2) return;
    const tenth = Math.floor((10 * this.#done) / this.#total);
    if (this.#line.moves) this.#line.show(this.#bar());
    else if (tenth > this.#tenth) this.#line.write(this.#bar());
    this.#tenth = tenth;
  }

  end(): void {
    this.#line.end();
  }

  #bar(): string {
    const filled = Math.round((24 * this.#done) / this.#total);
    const bar = '█'.repeat(filled) + '░'.repeat(24 - filled);
    const elapsed = (performance.now() - this.#started) / 1000;
    const left = this.#fresh > 0 ? (elapsed / this.#fresh) * (this.#total - this.#done) : 0;
    const estimate =
      this.#done < this.#total && this.#fresh > 0 ? `, ${clock(left)} left` : `, ${clock(elapsed)}`;
    return `${bar} ${this.#done}/${this.#total}${estimate}`;
  }
}

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60) % 60).padStart(2, '0')}`;
