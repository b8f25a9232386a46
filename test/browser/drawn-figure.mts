import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { patience } from './jupyterlab.mjs';

/** Waits until the figure is drawn: an SVG that fills its frame, with curves or points in it. */
export async function expectDrawn(figure: Locator): Promise<void> {
  await figure.scrollIntoViewIfNeeded();
  const svg = figure.locator('.plot-container .main-svg').first();
  await svg.waitFor();
  await figure.locator('.scatterlayer .trace path').first().waitFor({ state: 'attached' });
  const sizes = async () => {
    const [frame, picture] = await Promise.all([figure.boundingBox(), svg.boundingBox()]);
    const fills = picture?.width === frame?.width && picture?.height === frame?.height;
    return { ...picture, fills };
  };
  // Until the page has settled: a figure grows after it is first drawn.
  await expect.poll(async () => (await sizes()).fills, patience).toBe(true);
  expect((await sizes()).width).toBeGreaterThan(300);
  expect((await sizes()).height).toBeGreaterThan(250);
  // Whole, for a picture. The test is compiled without the browser's types.
  await figure.evaluate((node: { scrollIntoView(how: object): void }) =>
    node.scrollIntoView({ block: 'center' }),
  );
}
