import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { onPath } from '#setup/programs/on-path.mjs';

/** Chromium by its usual names; `CHROMIUM` names another. */
const browserNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The browser that draws: `CHROMIUM`, else the first one on the PATH. */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string {
  const found = environment.CHROMIUM
    ? existsSync(environment.CHROMIUM) && environment.CHROMIUM
    : browserNames.map((name) => onPath(name, environment.PATH ?? '')).find(Boolean);
  if (found) return found;
  throw new Error(
    environment.CHROMIUM
      ? `Cannot draw the figures: CHROMIUM must name a browser, got ${environment.CHROMIUM}. Mend it: unset CHROMIUM`
      : `Cannot draw the figures: no Chromium was found (${browserNames.join(', ')}). ` +
          'Mend it: sudo apt-get install chromium, or set CHROMIUM to its path',
  );
}

/**
 * Starts that browser, headless, without anything that it would fetch for itself.
 *
 * @param more further arguments of its command line
 * @throws {Error} where there is no Chromium, saying how to get one
 */
export function launchChromium(more: string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-sync',
      ...more,
    ],
  });
}
