import ts from 'typescript';

/** What comes with the kernel; TypeScript lists the packages of the folders above a notebook alone. */
const kernelPackages = ['bayes-notebooks', 'tslab'];

/**
 * The modules and paths that a cell can import, the kernel's own packages first.
 *
 * @param named what is typed of the module's name
 * @param found what TypeScript offers
 */
export function importableModules(
  checker: ts.TypeChecker,
  named: string,
  found: readonly ts.CompletionEntry[],
): ts.CompletionEntry[] {
  const folder = named.slice(0, named.lastIndexOf('/') + 1);
  const inner = innerModules(checker);
  const seen = found.filter(({ name }) => !inner.has(folder + name));
  if (folder !== '' || named.startsWith('.')) return seen;
  const packages = kernelPackages.map((name) => ({
    name,
    kind: ts.ScriptElementKind.externalModuleName,
    sortText: '10', // those of TypeScript have 11
  }));
  return [...packages, ...seen.filter(({ name }) => !kernelPackages.includes(name))];
}

/** The files behind rolled up declarations, each declared as a module there that no cell can import. */
function innerModules(checker: ts.TypeChecker): Set<string> {
  const modules = checker.getAmbientModules().map((symbol) => ({
    name: symbol.name.slice(1, -1),
    file: symbol.declarations?.[0]?.getSourceFile(),
  }));
  const rolledUp = modules.find(({ name }) => kernelPackages.includes(name))?.file;
  const inner = modules.filter(
    ({ name, file }) => (rolledUp !== undefined && file === rolledUp) || name.startsWith('@types/'),
  );
  return new Set(inner.map(({ name }) => name));
}
