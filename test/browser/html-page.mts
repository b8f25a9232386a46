import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { inject } from 'vitest';

/**
 * Makes a page of a notebook of the served project, as the README says, and returns its address.
 *
 * @param notebook its path from the project's root
 * @param folder where the page is written
 */
export function htmlPage(notebook: string, folder: string): string {
  const project = inject('lecture').folder;
  execFileSync(
    path.join(project, '.venv/bin/jupyter'),
    ['nbconvert', '--to', 'html', '--template', 'bayes', `--output-dir=${folder}`, notebook],
    { cwd: project, env: { ...process.env, JUPYTER_PATH: path.join(project, 'jupyter') }, stdio: 'pipe' },
  );
  return pathToFileURL(path.join(folder, `${path.parse(notebook).name}.html`)).href;
}
