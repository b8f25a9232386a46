/** The inner loops of the fused kernels, in AssemblyScript: pointers into TensorFlow.js' own WebAssembly memory. */
export { adam } from './adam';
export { klByMeans, klBySigmas, klOfMeans, klOfSigmas } from './kl';
export { crossEntropies, crossEntropiesGradient, squaredErrors, squaredErrorsGradient } from './losses';
export { normals } from './normals';
export { reluGradient } from './relu';
export { dense, denseInputGradient, denseWeightGradient, sample, sampleGradient } from './sampled-dense';
export { sum } from './sum';
