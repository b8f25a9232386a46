/** A progress bar with an estimate: one moving line on a terminal, a line every tenth elsewhere. */
export class ProgressBar {
  private readonly started = performance.now();
  private done = 0;
  private fresh = 0;
  private tenth = 0;

  constructor(
    private readonly total: number,
    private readonly out: NodeJS.WriteStream,
  ) {}

  /** @param cached answered at once, so that it says nothing about how long the rest will take */
  step(cached: boolean): void {
    this.done++;
    if (!cached) this.fresh++;
    if (this.total < 2) return;
    if (this.out.isTTY) this.out.write(`\r\u001b[2K${this.line()}`);
    else if (Math.floor((10 * this.done) / this.total) > this.tenth) {
      this.tenth = Math.floor((10 * this.done) / this.total);
      this.out.write(`${this.line()}\n`);
    }
  }

  end(): void {
    if (this.out.isTTY && this.total > 1) this.out.write('\r\u001b[2K');
  }

  private line(): string {
    const filled = Math.round((24 * this.done) / this.total);
    const bar = '█'.repeat(filled) + '░'.repeat(24 - filled);
    const elapsed = (performance.now() - this.started) / 1000;
    const left = this.fresh > 0 ? (elapsed / this.fresh) * (this.total - this.done) : 0;
    const estimate =
      this.done < this.total && this.fresh > 0 ? `, ${clock(left)} left` : `, ${clock(elapsed)}`;
    return `${bar} ${this.done}/${this.total}${estimate}`;
  }
}

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60) % 60).padStart(2, '0')}`;
