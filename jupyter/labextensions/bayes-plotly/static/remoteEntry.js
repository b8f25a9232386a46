/**
 * A JupyterLab federated extension written by hand, so that it needs no build: the MIME renderer of plotly figures.
 * JupyterLab calls `init` with the modules that it shares, then `get` for the one module that package.json names.
 */
(() => {
  const mime = 'application/vnd.plotly.v1+json';
  const folder = document.currentScript.src.replace(/[^/]*$/, '');

  /** Below this many pixels two panels do not fit side by side; their figure's layout.meta.narrow stacks them. */
  const narrowest = 670;

  /** plotly.js, loaded with the first figure; a failed load is tried again with the next one. */
  let loading;
  function loadPlotly() {
    loading ??= new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = `${folder}plotly.js`;
      script.onload = () => resolve(window.Plotly);
      script.onerror = () => {
        loading = undefined;
        reject(new Error('plotly.js is not in its place; mend it with: npm start'));
      };
      document.head.append(script);
    });
    return loading;
  }

  /** The figure's layout in JupyterLab's colours. They go into the template, so that a figure's own colours win. */
  function withTheme(layout = {}) {
    const style = getComputedStyle(document.body);
    const ink = style.getPropertyValue('--jp-content-font-color1').trim();
    const faint = style.getPropertyValue('--jp-border-color2').trim();
    const strong = style.getPropertyValue('--jp-content-font-color3').trim();
    const clear = 'rgba(0, 0, 0, 0)';
    const { template = {} } = layout;
    const axis = (own) => ({
      ...own,
      gridcolor: faint,
      zerolinecolor: faint,
      linecolor: strong,
      tickcolor: strong,
    });
    return {
      ...layout,
      template: {
        ...template,
        layout: {
          ...template.layout,
          paper_bgcolor: clear,
          plot_bgcolor: clear,
          font: { ...template.layout?.font, color: ink },
          xaxis: axis(template.layout?.xaxis),
          yaxis: axis(template.layout?.yaxis),
          modebar: { bgcolor: clear, color: strong, activecolor: ink },
        },
      },
    };
  }

  const defineRenderer = (Widget) =>
    class PlotlyFigure extends Widget {
      constructor() {
        super();
        this.addClass('jp-RenderedPlotly');
        this.figure = undefined; // the newest one given
        this.drawing = undefined; // a promise while a draw runs
        this.stale = false; // whether the figure or the theme changed since the draw began
        this.node.setAttribute('role', 'img');
        this.sizes = new ResizeObserver(() => this.fit());
        this.sizes.observe(this.node);
        this.themes = new MutationObserver(() => this.redraw());
        this.themes.observe(document.body, { attributeFilter: ['data-jp-theme-name'] });
      }

      /** Called for the first figure and for every update_display_data. */
      renderModel(model) {
        this.figure = model.data[mime];
        const alt = model.data['text/plain'];
        this.node.setAttribute('aria-label', [alt ?? ''].flat().join(''));
        return this.redraw();
      }

      /** Draws the newest figure; of those that come while a draw runs, only the last one is drawn. */
      redraw() {
        this.stale = true;
        this.drawing ??= this.draw().finally(() => {
          this.drawing = undefined;
        });
        return this.drawing;
      }

      async draw() {
        try {
          const Plotly = await loadPlotly();
          while (this.stale && this.figure && !this.isDisposed) {
            this.stale = false;
            const { data, layout, config } = this.figure;
            this.notice?.remove();
            // Plotly's own resizing forgets the figure's height, so that what follows would slide beneath it.
            await Plotly.react(this.node, data, withTheme(this.arrange(layout)), {
              ...config,
              responsive: false,
            });
          }
        } catch (error) {
          this.tell(error);
        }
      }

      /** A sentence in the figure's place, and what the figure would have shown. */
      tell(error) {
        this.notice ??= document.createElement('p');
        this.notice.textContent = `Cannot draw the figure: ${error.message}. ${this.node.getAttribute('aria-label')}`;
        this.node.append(this.notice);
      }

      /** The layout for the present width. */
      arrange(layout) {
        this.width = this.node.offsetWidth;
        if (this.width === 0) return layout; // hidden: drawn again when it is seen
        return { ...layout, ...(this.width < narrowest ? layout?.meta?.narrow : {}), width: this.width };
      }

      fit() {
        const { offsetWidth } = this.node;
        if (!this.isDisposed && offsetWidth > 0 && offsetWidth !== this.width) this.redraw();
      }

      dispose() {
        if (this.isDisposed) return;
        this.sizes.disconnect();
        this.themes.disconnect();
        window.Plotly?.purge(this.node);
        super.dispose();
      }
    };

  let shared;
  async function mimeExtension() {
    const [widgets] = Object.values(shared['@lumino/widgets']);
    const { Widget } = (await widgets.get())();
    const PlotlyFigure = defineRenderer(Widget);
    return {
      __esModule: true,
      default: [
        {
          id: 'bayes-plotly:renderer',
          rank: 1, // before image/png, which solved notebooks carry for readers without scripts
          dataType: 'json',
          // safe: figures are drawn in untrusted notebooks too; plotly draws data and runs none of it.
          rendererFactory: { safe: true, mimeTypes: [mime], createRenderer: () => new PlotlyFigure() },
        },
      ],
    };
  }

  window._JUPYTERLAB ??= {};
  window._JUPYTERLAB['bayes-plotly'] = {
    init(scope) {
      shared = scope;
    },
    async get() {
      const module = await mimeExtension();
      return () => module;
    },
  };
})();
