import { TerminalLine } from '#setup/programs/terminal-line.mjs';
import type { Language } from '../../lib/language';
import { oneLineName } from './one-line-name';
import { timeLeft } from './time-left';

/** One submission that is being graded. */
interface Running {
  file: string;
  began: number;
}

/** After so many seconds a submission is named while it runs. */
const slowAfter = 5;

/** A progress bar with an estimate: one moving line on a terminal, a line every tenth elsewhere. */
export class ProgressBar {
  readonly #total: number;
  readonly #jobs: number;
  readonly #words: (typeof words)[Language];
  readonly #line: TerminalLine;
  readonly #started = performance.now();
  readonly #running = new Set<Running>();
  /** How long each took that was not answered from the journal, in seconds. */
  readonly #seen: number[] = [];
  #done = 0;
  #tenth = 0;

  /**
   * @param total how many submissions there are
   * @param jobs how many are graded at a time
   */
  constructor(total: number, jobs: number, language: Language, out: NodeJS.WriteStream) {
    this.#total = total;
    this.#jobs = Math.min(jobs, total);
    this.#words = words[language];
    this.#line = new TerminalLine(out);
    if (this.#line.moves && total > 1) this.#line.keep(() => this.#bar());
  }

  /**
   * Takes note that a submission is begun.
   *
   * @param file its name, which a student may have given it
   * @returns to be called where it is done; `cached` where it was answered at once, which says nothing of the rest
   */
  began(file: string): (cached: boolean) => void {
    const one = { file, began: performance.now() };
    this.#running.add(one);
    return (cached) => {
      this.#running.delete(one);
      this.#done++;
      if (!cached) this.#seen.push(secondsSince(one.began));
      const tenth = Math.floor((10 * this.#done) / this.#total);
      if (!this.#line.moves && this.#total > 1 && tenth > this.#tenth) this.#line.write(this.#bar());
      this.#tenth = tenth;
    };
  }

  end(): void {
    this.#line.end();
  }

  #bar(): string {
    const filled = Math.round((24 * this.#done) / this.#total);
    const bar = '█'.repeat(filled) + '░'.repeat(24 - filled);
    return `${bar} ${this.#done}/${this.#total}, ${this.#time()}${this.#slow()}`;
  }

  /** How long the rest will take, as far as can be said; else how long it has taken so far. */
  #time(): string {
    const running = [...this.#running].map(({ began }) => secondsSince(began));
    const waiting = this.#total - this.#done - running.length;
    const left = this.#done < this.#total ? timeLeft(this.#seen, running, waiting, this.#jobs) : undefined;
    if (!left) return clock(secondsSince(this.#started));
    const least = clock(left.least);
    if (left.most === undefined) return this.#words.atLeast(least);
    const most = clock(left.most);
    return least === most ? this.#words.about(most) : this.#words.between(least, most);
  }

  /** The one that has run for longest, where that is long. */
  #slow(): string {
    const [first] = this.#running; // in the order in which they were begun
    const seconds = first ? Math.floor(secondsSince(first.began)) : 0;
    return first && seconds >= slowAfter ? `; ${oneLineName(first.file)}: ${seconds} s` : '';
  }
}

const words = {
  pl: {
    about: (time: string) => `zostało około ${time}`,
    between: (least: string, most: string) => `zostało od ${least} do ${most}`,
    atLeast: (least: string) => `zostało co najmniej ${least}`,
  },
  en: {
    about: (time: string) => `about ${time} left`,
    between: (least: string, most: string) => `${least} to ${most} left`,
    atLeast: (least: string) => `at least ${least} left`,
  },
};

const secondsSince = (began: number): number => (performance.now() - began) / 1000;

function clock(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
