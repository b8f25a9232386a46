import Upng from 'upng-js';
import { describe, expect, test } from 'vitest';
import { findChromium } from '../../generator/chromium';
import { addFigureImages } from '../../generator/figure-images';
import { figureBundle, plotlyMime } from '../../lib/figures/figure';
import { colour } from '../../lib/figures/theme';
import type { Notebook } from '../../wire/notebook';
import { iris, prediction } from '../figures/sample-figures';

function notebook(...outputs: Record<string, unknown>[]): Notebook {
  return {
    cells: outputs.map((data) => ({
      cell_type: 'code',
      metadata: {},
      source: '',
      execution_count: 1,
      outputs: [{ output_type: 'display_data', metadata: {}, data }],
    })),
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  };
}
/** The bundle that a cell's only output holds. */
function bundle(book: Notebook, cell: number): Record<string, unknown> {
  const [output] = book.cells[cell]?.outputs ?? [];
  if (!output || !('data' in output)) throw new Error(`cell ${cell} has no display output`);
  return output.data;
}
const picture = (book: Notebook, cell: number) =>
  Buffer.from(bundle(book, cell)['image/png'] as string, 'base64');

/** The pixels that have about this colour. */
function pixels(png: Buffer, hex: string): number {
  const image = Upng.decode(new Uint8Array(png).buffer);
  const rgba = new Uint8Array(Upng.toRGBA8(image)[0] as ArrayBuffer);
  const wanted = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  let count = 0;
  for (let at = 0; at < rgba.length; at += 4)
    if (wanted.every((value, i) => Math.abs(value - (rgba[at + i] as number)) < 12)) count++;
  return count;
}

describe('addFigureImages()', () => {
  test('puts a sharp picture below 200 kB beside each figure, and leaves all else as it was', async () => {
    const given = notebook(figureBundle(prediction), { 'text/plain': 'no figure' }, figureBundle(iris));
    const before = structuredClone(given);
    const done = await addFigureImages(given);
    expect(given).toEqual(before);
    expect(bundle(done, 1)).toEqual(bundle(given, 1));
    for (const [cell, height, figure] of [
      [0, 540, prediction],
      [2, 470, iris],
    ] as const) {
      const png = picture(done, cell);
      expect(png.length).toBeLessThan(200_000);
      const { width, height: tall } = Upng.decode(new Uint8Array(png).buffer);
      expect([width, tall]).toEqual([1920, 2 * height]);
      expect(pixels(png, '#ffffff')).toBeGreaterThan(500_000); // a white page
      expect({ ...bundle(done, cell), 'image/png': undefined }).toEqual(figureBundle(figure));
    }
    expect(pixels(picture(done, 0), colour.blue)).toBeGreaterThan(5000); // the mean, ten real pixels thick
    expect(pixels(picture(done, 2), colour.vermillion)).toBeGreaterThan(300); // the ring around the misclassified flower
  });

  test('needs no browser for a notebook without figures', async () => {
    const plain = notebook({ 'text/plain': '1' });
    expect(await addFigureImages(plain)).toEqual(plain);
  });

  test('the picture is of the JSON that stands beside it', async () => {
    const [empty, full] = [{ ...iris, data: [] }, iris].map(figureBundle) as [object, object];
    const done = await addFigureImages(
      notebook(empty as Record<string, unknown>, full as Record<string, unknown>),
    );
    expect(bundle(done, 0)[plotlyMime]).toMatchObject({ data: [] });
    expect(picture(done, 0)).not.toEqual(picture(done, 1));
  });
});

describe('findChromium()', () => {
  test('says how to get a browser where there is none', () => {
    expect(() => findChromium({ PATH: '/nowhere' })).toThrow('Mend it: sudo apt-get install chromium');
    expect(() => findChromium({ CHROMIUM: '/nowhere/chromium' })).toThrow(
      'CHROMIUM must name a browser, got /nowhere/chromium. Mend it: unset CHROMIUM',
    );
  });
});
