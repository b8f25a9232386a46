import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { interpreterOf } from '#setup/programs/python.mjs';
import { installPackages } from '#setup/programs/python-packages.mjs';
import { runProgram } from '#setup/programs/run-program.mjs';
import { programProblem } from '#setup/programs/setup-problem.mjs';
import { networkPatience } from '#setup/programs/standstill.mjs';
import { inProject, logFile, root, setupFolder } from '#setup/project-paths.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** The variables of a user who has the clients on the PATH and the kernel in a home of its own. */
    clients: Record<string, string>;
  }
}

const environment = path.join(setupFolder, 'clients');
const requirements = inProject('test', 'full', 'clients', 'requirements.txt');
const log = logFile('clients');
const stamp = path.join(environment, '.clients-stamp');

/** The project's own package: papermill's parameters in TypeScript. */
const translator = inProject('jupyter', 'papermill');

/** What the environment depends on: its packages, its Python and its own place. */
function fingerprint(): string {
  const hash = createHash('sha256').update(readFileSync(requirements));
  for (const file of [
    'pyproject.toml',
    ...['__init__', 'engine', 'translator'].map((name) => `bayes_papermill/${name}.py`),
  ])
    hash.update(readFileSync(path.join(translator, file)));
  return hash
    .update(realpathSync(root))
    .update(realpathSync(interpreterOf(environment)))
    .digest('hex');
}

/** Sets the clients up where they are missing, once for all tests and runs. */
async function setUpClients(): Promise<void> {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint()) return;
  await installPackages({ name: 'the clients', environment, requirements, log });
  // As docs/front-ends.md says it.
  const install = [interpreterOf(environment), '-m', 'pip', 'install', './jupyter/papermill'];
  const { code, output } = await runProgram(install, { log, standstillSeconds: networkPatience });
  if (code !== 0)
    throw programProblem('Cannot install the translator', output, { mend: 'npm run test:full', log });
  writeFileSync(stamp, fingerprint()); // last: an environment without it is made anew
}

/**
 * Gives the tests a user with Python's clients: in a home of its own, with nothing of the project in it but what
 * `npm run kernel -- install` writes there. Vitest calls it once, before the first of them.
 *
 * @returns what removes the home
 */
export default async function provideClients(project: TestProject): Promise<() => void> {
  await setUpClients();
  const home = mkdtempSync(path.join(tmpdir(), 'bayes clients '));
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|JUPYTER|JPY_|XDG_|IPYTHON|PYTHON)/.test(name),
  );
  const programs = path.dirname(interpreterOf(environment));
  const variables = {
    ...(Object.fromEntries(own) as Record<string, string>),
    HOME: home,
    PATH: [programs, process.env.PATH].join(path.delimiter),
    PYTHONDONTWRITEBYTECODE: '1', // beside the tests' own scripts
  };
  const install = [inProject('bin', 'bayes.mjs'), 'kernel', 'install', '--user'];
  execFileSync(process.execPath, install, { env: variables, stdio: 'pipe' });
  project.provide('clients', variables);
  return () => rmSync(home, { recursive: true, force: true });
}
