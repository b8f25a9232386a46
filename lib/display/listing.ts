/**
 * A function or class of a source file as it is read on one screen: without the file's imports and without doc
 * comments, which an editor shows on a name; comments of a line stay, they explain the code beside them.
 *
 * Stands on this project's formatting, where a closing brace at the margin ends a declaration and nothing else.
 *
 * @returns the declaration's lines, or undefined where the source exports none of this name
 */
export function listing(source: string, name: string): string | undefined {
  const head = new RegExp(`^export (?:async |abstract )?(?:function|class) ${name}\\b`, 'm');
  const start = source.search(head);
  if (start < 0) return undefined;
  const [declaration] = /^[\s\S]*?^\}$/m.exec(source.slice(start)) ?? [];
  return declaration?.replace(/^[ \t]*\/\*\*[\s\S]*?\*\/\n/gm, '');
}
