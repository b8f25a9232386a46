/** Hoffman and Gelman's own settings, from their section 3.2. */
const [gamma, t0, kappa] = [0.05, 10, 0.75];

/**
 * Nesterov's dual averaging of the step size towards an acceptance rate (Hoffman and Gelman, "The No-U-Turn Sampler",
 * JMLR 15, 2014, equation 6).
 */
export class StepSize {
  #towards;
  #acceptance;
  #count = 0;
  #error = 0;
  #log;
  #averagedLog = 0;

  /**
   * @param {number} first the step size to begin with
   * @param {number} acceptance the rate to reach, between 0 and 1
   */
  constructor(first, acceptance) {
    this.#log = Math.log(first);
    this.#towards = Math.log(10 * first);
    this.#acceptance = acceptance;
  }

  /** The step size to try next. */
  get current() {
    return Math.exp(this.#log);
  }

  /** The average of those tried, late ones counting most: what to keep when the burn-in ends. */
  get averaged() {
    return this.#count === 0 ? this.current : Math.exp(this.#averagedLog);
  }

  /** @param {number} probability with which the step tried was accepted */
  learn(probability) {
    const count = ++this.#count;
    this.#error += (this.#acceptance - probability - this.#error) / (count + t0);
    this.#log = this.#towards - (Math.sqrt(count) / gamma) * this.#error;
    this.#averagedLog += count ** -kappa * (this.#log - this.#averagedLog);
  }
}
