import type { Page } from 'playwright-core';

/**
 * Notes each draw that plotly is asked for, by the sentence of its figure, and lets a test have one last or fail.
 * A string: it runs in the browser, before the page's own scripts.
 */
const watch = `
  window.draws = [];
  let plotly;
  Object.defineProperty(window, 'Plotly', {
    configurable: true,
    get: () => plotly,
    set(loaded) {
      plotly = loaded;
      const { react } = plotly;
      plotly.react = async (node, ...figure) => {
        window.draws.push(node.getAttribute('aria-label'));
        if (window.fault) throw new Error(window.fault);
        await react(node, ...figure);
        await window.lasting?.promise;
      };
    },
  });`;

/** What plotly was asked to draw in a page, and what may happen to it there. */
export class WatchedDraws {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Watches what the page is going to show. */
  async begin(): Promise<void> {
    await this.#page.addInitScript(watch);
  }

  /** The sentences of the figures drawn since the page was loaded or `forget` was called, in order. */
  sentences = (): Promise<string[]> => this.#page.evaluate('window.draws');

  /** Forgets the draws so far. */
  async forget(): Promise<void> {
    await this.#page.evaluate('window.draws = []');
  }

  /** Every draw from now on lasts until `endDraws`. */
  async holdDraws(): Promise<void> {
    await this.#page.evaluate(
      'void (window.lasting = {}, window.lasting.promise = new Promise((end) => (window.lasting.end = end)))',
    );
  }

  async endDraws(): Promise<void> {
    await this.#page.evaluate('window.lasting.end()');
  }

  /** Every draw from now on fails with this message; with none, no more. */
  async failWith(message = ''): Promise<void> {
    await this.#page.evaluate(`window.fault = ${JSON.stringify(message)}`);
  }

  /** The page gets no frames until `giveFrames`, as a browser's page in a hidden tab. */
  async holdFrames(): Promise<void> {
    await this.#page.evaluate(`{
      const { requestAnimationFrame } = window;
      const asked = [];
      window.requestAnimationFrame = (callback) => asked.push(callback);
      window.giveFrames = () => {
        window.requestAnimationFrame = requestAnimationFrame;
        asked.forEach((callback) => requestAnimationFrame(callback));
      };
    }`);
  }

  async giveFrames(): Promise<void> {
    await this.#page.evaluate('window.giveFrames()');
  }
}
