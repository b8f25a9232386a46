import { createRequire } from 'node:module';
import type * as TypeScript from 'typescript';
import { expect, it } from 'vitest';
import { withVariance } from '../../kernel/tensor-variance';

const tslabRequire = createRequire(require.resolve('tslab'));
const compiler: typeof TypeScript = tslabRequire('@tslab/typescript-for-tslab');
const core = require.resolve('@tensorflow/tfjs-core').replace(/dist[\\/].*/, 'dist/');
const tensors = `${core}tensor.d.ts`;
/** All of TensorFlow.js: its other files add methods to the class of tensors. */
const whole = `${core}../../tfjs/dist/index.d.ts`;

/** What the compiler has to say about tensor.d.ts, once it is read by `read`. */
function problems(read: (text: string) => string): string[] {
  const options = { skipLibCheck: false, types: [], lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'] };
  const host = compiler.createCompilerHost(options);
  const readFile = host.readFile.bind(host);
  host.readFile = (path) => (path === tensors ? read(readFile(path) as string) : readFile(path));
  const program = compiler.createProgram([whole], options, host);
  return program
    .getSemanticDiagnostics(program.getSourceFile(tensors))
    .map(({ messageText }) => compiler.flattenDiagnosticMessageText(messageText, '\n'));
}

it('says of the type parameters of tensors what the compiler itself finds out', () => {
  const text = (declarations: string) => declarations;
  expect(problems(text)).toEqual([]);
  expect(problems(withVariance)).toEqual([]);
  const wrong = problems((declarations) => withVariance(declarations).replaceAll('<out R', '<in R'));
  expect(wrong.join('\n')).toMatch(/not assignable .* as implied by variance annotation/);
});

it('says it of all three classes', () => {
  const declared = withVariance(compiler.sys.readFile(tensors) as string).match(/class \w+<.*>/g);
  expect(declared).toEqual([
    "class TensorBuffer<out R extends Rank, out D extends DataType = 'float32'>",
    'class Tensor<out R extends Rank = Rank>',
    'class Variable<out R extends Rank = Rank> extends Tensor<R>',
  ]);
});
