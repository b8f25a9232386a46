import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { launchChromium } from '../../generator/chromium.js';
import { type LectureNotebook, lectureNotebooks } from '../../generator/editions.js';
import { type SiteServer, startSiteServer } from '../../generator/site/site-server.js';
import { type Notebook, textOf } from '../../wire/notebook.js';
import { expectDrawn } from '../browser/drawn-figure.mjs';
import { patience, screenshot } from '../browser/jupyterlab.mjs';
import { cellTexts, figureCounts, notRun } from './cell-texts.mjs';
import { SiteLab } from './site-lab.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const notebooks = lectureNotebooks(root);
const solved = notebooks.filter(({ edition }) => edition === 'solved');
const stored = (notebook: LectureNotebook): Notebook =>
  JSON.parse(readFileSync(path.join(root, notebook.path), 'utf8'));

const published = ({ lecture, language }: LectureNotebook) => `${lecture.files[language]}.ipynb`;
/** The site has no solved notebooks: a student who has solved one brings it along. */
const uploaded = (notebook: LectureNotebook) => `solved-${published(notebook)}`;

let server: SiteServer;
let browser: Browser;
let student: BrowserContext;
/** One page of JupyterLab, in which a student opens and closes the notebooks one after the other. */
let lab: SiteLab;
const otherHosts: string[] = [];

beforeAll(async () => {
  server = await startSiteServer(inject('site'), { port: 0, base: '/course/' });
  browser = await launchChromium();
  student = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en' });
  student.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith('http') && host !== new URL(server.url).host) otherHosts.push(request.url());
  });
  lab = await SiteLab.enter(student, server.url);
  await lab.upload(Object.fromEntries(solved.map((one) => [uploaded(one), notRun(stored(one))])));
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

async function expectAllDrawn(lab: SiteLab, counts: number[]): Promise<void> {
  for (const [index, count] of counts.entries()) {
    const figures = lab.codeCells().nth(index).locator('.jp-RenderedPlotly');
    expect(await figures.count()).toBe(count);
    for (const figure of await figures.all()) await expectDrawn(figure);
  }
}

/** The page asks whether a notebook was published anew; what a student has brought along never was. */
const isOfNewEditions = /^404 .*\/files\/solved-/;

async function expectUndisturbed(lab: SiteLab): Promise<void> {
  expect(await lab.failures().allTextContents()).toEqual([]);
  expect(lab.complaints.filter((one) => !isOfNewEditions.test(one))).toEqual([]);
}

const waitingSentence = /^(?:Ta komórka czeka na rozwiązanie zadania \d: |This cell waits for exercise \d: )/;

describe.each(notebooks.filter(({ edition }) => edition === 'student'))('the student’s $path', (notebook) => {
  it('runs to its end without an error, and says where it waits for an answer', async () => {
    await lab.open(published(notebook));
    onTestFinished(() => lab.close());
    await lab.runAll(figureCounts(stored(notebook)).length);
    await expectUndisturbed(lab);
    const cells = stored(notebook).cells.filter(({ cell_type }) => cell_type === 'code');
    const waits = cells.map(({ source }) => /answered\('exercise-\d'/.test(textOf(source)));
    const texts = Object.values(cellTexts((await lab.downloaded()).notebook));
    expect(texts.map((text) => waitingSentence.test(text.replace('stdout: ', '')))).toEqual(waits);
    for (const figure of await lab.figures().all()) await expectDrawn(figure);
  });
});

describe('the solved lectures, brought along', () => {
  it.each(solved)('$path draws every figure and says what the stored one says', async (notebook) => {
    await lab.open(uploaded(notebook));
    onTestFinished(() => lab.close());
    await lab.runAll(figureCounts(stored(notebook)).length);
    await expectUndisturbed(lab);
    await expectAllDrawn(lab, figureCounts(stored(notebook)));
    const { notebook: run } = await lab.downloaded();
    expect(cellTexts(run)).toEqual(cellTexts(stored(notebook)));
    await screenshot(lab.page, `site-${notebook.language}-${notebook.lecture.id}`);
  });

  it('are marked 10 of 10 as downloaded', async () => {
    await lab.open(uploaded(solved[0] as LectureNotebook));
    onTestFinished(() => lab.close());
    const { notebook } = await lab.downloaded();
    const folder = mkdtempSync(path.join(tmpdir(), 'bayes-downloads-'));
    try {
      const [file, grades] = [path.join(folder, 'ada.ipynb'), path.join(folder, 'grades')];
      writeFileSync(file, JSON.stringify(notebook));
      execFileSync(process.execPath, [path.join(root, 'bin/bayes.mjs'), 'grade', file, '--out', grades]);
      const report = JSON.parse(readFileSync(path.join(grades, 'report.json'), 'utf8'));
      expect(report.submissions).toMatchObject([{ score: 10, maxScore: 10 }]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('draw their figures in Notebook 7, and on a page as narrow as a phone', async () => {
    const notebook = solved.find(({ language }) => language === 'en') as LectureNotebook;
    const narrow = await SiteLab.visit(student, server.url, uploaded(notebook), 'notebooks');
    await narrow.runAll(figureCounts(stored(notebook)).length);
    await expectUndisturbed(narrow);
    await expectAllDrawn(narrow, figureCounts(stored(notebook)));
    for (const width of [800, 390]) {
      await narrow.page.setViewportSize({ width, height: 844 });
      for (const figure of await narrow.figures().all()) {
        await figure.scrollIntoViewIfNeeded();
        const fits = async () => {
          const [frame, picture] = await Promise.all([
            figure.boundingBox(),
            figure.locator('.main-svg').first().boundingBox(),
          ]);
          return frame?.width === picture?.width && (frame?.x ?? width) + (frame?.width ?? 0) <= width;
        };
        await expect.poll(fits, patience).toBe(true);
      }
      await screenshot(narrow.page, `site-notebook7-${width}`);
    }
    await narrow.page.close();
  });

  it('ask no other host for anything', () => {
    expect(otherHosts).toEqual([]);
  });
});
