import ts from 'typescript';

/** How cells are checked and emitted. */
export const compilerOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts'],
  module: ts.ModuleKind.CommonJS,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  esModuleInterop: true,
  resolveJsonModule: true,
  rewriteRelativeImportExtensions: true,
  preserveConstEnums: true,
  types: [],
  // A notebook is a place to try things out.
  strict: false,
  skipLibCheck: true,
  sourceMap: true,
  inlineSources: false,
  ignoreDeprecations: '6.0',
};
