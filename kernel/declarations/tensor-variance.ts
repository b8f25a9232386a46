/**
 * Whether a Tensor2D may stand where a Tensor is wanted, the compiler finds out by comparing all methods of both, some
 * 50 ms anew for each cell. `class Tensor<out R>` says the same outright; the declarations of TensorFlow.js come without.
 *
 * @param declarations those of `@tensorflow/tfjs-core/dist/tensor`, among others
 */
export function withVariance(declarations: string): string {
  return declarations.replace(/class (?:Tensor|TensorBuffer|Variable)<[^>]*>/g, (head) =>
    head.replace(/\w+ extends/g, 'out $&'),
  );
}
