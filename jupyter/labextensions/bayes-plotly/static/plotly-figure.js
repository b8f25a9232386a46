import { loadPlotly } from './load-plotly.js';
import { withTheme } from './theme.js';
import { askForTurn, leaveTurns } from './turns.js';

export const mime = 'application/vnd.plotly.v1+json';

/** Below this many pixels two panels do not fit side by side; their figure's layout.meta.narrow stacks them. */
const narrowest = 670;

/**
 * Milliseconds between two draws of a figure: as often as an eye follows a curve; out of view so often that who
 * scrolls there, or prints the page, finds what has become of it.
 */
const pause = { inView: 150, outOfView: 500 };

/** A figure takes at most a third of the page's time: it rests for twice as long as its last draw took. */
const restPerDraw = 2;

/** The class of the figures' widgets, a Lumino `Widget`. */
export const definePlotlyFigure = (Widget) =>
  class PlotlyFigure extends Widget {
    constructor() {
      super();
      this.addClass('jp-RenderedPlotly');
      this.figure = undefined; // the newest one given
      this.stale = false; // whether the figure, its width or the theme changed since the last draw began
      this.drawing = false;
      this.drawn = { at: Number.NEGATIVE_INFINITY, took: 0 }; // the last draw, in milliseconds
      this.inView = false;
      this.node.setAttribute('role', 'img');
      this.sizes = new ResizeObserver(() => this.fit());
      this.sizes.observe(this.node);
      this.sight = new IntersectionObserver((looks) => this.see(looks.at(-1).isIntersecting));
      this.sight.observe(this.node);
      this.themes = new MutationObserver(() => this.redraw());
      this.themes.observe(document.body, { attributeFilter: ['data-jp-theme-name'] });
    }

    /** Called for the first figure and for every update_display_data; it does not wait for the draw. */
    async renderModel(model) {
      this.figure = model.data[mime];
      const alt = model.data['text/plain'];
      this.node.setAttribute('aria-label', [alt ?? ''].flat().join(''));
      // Its room before it is drawn, so that the page does not jump when it is; arrange() only ever adds to it.
      this.node.style.minHeight = `${this.figure?.layout?.height ?? 0}px`;
      this.redraw();
    }

    /** Has the newest figure drawn; of those that come before the draw begins, only the last one is. */
    async redraw() {
      this.stale = true;
      try {
        await loadPlotly();
        this.schedule();
      } catch (error) {
        this.tell(error);
      }
    }

    /** Asks for a turn as soon as the figure has rested. */
    schedule() {
      if (!this.stale || this.drawing || this.isDisposed) return;
      clearTimeout(this.resting);
      const rest = Math.max(this.inView ? pause.inView : pause.outOfView, restPerDraw * this.drawn.took);
      const left = this.drawn.at + rest - performance.now();
      if (left > 0) this.resting = setTimeout(askForTurn, left, this);
      else askForTurn(this);
    }

    /** Draws the newest figure, unless it has no width: then it is hidden, and drawn when it is seen. */
    async draw() {
      this.width = this.node.offsetWidth;
      if (this.width === 0 || !this.figure) return;
      const began = performance.now();
      this.stale = false;
      this.drawing = true;
      try {
        const { data, layout, config } = this.figure;
        this.notice?.remove();
        // Plotly's own resizing forgets the figure's height, so that what follows would slide beneath it.
        await window.Plotly.react(this.node, data, withTheme(this.arrange(layout)), {
          ...config,
          responsive: false,
        });
      } catch (error) {
        this.tell(error);
      }
      this.drawing = false;
      this.drawn = { at: performance.now(), took: performance.now() - began };
      this.schedule();
    }

    /** The layout for the present width. */
    arrange(layout) {
      return { ...layout, ...(this.width < narrowest ? layout?.meta?.narrow : {}), width: this.width };
    }

    /** A sentence in the figure's place, and what the figure would have shown. */
    tell(error) {
      if (this.isDisposed) return;
      window.Plotly?.purge(this.node); // else an earlier state stands there still
      this.node.style.minHeight = '';
      this.notice ??= document.createElement('p');
      this.notice.textContent = `Cannot draw the figure: ${error.message}. ${this.node.getAttribute('aria-label')}`;
      this.node.append(this.notice);
    }

    fit() {
      const { offsetWidth } = this.node;
      if (offsetWidth > 0 && offsetWidth !== this.width) this.redraw();
    }

    see(inView) {
      this.inView = inView;
      if (this.stale) this.redraw(); // it has rested sooner in view than out of it
    }

    dispose() {
      if (this.isDisposed) return;
      this.sizes.disconnect();
      this.sight.disconnect();
      this.themes.disconnect();
      clearTimeout(this.resting);
      leaveTurns(this);
      window.Plotly?.purge(this.node);
      super.dispose();
    }
  };
