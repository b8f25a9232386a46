/** The figure's layout in JupyterLab's colours. They go into the template, so that a figure's own colours win. */
export function withTheme(layout = {}) {
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
