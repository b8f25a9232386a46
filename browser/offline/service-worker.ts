/**
 * The site's service worker. It gives every file the headers that isolate a page, and keeps what was fetched, so that the
 * lectures run without a network. A new edition of the site is fetched beside the old one and takes its place at the next
 * page that is opened while no other one is.
 */
import { fileOf } from './file-of';
import { isolated } from './isolated';
import { KeptFiles } from './kept-files';
import type { RequestEvent, ServiceWorkerScope } from './service-worker-scope';
import type { SiteFiles } from './site-files';

/** Put in by the site's builder: with each edition of the site the worker is another file, which browsers look for. */
declare const siteFiles: SiteFiles;

const worker = globalThis as unknown as ServiceWorkerScope;
const base = worker.registration.scope;
const files = new KeptFiles(siteFiles, base);

worker.addEventListener('install', (event) => event.waitUntil(files.renew()));

worker.addEventListener('activate', (event) =>
  event.waitUntil(files.removeOld().then(() => worker.clients.claim())),
);

worker.addEventListener('message', (event) => {
  const { data } = event;
  event.waitUntil(data === 'take over' ? worker.skipWaiting() : files.keep(data.keep));
});

worker.addEventListener('fetch', (event) => {
  const path = event.request.method === 'GET' ? fileOf(event.request.url, base) : undefined;
  if (path !== undefined) event.respondWith(answer(event, path));
});

async function answer({ request }: RequestEvent, path: string): Promise<Response> {
  if (request.mode === 'navigate') {
    if (await givesWay()) return openedAgain();
    if (files.has(`${path}/index.html`)) return Response.redirect(withSlash(request.url)); // as servers do
  }
  if (files.has(path)) return files.get(path).catch(() => asServed(request)); // published anew meanwhile, it may be
  return asServed(request).catch(() => new Response('', { status: 404 })); // no network: what is not known is not there
}

const asServed = async (request: Request) => isolated(await fetch(request));

/** The worker of a new edition waits until no page needs this one. Reloading the only page is enough. */
async function givesWay(): Promise<boolean> {
  const { waiting } = worker.registration;
  if (!waiting || (await worker.clients.matchAll({ type: 'window' })).length > 1) return false;
  waiting.postMessage('take over');
  return true;
}

/** A page that opens its own address again, so that the next worker answers it. */
const openedAgain = () =>
  isolated(
    new Response('<!doctype html><meta http-equiv="refresh" content="0"><title>bayes-notebooks</title>', {
      headers: { 'content-type': 'text/html' },
    }),
  );

function withSlash(address: string): string {
  const url = new URL(address);
  url.pathname += '/';
  return url.href;
}
