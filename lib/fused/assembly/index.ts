/** The inner loops of the fused kernels, in AssemblyScript: pointers into TensorFlow.js' own WebAssembly memory. */
export { adam } from './adam';
export { kl, klGradient } from './kl';
export { normals } from './normals';
export { reluGradient } from './relu';
export { dense, denseInputGradient, denseWeightGradient, sample, sampleGradient } from './sampled-dense';
