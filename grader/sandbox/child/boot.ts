/**
 * What Node runs in the child: the bundle beside this file, by way of V8's compiled code of it where that fits.
 * With `--write-code` it writes that code instead of serving a submission.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import v8 from 'node:v8';
import vm from 'node:vm';

type Main = typeof import('./main');

const bundle = join(__dirname, 'bundle.js');
const code = join(__dirname, 'bundle.code');

// A child lives for a tenth of a second: what V8 spends on optimising for longer never comes back. Loops that run
// long are optimised all the same. The names of the options changed with Node 22.
const lateOptimising =
  Number.parseInt(process.versions.node, 10) < 22
    ? ['--interrupt-budget=3000000']
    : ['--invocation-count-for-maglev=100000', '--invocation-count-for-turbofan=100000'];
for (const option of lateOptimising) v8.setFlagsFromString(option);

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
