/** Keeps the code of what TypeScript needs for cells; a step of `npm run build`, after the declarations are written. */

import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { typescriptScript } from '../declarations/compiled-typescript';
import { declarationFiles } from '../declarations/declaration-files';
import { kernelCompiler } from './kernel-compiler';

/** Cells whose compilation calls what that of most cells calls. */
const cells = [
  "import { tf } from 'bayes-notebooks';\nawait tf.ready();",
  'const values = [1, 2].map((x) => x * x);\nfunction mean(x: number[]) { return x.reduce((a, b) => a + b, 0) / x.length; }',
  'class Layer { units = 1; call<T extends tf.Tensor>(x: T) { for (const _ of values) x.add(1); return x; } }',
  'console.log(mean(values));\nnew Layer().call(tf.zeros([3])).mul(2)',
];

const compiler = kernelCompiler(tmpdir());
for (const cell of cells) {
  const { diagnostics } = compiler.compile(cell);
  if (diagnostics) throw new Error(`Cannot compile ${cell}: ${diagnostics[0]?.message}`);
  compiler.keep();
}
if (typescriptScript === undefined)
  throw new Error('Cannot keep the code of TypeScript: it was loaded before');
writeFileSync(declarationFiles.compiledTypescript, typescriptScript.createCachedData());
