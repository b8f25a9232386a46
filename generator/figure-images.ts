import type { Browser } from 'playwright-core';
import type { Data, Layout } from 'plotly.js-dist';
import Upng from 'upng-js';
import { plotlyMime } from '../lib/figures/figure';
import type { Notebook, Output } from '../wire/notebook';
import { launchChromium } from './chromium';

/** Pictures are this wide in CSS pixels and twice as many real ones: sharp on any screen, below 200 kB. */
const width = 960;
const scale = 2;

/** What plotly draws, as it stands in a notebook's output. */
interface StoredFigure {
  data: Data[];
  layout?: Partial<Layout>;
}

/** The picture with 256 colours, enough for a chart, in a quarter of the bytes. */
function withPalette(png: Buffer): Buffer {
  const image = Upng.decode(new Uint8Array(png).buffer);
  return Buffer.from(Upng.encode(Upng.toRGBA8(image), image.width, image.height, 256));
}

/** Draws each figure as a PNG, base64, in one headless browser. */
async function drawFigures(browser: Browser, figures: StoredFigure[]): Promise<string[]> {
  const page = await browser.newPage();
  await page.addScriptTag({ path: require.resolve('plotly.js-dist') });
  const images: string[] = [];
  for (const { data, layout } of figures) {
    const url = await page.evaluate(
      ([data, layout, width, scale]) => {
        const { Plotly } = globalThis as unknown as { Plotly: typeof import('plotly.js-dist') };
        const size = { width, height: layout?.height ?? 450 };
        return Plotly.toImage({ data, layout: { ...layout, ...size } }, { format: 'png', ...size, scale });
      },
      [data, layout, width, scale] as const,
    );
    images.push(
      withPalette(Buffer.from(url.replace(/^data:image\/png;base64,/, ''), 'base64')).toString('base64'),
    );
  }
  return images;
}

/**
 * A copy of an executed notebook in which every plotly figure has a picture (image/png) beside its JSON, for readers
 * that run no scripts, such as GitHub's.
 *
 * @throws {Error} where there is no Chromium, saying how to get one
 */
export async function addFigureImages(notebook: Notebook): Promise<Notebook> {
  const copy = structuredClone(notebook);
  const outputs = copy.cells
    .flatMap((cell) => cell.outputs ?? [])
    .filter(
      (output): output is Extract<Output, { data: unknown }> => 'data' in output && plotlyMime in output.data,
    );
  if (outputs.length === 0) return copy;
  const browser = await launchChromium();
  try {
    const figures = outputs.map((output) => output.data[plotlyMime] as StoredFigure);
    const images = await drawFigures(browser, figures);
    outputs.forEach((output, index) => {
      output.data['image/png'] = images[index];
    });
  } finally {
    await browser.close();
  }
  return copy;
}
