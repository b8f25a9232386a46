/** The package that answers are written with. */
export const libraryPackage = 'bayes-notebooks';

/** What an answer may use of the library though the student deleted or never ran the import. */
export const libraryNames: readonly string[] = [
  'tf',
  'BayesLinear',
  'gaussianKl',
  'setSeed',
  'setLanguage',
  'loadIris',
  'trainTestSplit',
  'randomNormal',
  'sampleWeights',
  'predictWith',
  'parametersToVector',
  'vectorToParameters',
];
