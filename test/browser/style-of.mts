import type { Locator } from 'playwright-core';

/** A CSS property of an element as the page computes it. The test is compiled without the browser's types. */
export function styleOf(element: Locator, property: string): Promise<string> {
  return element.evaluate((node: object, name) => {
    const page = globalThis as unknown as {
      getComputedStyle(node: object): { getPropertyValue(name: string): string };
    };
    return page.getComputedStyle(node).getPropertyValue(name);
  }, property);
}
