/** The package that a notebook finds wherever it lies; no registry has it. */
export const library = 'bayes-notebooks';

/** The package that a specifier names: `@scope/name/part` is a part of `@scope/name`. */
export function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Whether a specifier names a file, not a package. */
export function namesFile(specifier: string): boolean {
  return /^(?:\.{1,2}(?:$|[/\\])|[/\\]|[a-z]:[/\\]|file:)/i.test(specifier);
}

/**
 * What is said of an import that leads nowhere, when a cell is compiled and when it runs alike.
 *
 * @param specifier as the import states it
 * @param folder where it was looked for first
 * @param isInstalled whether a package of this name is there, without the part that is asked of it
 */
export function missingModule(specifier: string, folder: string, isInstalled = false): string {
  const what = `Cannot import "${specifier}"`;
  if (namesFile(specifier))
    return `${what}: there is no such file, seen from ${folder}: check its name, or save it there`;
  if (specifier.startsWith('node:')) return `${what}: Node has no module of this name: check its spelling`;
  if (specifier.startsWith('npm:')) {
    const wanted = packageOf(specifier.slice('npm:'.length));
    return `${what}: Node imports packages by their names: run "npm install ${wanted}" in ${folder}, and import "${wanted.replace(/(?<=.)@.*/, '')}"`;
  }
  if (/^[a-z][a-z\d+.-]+:/i.test(specifier))
    return `${what}: Node imports files and installed packages, and nothing by its address: run "npm install" with the package's name in ${folder}, and import that name`;
  const name = packageOf(specifier);
  if (isInstalled && specifier !== name)
    return `${what}: the package ${name} has no such part: see its README for those that it has`;
  if (name === library)
    return `${what}: the link to the library is gone, as "npm install" takes it away: run "npm run build" in the project's folder, then restart the kernel`;
  if (isInstalled)
    return `${what}: the package ${name} is there without a file to import: run "npm install ${name}" in ${folder} once more`;
  return `${what}: the package ${name} is not installed: run "npm install ${name}" in ${folder}, then this cell again`;
}
