/**
 * Whether a Tensor2D may stand where a Tensor is wanted, the compiler finds out by comparing all methods of both, some
 * 30 ms anew for each cell. `class Tensor<out R>` says the same outright; the declarations of TensorFlow.js come without.
 */
import type * as TypeScript from 'typescript';

const tensorDeclarations = /[\\/]tfjs-core[\\/]dist[\\/]tensor\.d\.ts$/;

/** The declarations of TensorFlow.js' tensors, with what the compiler would find out about their type parameters. */
export function withVariance(declarations: string): string {
  return declarations.replace(/class (?:Tensor|TensorBuffer|Variable)<[^>]*>/g, (head) =>
    head.replace(/\w+ extends/g, 'out $&'),
  );
}

/** Has the compiler read them so. */
export function declareVariance(compiler: typeof TypeScript): void {
  const { sys } = compiler;
  const read = sys.readFile.bind(sys);
  sys.readFile = (path, encoding) => {
    const text = read(path, encoding);
    return text !== undefined && tensorDeclarations.test(path) ? withVariance(text) : text;
  };
}
