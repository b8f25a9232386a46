import ts from 'typescript';

/**
 * Tells members of a class or interface from those that it inherits.
 *
 * @param symbols the members of one list
 * @returns how many of the classes that members of the list stand in derive from the one that a member stands in: 0 for
 *   the class itself and for what is no member
 */
export function inheritanceDepth(
  checker: ts.TypeChecker,
  symbols: readonly ts.Symbol[],
): (symbol: ts.Symbol | undefined) => number {
  const owners = new Map(symbols.map((symbol) => [symbol, ownerOf(checker, symbol)]));
  const classes = new Set([...owners.values()].filter((owner) => owner !== undefined));
  const depths = new Map<ts.Symbol, number>();
  for (const one of classes)
    for (const ancestor of ancestorsOf(checker, one)) depths.set(ancestor, (depths.get(ancestor) ?? 0) + 1);
  // What each function has comes behind a class's own static members.
  const functions = [...classes].filter(({ name }) => name === 'Function');
  if (classes.size > functions.length) for (const owner of functions) depths.set(owner, classes.size);
  return (symbol) => depths.get((symbol && owners.get(symbol)) as ts.Symbol) ?? 0;
}

/** The class or interface that a member is declared in. */
function ownerOf(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol | undefined {
  const parent = symbol.declarations?.[0]?.parent;
  if (parent === undefined || !(ts.isClassLike(parent) || ts.isInterfaceDeclaration(parent)))
    return undefined;
  return parent.name && checker.getSymbolAtLocation(parent.name);
}

function ancestorsOf(
  checker: ts.TypeChecker,
  owner: ts.Symbol,
  found = new Set<ts.Symbol>(),
): Set<ts.Symbol> {
  const type = checker.getDeclaredTypeOfSymbol(owner);
  const bases = type.isClassOrInterface() ? checker.getBaseTypes(type) : [];
  for (const base of bases.flatMap((one): ts.Type[] => (one.isIntersection() ? one.types : [one]))) {
    const { symbol } = base;
    if (symbol === undefined || found.has(symbol)) continue;
    found.add(symbol);
    ancestorsOf(checker, symbol, found);
  }
  return found;
}
