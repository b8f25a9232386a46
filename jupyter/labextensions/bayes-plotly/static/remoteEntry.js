/**
 * A JupyterLab federated extension written by hand, so that it needs no build: the MIME renderer of plotly figures.
 * JupyterLab calls `init` with the modules that it shares, then `get` for the one module that package.json names.
 */
(() => {
  let shared;

  async function mimeExtension() {
    const [widgets] = Object.values(shared['@lumino/widgets']);
    const { Widget } = (await widgets.get())();
    const { definePlotlyFigure, mime } = await import('./plotly-figure.js');
    const PlotlyFigure = definePlotlyFigure(Widget);
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
