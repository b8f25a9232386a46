/**
 * What Node runs in the child: the bundle beside this file, by way of V8's compiled code of it where that fits.
 * With `--write-code` it writes that code instead of serving a submission.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';

type Main = typeof import('./main');

const bundle = join(__dirname, 'bundle.js');
const code = join(__dirname, 'bundle.code');

const writing = process.argv[2] === '--write-code';
const script = new vm.Script(readFileSync(bundle, 'latin1'), {
  filename: 'bundle.js',
  ...(writing ? {} : { cachedData: readFileSync(code) }),
});
const main = script.runInThisContext()(require) as Main;
if (writing) {
  void main.warmUp().then(() => writeFileSync(code, script.createCachedData()));
} else {
  void main.serve(script.cachedDataRejected === false);
}
