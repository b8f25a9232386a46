import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { showBundle } from './display';

/** The package's folder: the nearest one above this file that holds package.json (dist/ has none). */
function packageRoot(folder = __dirname): string {
  return existsSync(join(folder, 'package.json')) ? folder : packageRoot(dirname(folder));
}

/**
 * Shows the library's own source of an export below the running cell, highlighted: what is read is the file that the running code was compiled from, never a copy.
 *
 * Markdown rather than HTML, since JupyterLab, VS Code and GitHub all highlight a fenced block, trusted or not.
 *
 * @param name an export that has a file of its own, such as `'BayesLinear'` (lib/bayes-linear.ts).
 * @throws RangeError where the library has no such file.
 * @example
 * showSource('BayesLinear');
 */
export function showSource(name: string): void {
  const stem = name.replace(/(?<=[a-z0-9])[A-Z]/g, '-$&').toLowerCase();
  const file = join(packageRoot(), 'lib', `${stem}.ts`);
  if (!/^[a-z][a-z0-9-]*$/.test(stem) || !existsSync(file))
    throw new RangeError(
      `Cannot show the source of ${JSON.stringify(name)}: it must be an export with a file of its own in lib/, ` +
        `such as 'BayesLinear'`,
    );
  const source = readFileSync(file, 'utf8');
  showBundle({
    'text/markdown': `\`lib/${stem}.ts\`\n\n\`\`\`typescript\n${source}\`\`\`\n`,
    'text/plain': source,
  });
}
