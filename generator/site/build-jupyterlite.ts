import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jupyterEnvironment } from '#setup/jupyter/environment.mjs';
import { runProgram } from '#setup/programs/run-program.mjs';
import { programProblem, SetupProblem } from '#setup/programs/setup-problem.mjs';
import { logFile } from '#setup/project-paths.mjs';
import { environmentPython } from '#setup/steps/python-environment.mjs';

/** How JupyterLite builds; paths are below the folder of its sources. */
const config = {
  LiteBuildConfig: {
    apps: ['lab', 'notebooks', 'tree'], // JupyterLab, Notebook 7 and its list of files
    contents: ['files'],
    ignore_sys_prefix: ['federated_extensions'], // what is installed in the environment stays there
    no_sourcemaps: true,
    no_unused_shared_packages: true,
  },
  FederatedExtensionAddon: { extra_labextensions_path: ['labextensions'] },
};

/**
 * Builds a JupyterLite site by the project's own Python environment.
 *
 * @param source folder with its settings, `labextensions/` and `files/`; nothing of an earlier build may stand in it,
 *   because JupyterLite then leaves out in silence what it takes to be done
 * @param site folder that gets it
 * @param time seconds since 1970 that stand for the time of each file
 * @throws {SetupProblem} where JupyterLite is missing or fails
 */
export async function buildJupyterlite(source: string, site: string, time: number): Promise<void> {
  const log = logFile('site');
  rmSync(log, { force: true });
  writeFileSync(join(source, 'jupyter_lite_config.json'), JSON.stringify(config));
  const command = [environmentPython, '-m', 'jupyterlite_core', 'build', '--output-dir', site];
  const env = { ...jupyterEnvironment(), SOURCE_DATE_EPOCH: String(time) };
  const { code, output } = await runProgram(command, { cwd: source, env, log });
  if (code === 0) return;
  if (/No module named '?jupyterlite_core/.test(output))
    throw new SetupProblem(
      'Cannot build the site: JupyterLite must be installed, for which Python is too old',
      {
        mend: 'npm run setup, once there is Python 3.10 or later',
      },
    );
  throw programProblem('Cannot build the site', output, { mend: 'npm run site', log });
}
