import { setUp, stepsFor } from '../steps/set-up.mjs';
import { readOptions } from './options.mjs';

const HELP = `Usage: npm run setup [-- --no-native] [--no-python]

Installs and builds what is missing: npm packages, the compiled project, native TensorFlow, JupyterLab.
What is downloaded is kept in one cache folder, bayes-notebooks in $XDG_CACHE_HOME or ~/.cache; it may be deleted.
A download from which nothing has come for 60 seconds is given up; BAYES_NETWORK_SECONDS=300 waits longer.
  --no-native   leave native TensorFlow out; TensorFlow.js then runs on WebAssembly
  --no-python   leave JupyterLab out`;

/** @param {string[]} argv */
export async function run(argv) {
  const options = readOptions('setup', argv, {
    'no-native': { type: 'boolean' },
    'no-python': { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  });
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  const did = await setUp(stepsFor({ native: !options['no-native'], python: !options['no-python'] }));
  if (!did) console.log('Everything is in place.');
  return 0;
}
