/**
 * Runs in the head of the front pages: goes to the visitor's language, opens lectures in the front end that fits the
 * screen, and registers the service worker, so that a lecture's page is isolated when it first opens. What a lecture needs
 * is fetched with the lecture alone: who only looks in pays for nothing else.
 */
import { activeWorker } from '../offline/active-worker';
import { pageLanguage } from './page-language';
import { rememberedLanguage, rememberLanguage } from './remembered';

/** Put in by the site's builder: the way from the page to the site's own address. */
declare const wayToSite: string;

const asked = new URLSearchParams(location.search).get('lang');
const wishes = { asked, remembered: rememberedLanguage(), browser: navigator.language };
const isDoor = wayToSite === './'; // the page that an address without a file leads to; the others were chosen
if (asked) rememberLanguage(pageLanguage(wishes));
if (isDoor && pageLanguage(wishes) === 'en') location.replace('en/index.html');

const narrow = matchMedia('(max-width: 760px)'); // JupyterLab's panels leave too little of it to a notebook

/** A link has a wide and a narrow address. */
function fitLinks(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-narrow]')) {
    link.dataset.wide ??= link.href;
    link.href = (narrow.matches ? link.dataset.narrow : link.dataset.wide) ?? link.href;
  }
}

document.addEventListener('DOMContentLoaded', fitLinks);
narrow.addEventListener('change', fitLinks);

if ('serviceWorker' in navigator)
  addEventListener('load', () =>
    activeWorker(new URL(wayToSite, document.baseURI).href).catch((error: unknown) =>
      console.warn(String(error)),
    ),
  );
