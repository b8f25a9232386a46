/**
 * Registers the site's service worker.
 *
 * @param base the site's address, with a slash at its end
 * @returns the worker that answers the site's pages from now on
 * @throws {Error} where the browser has no service workers, as in some private windows, or does not start this one
 */
export async function activeWorker(base: string): Promise<ServiceWorker> {
  const { active, installing, waiting } = await navigator.serviceWorker.register(`${base}service-worker.js`);
  const worker = active ?? waiting ?? installing;
  if (!worker) throw new Error('Cannot register the service worker: the browser has none');
  return new Promise((resolve, reject) => {
    const look = () => {
      if (worker.state === 'activated') resolve(worker);
      if (worker.state === 'redundant')
        reject(new Error('Cannot register the service worker: it did not start'));
    };
    worker.addEventListener('statechange', look);
    look();
  });
}
