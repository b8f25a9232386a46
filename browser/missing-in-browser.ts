/** What a tab's cell is told of a name that only Node has. */
export function nodesName(name: string): string {
  return `Cannot find name '${name}': it is Node's, and a browser's tab has none: npm start runs this notebook with it`;
}

/**
 * What is said of an import that leads nowhere in a tab, when a cell is compiled and when it runs alike.
 *
 * @param specifier as the import states it
 */
export function missingInBrowser(specifier: string): string {
  return `Cannot import "${specifier}": in a browser's tab there are bayes-notebooks and tslab, and no files or other packages: npm start runs this notebook with those`;
}
