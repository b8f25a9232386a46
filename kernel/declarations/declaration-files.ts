import path from 'node:path';

/** The project's folder, with `/`; this file stands in dist/kernel/declarations/. */
export const projectFolder = path.resolve(__dirname, '../../..').replaceAll('\\', '/');

const folder = `${projectFolder}/dist/declarations`;

/** What `npm run build` writes for the compiler of cells. */
export const declarationFiles = {
  folder,
  /** The language's own, under the name by which TypeScript asks for it. */
  language: `${folder}/lib.es2023.d.ts`,
  /** The few globals that most notebooks are content with. */
  few: `${folder}/few-globals.d.ts`,
  /** All of Node's. */
  platform: `${folder}/node.d.ts`,
  /** The library's, TensorFlow.js' and tslab's. */
  packages: `${folder}/packages.d.ts`,
  /** TypeScript itself, as the V8 of this Node keeps compiled code. */
  compiledTypescript: `${folder}/typescript-${process.version}.code`,
};
