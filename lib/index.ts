/** bayes-notebooks: what the notebooks import. */
export { BayesLinear, type BayesLinearArgs } from './bayes-linear';
export { checkExercise } from './exercises/check-exercise';
export { gaussianKl } from './gaussian-kl';
export { type Iris, loadIris } from './iris';
export { parametersToVector, vectorToParameters } from './parameter-vector';
export { randomNormal, setSeed } from './random';
export { predictWith, sampleWeights } from './sample-weights';
export * as tf from './tensorflow';
export { type Split, type SplitOptions, trainTestSplit } from './train-test-split';
