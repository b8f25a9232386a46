import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Browser, BrowserContext } from 'playwright-core';
import { root } from '#setup/project-paths.mjs';
import { launchChromium } from '../generator/chromium';
import { type SiteServer, startSiteServer } from '../generator/site/site-server';
import { executeNotebook } from '../runner/execute-notebook';
import { solvedLecture } from './lecture-notebooks';
import { byOwnRunner } from './own-runner';
import { proportionalMb } from './process-cost';
import { benchRows } from './rows';
import { printedTimes, sineNotebook } from './sine-notebook';
import { type SiteCosts, siteRows } from './site-figures';
import { SiteTab } from './site-tab';
import { ratioOf, spreadOf } from './statistics';
import { aligned } from './table';

const base = '/course/';
const numRounds = 3;
const solvedFolder = join(root, 'solutions', 'en');
const lectureName = '01-bayesian-neural-networks.ipynb';
/** The site has no solved lecture; the bench brings it along. */
const [solvedName, sineName] = ['solved-lecture.ipynb', 'sine-steps.ipynb'];

/** Builds the site, and measures what it costs a browser that opens it and runs the solved lecture there. */
export async function siteCosts(say: (line: string) => void): Promise<SiteCosts> {
  say(`\n${benchRows.site.title}`);
  const folder = mkdtempSync(join(tmpdir(), 'bayes-site-'));
  const sent = new Map<string, number>();
  const onSent = (path: string, bytes: number) => sent.set(path, (sent.get(path) ?? 0) + bytes);
  let server: SiteServer | undefined;
  let browser: Browser | undefined;
  try {
    say('  building it ...');
    await promisify(execFile)(process.execPath, [join(root, 'bin', 'bayes.mjs'), 'site', '--out', folder]);
    server = await startSiteServer(folder, { port: 0, base, onSent });
    browser = await launchChromium([onlyThePage]);
    const costs = await measured({ browser, site: server.url, sent, say });
    say(aligned([['what', 'measured', 'target'], ...siteRows(costs)]));
    return costs;
  } finally {
    await browser?.close();
    server?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Measuring {
  browser: Browser;
  site: string;
  sent: Map<string, number>;
  say: (line: string) => void;
}

async function measured({ browser, site, sent, say }: Measuring): Promise<SiteCosts> {
  const solved = solvedLecture(readFileSync(join(solvedFolder, lectureName), 'utf8'));
  const student = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  say('  a first visit ...');
  const first = await SiteTab.open(student, site, lectureName);
  await first.upload({ [solvedName]: solved, [sineName]: sineNotebook });
  await first.openInstead(solvedName);
  await first.run();
  await filesAreKept(student);
  const firstVisit = sum(sent);
  const biggest = [...sent]
    .map(([path, bytes]) => ({ path: path.slice(base.length), mb: bytes / 1e6 }))
    .sort((one, other) => other.mb - one.mb)
    .slice(0, 8);
  for (const { path, mb } of biggest) say(`    ${mb.toFixed(2)} MB  ${path}`);
  await first.page.close();

  say('  a second visit ...');
  sent.clear();
  const tab = await SiteTab.open(student, site, solvedName);
  await tab.run();
  const secondVisit = sum(sent);
  const memoryAtEnd = await rendererMemory(browser);
  say('  a minute, in which the engine hands back what it no longer needs ...');
  await setTimeout(60_000);
  const memory = await rendererMemory(browser);

  const [inTab, inNode]: [number[][], number[][]] = [[], []];
  for (let round = 1; round <= numRounds; round++) {
    say(`  the lecture, round ${round} of ${numRounds} ...`);
    inTab.push([await tab.runAnew()]);
    inNode.push([await byOwnRunner(solved, solvedFolder)]);
    say(
      `    in the tab ${inTab.at(-1)?.[0]?.toFixed(1)} s, by npm run execute ${inNode.at(-1)?.[0]?.toFixed(1)} s`,
    );
  }
  await tab.openInstead(sineName);
  const [tabSteps, nodeSteps]: [number[][], number[][]] = [[], []];
  for (let round = 1; round <= numRounds; round++) {
    say(`  1,000 steps of the sine net, round ${round} of ${numRounds} ...`);
    await tab.runAnew();
    tabSteps.push(printedTimes(await tab.notebook()));
    nodeSteps.push(printedTimes(await executeNotebook(sineNotebook, { cwd: solvedFolder })));
  }
  return {
    figures: {
      firstVisit,
      secondVisit,
      runAll: ratioOf(inTab, inNode).median,
      sineSteps: ratioOf(tabSteps, nodeSteps).median,
      memory,
      memoryAtEnd,
    },
    times: {
      lecture: { tab: spreadOf(inTab.flat()), node: spreadOf(inNode.flat()) },
      steps: { tab: spreadOf(tabSteps.flat()), node: spreadOf(nodeSteps.flat()) },
    },
    biggest,
    browser: `Chromium ${browser.version()}`,
  };
}

const sum = (sent: Map<string, number>): number => [...sent.values()].reduce((a, b) => a + b, 0) / 1e6;

/** Waits until the service worker has fetched all that the lecture needs offline: that is part of a first visit too. */
async function filesAreKept(context: BrowserContext): Promise<void> {
  const [page] = context.pages();
  await page?.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  await page?.waitForLoadState('networkidle');
}

/** What Chromium holds ready for a next page, or for a way back, is no memory of this one. */
const onlyThePage = '--disable-features=SpareRendererForSitePerProcess,BackForwardCache';

/** MB of the processes that hold the page, its workers and the service worker: the kernel runs in nothing else. */
async function rendererMemory(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  return renderers.map(({ id }) => proportionalMb(id)).reduce((a, b) => a + b, 0);
}
