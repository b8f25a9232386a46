import ts from 'typescript';

/** TypeScript's statements as JavaScript, with what helpers they need in front. Nothing in them is an import or export. */
export function transpile(source: string): string {
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      moduleDetection: ts.ModuleDetectionKind.Force, // so that `await` may stand outside a function
      target: ts.ScriptTarget.ES2022,
      removeComments: true,
    },
  });
  return outputText.replace(/export \{\};\s*$/, '');
}
