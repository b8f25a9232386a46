/**
 * Runs first in every page of JupyterLite, inside its head: isolates the page, by one reload where it must, and lets the
 * service worker keep what the page loads.
 */
import { activeWorker } from './active-worker';

/** Put in by the site's builder: the way from the page to the site's own address. */
declare const wayToSite: string;

const base = new URL(wayToSite, document.baseURI).href;

/** A worker that answers this page already has done what it can, and a reload that did not help would not help again. */
function helpedByReload(): boolean {
  const [arrival] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return !globalThis.crossOriginIsolated && !navigator.serviceWorker.controller && arrival?.type !== 'reload';
}

/** Tells the worker what the page has loaded: some of that may have come before the worker did. */
async function keep(): Promise<void> {
  const worker = await activeWorker(base);
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
  worker.postMessage({ keep: [location.href, ...loaded] });
}

if ('serviceWorker' in navigator) {
  if (helpedByReload()) {
    window.stop(); // what comes now would come again
    const reload = () => location.reload();
    activeWorker(base).then(reload, reload); // where no worker starts, the page opens as it is
  } else {
    addEventListener('load', () => keep().catch((error: unknown) => console.warn(String(error))));
  }
}
