import { setUp, stepsFor } from '../steps/set-up.mjs';
import { defineCommand } from './command.mjs';
import { flag } from './options.mjs';

export const command = defineCommand({
  name: 'setup',
  summary: 'install and build what is missing',
  help: `Usage: npm run setup [-- --no-native] [--no-python]

Installs and builds what is missing: npm packages, the compiled project, native TensorFlow, JupyterLab.
What is downloaded is kept in one cache folder, bayes-notebooks in $XDG_CACHE_HOME or the system's
folder for caches (~/.cache, ~/Library/Caches, %LOCALAPPDATA%); it may be deleted.
A download from which nothing has come for 60 seconds is given up; BAYES_NETWORK_SECONDS=300 waits longer.
  --no-native   leave native TensorFlow out; TensorFlow.js then runs on WebAssembly
  --no-python   leave JupyterLab out`,
  options: { 'no-native': flag, 'no-python': flag },
  async run(options) {
    const did = await setUp(stepsFor({ native: !options['no-native'], python: !options['no-python'] }));
    if (!did) console.log('Everything is in place.');
    return 0;
  },
});
