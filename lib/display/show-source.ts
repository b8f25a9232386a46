import { sourceOf } from '../platform';
import { showBundle } from './display';

/**
 * Shows the library's own source of an export below the running cell, highlighted: what is read is the file that the running code was compiled from, never a copy.
 *
 * Markdown rather than HTML, since JupyterLab, VS Code and GitHub all highlight a fenced block, trusted or not.
 *
 * @param name an export that has a file of its own, such as `'BayesLinear'` (lib/bayes-linear.ts)
 * @throws {RangeError} where the library has no such file
 * @example
 * showSource('BayesLinear');
 */
export function showSource(name: string): void {
  const stem = name.replace(/(?<=[a-z0-9])[A-Z]/g, '-$&').toLowerCase();
  const source = /^[a-z][a-z0-9-]*$/.test(stem) ? sourceOf(stem) : undefined;
  if (source === undefined)
    throw new RangeError(
      `Cannot show the source of ${JSON.stringify(name)}: it must be an export with a file of its own in lib/, ` +
        `such as 'BayesLinear'`,
    );
  showBundle({
    'text/markdown': `\`lib/${stem}.ts\`\n\n\`\`\`typescript\n${source}\`\`\`\n`,
    'text/plain': source,
  });
}
