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
 */
export function missingModule(specifier: string, folder: string): string {
  if (namesFile(specifier))
    return `Cannot import "${specifier}": there is no such file, seen from ${folder}: check its name, or save it there`;
  if (specifier.startsWith('node:'))
    return `Cannot import "${specifier}": Node ships no module of this name: check its name`;
  const name = packageOf(specifier);
  return `Cannot import "${specifier}": the package ${name} is not installed: run "npm install ${name}" in ${folder}, then this cell again`;
}
