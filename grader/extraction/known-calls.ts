/** Methods that take optimizer steps: what calls one is training, which is never repeated. */
export const trainingMethods: ReadonlySet<string> = new Set([
  'minimize',
  'fit',
  'fitDataset',
  'trainOnBatch',
  'applyGradients',
]);

/** Functions of `Object`, `Reflect` and `util` that change their first argument. */
export const changingFunctions: ReadonlySet<string> = new Set([
  'assign',
  'defineProperty',
  'defineProperties',
  'setPrototypeOf',
  'freeze',
  'seal',
  'preventExtensions',
  'set',
  'deleteProperty',
  'inherits',
]);

/** Functions of the library that change what it knows. */
export const registeringFunction = /^(?:register|unregister)/;

/** Names of the object that has all globals. */
export const globalObjects: ReadonlySet<string> = new Set(['globalThis', 'global', 'self', 'window']);

/**
 * Methods that leave their object as it is: of lists, maps, strings, numbers, functions, promises, of tensors and models.
 * Every other method is taken to change its object.
 */
export const readingMethods: ReadonlySet<string> = new Set(
  [
    'at concat entries every filter find findIndex findLast findLastIndex flat flatMap forEach includes indexOf join',
    'keys lastIndexOf map reduce reduceRight slice some toReversed toSorted toSpliced values with get has toString',
    'toLocaleString valueOf bind call apply then catch finally toFixed toPrecision split trim match matchAll replaceAll',
    'startsWith endsWith padStart padEnd charAt charCodeAt codePointAt repeat toUpperCase toLowerCase test exec',
    'hasOwnProperty isPrototypeOf propertyIsEnumerable toJSON getTime toISOString',
    'array arraySync data dataSync bufferSync buffer print clone sub mul div pow sum mean square sqrt exp log neg abs',
    'matMul dot transpose reshape flatten squeeze expandDims asScalar as1D as2D asType toFloat toInt toBool cast',
    'argMax argMin max min equal less greater softmax relu sin cos norm stack unstack gather pad tile squaredDifference',
    'predict predictOnBatch evaluate summary getWeights countParams klLoss getConfig getLayer getClassName',
    'computeOutputShape save read getOptimizer',
  ].flatMap((line) => line.split(' ')),
);
