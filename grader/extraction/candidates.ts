import ts from 'typescript';
import { bare } from './bare';
import type { Definition, Piece } from './piece';
import { isStub } from './stub';

/** A value of a notebook that could be an answer. */
export interface Candidate {
  piece: Piece;
  definition: Definition;
  /** It still is the stub that the student was given. */
  stub: boolean;
}

/** All values that a notebook gives names to as it is run, in order; not types, and not what it imports. */
export function candidatesOf(pieces: Piece[]): Candidate[] {
  const given = new Set(
    pieces.flatMap(({ definitions }) =>
      definitions.filter(({ later, node }) => later && !isStub(node)).map(({ name }) => name),
    ),
  );
  return pieces.flatMap((piece) =>
    definitionsOf(piece)
      .filter((definition) => !definition.later && !isItself(definition))
      .map((definition) => ({
        piece,
        definition,
        // A variable that a function fills is no stub, however empty it starts.
        stub:
          isStub(definition.node) &&
          !(ts.isVariableDeclaration(definition.node) && given.has(definition.name)),
      })),
  );
}

function definitionsOf({ kind, names, node, definitions }: Piece): Definition[] {
  if (kind === 'type' || kind === 'import') return [];
  if (kind === 'export') return exportsOf(node as ts.ExportDeclaration);
  const own = kind === 'statement' ? [] : names.map((name) => ({ name, node, access: name }));
  return [...own, ...definitions];
}

/** `export { f as klLoss }` gives a value another name. */
function exportsOf({ exportClause, moduleSpecifier }: ts.ExportDeclaration): Definition[] {
  if (!exportClause || moduleSpecifier || !ts.isNamedExports(exportClause)) return [];
  return exportClause.elements.map((element) => ({
    name: element.name.text,
    node: element,
    access: (element.propertyName ?? element.name).text,
  }));
}

/** `exports.klLoss = klLoss` defines nothing new. */
function isItself({ name, node }: Definition): boolean {
  if (ts.isExportSpecifier(node)) return (node.propertyName ?? node.name).text === name;
  if (ts.isObjectLiteralExpression(node)) {
    const property = node.properties.find(
      (one) => one.name && ts.isIdentifier(one.name) && one.name.text === name,
    );
    return property !== undefined && ts.isShorthandPropertyAssignment(property);
  }
  if (!ts.isBinaryExpression(node)) return false;
  const value = bare(node.right);
  return ts.isIdentifier(value) && value.text === name;
}
