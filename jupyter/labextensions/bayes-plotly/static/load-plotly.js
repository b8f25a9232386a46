let loading;

/** plotly.js, loaded with the first figure; a failed load is tried again with the next one. */
export function loadPlotly() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = new URL('plotly.js', import.meta.url).href;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => {
      loading = undefined;
      reject(new Error('plotly.js is not in its place; mend it with: npm start'));
    };
    document.head.append(script);
  });
  return loading;
}
