/**
 * Runs in the front pages: registers the service worker, so that the lecture's page is isolated when it first opens. What
 * a lecture needs is fetched with the lecture alone: who only looks in pays for nothing else.
 */
import { activeWorker } from './active-worker';

/** Put in by the site's builder: the way from the page to the site's own address. */
declare const wayToSite: string;

if ('serviceWorker' in navigator)
  addEventListener('load', () =>
    activeWorker(new URL(wayToSite, document.baseURI).href).catch((error: unknown) =>
      console.warn(String(error)),
    ),
  );
