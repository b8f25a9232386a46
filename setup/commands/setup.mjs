import { shareProject } from '../shared/share-project.mjs';
import { setUp, stepsFor } from '../steps/set-up.mjs';
import { defineCommand } from './command.mjs';
import { flag } from './options.mjs';

export const command = defineCommand({
  name: 'setup',
  summary: 'install and build what is missing',
  help: `Usage: npm run setup [-- --shared] [--no-native] [--no-python]

Installs and builds what is missing: npm packages, the compiled project, native TensorFlow, JupyterLab.
What is downloaded is kept in one cache folder, bayes-notebooks in $XDG_CACHE_HOME or the system's
folder for caches (~/.cache, ~/Library/Caches, %LOCALAPPDATA%); it may be deleted.
A download from which nothing has come for 60 seconds is given up; BAYES_NETWORK_SECONDS=300 waits longer.
  --shared      for all users of this computer, by who owns the project: a Python that everyone can run, native
                TensorFlow inside the project, everything readable for all and writable for none of them. Stays so:
                what is set up later is made readable too
  --no-native   leave native TensorFlow out; TensorFlow.js then runs on WebAssembly
  --no-python   leave JupyterLab out`,
  options: { shared: flag, 'no-native': flag, 'no-python': flag },
  async run({ shared, ...options }) {
    const wanted = { native: !options['no-native'], python: !options['no-python'] };
    if (shared) {
      console.log(`\n${await shareProject(wanted)}`);
      return 0;
    }
    const steps = stepsFor(wanted);
    if (!(await setUp(steps)) && steps.every((step) => step.isDone())) console.log('Everything is in place.');
    return 0;
  },
});
