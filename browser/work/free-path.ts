import type { Contents } from './documents';

/**
 * A path at which no file is kept: the notebook's with a suffix, and with a number where that is taken.
 *
 * @param path a notebook's
 */
export async function freePath(
  contents: Pick<Contents, 'get'>,
  path: string,
  suffix: string,
): Promise<string> {
  const stem = path.replace(/\.ipynb$/, '');
  for (let number = 1; ; number++) {
    const candidate = `${stem} ${suffix}${number === 1 ? '' : ` ${number}`}.ipynb`;
    if (!(await isKept(contents, candidate))) return candidate;
  }
}

/** Whether there is a file at a path. */
async function isKept(contents: Pick<Contents, 'get'>, path: string): Promise<boolean> {
  const folder = await contents.get(path.slice(0, Math.max(path.lastIndexOf('/'), 0)), { content: true });
  return (folder.content as { path: string }[]).some((file) => file.path === path);
}
