import { text } from '../language';
import { sourceOf } from '../platform';
import { showBundle } from './display';
import { listing } from './listing';

/**
 * Shows the code of one of the library's functions or classes below the running cell, highlighted and short enough for
 * one screen: without imports and doc comments. What is read is the file that the running code was compiled from, never
 * a copy.
 *
 * Markdown rather than HTML, since JupyterLab, VS Code and GitHub all highlight a fenced block, trusted or not.
 *
 * @param name a function or class that has a file of its own, such as `'BayesLinear'` (lib/bayes-linear.ts)
 * @throws {RangeError} where the library has no such file
 * @example
 * showSource('BayesLinear');
 */
export function showSource(name: string): void {
  const stem = name.replace(/(?<=[a-z0-9])[A-Z]/g, '-$&').toLowerCase();
  const code = /^[a-z][a-z0-9-]*$/.test(stem) ? listing(sourceOf(stem) ?? '', name) : undefined;
  if (code === undefined)
    throw new RangeError(
      `Cannot show the source of ${JSON.stringify(name)}: it must be a function or class with a file of its own in lib/, ` +
        `such as 'BayesLinear'`,
    );
  const caption = text({
    pl: `\`lib/${stem}.ts\`, bez importów i komentarzy dokumentacyjnych: te drugie pokaże Shift+Tab na nazwie w komórce, całość jest w pliku.`,
    en: `\`lib/${stem}.ts\`, without imports and doc comments: Shift+Tab on a name in a cell shows the latter, the file has it all.`,
  });
  showBundle({
    'text/markdown': `${caption}\n\n\`\`\`typescript\n${code}\n\`\`\`\n`,
    'text/plain': `${caption.replaceAll('`', '')}\n\n${code}\n`,
  });
}
