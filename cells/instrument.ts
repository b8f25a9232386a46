import ts from 'typescript';

/** The parameter of emitted code that holds the {@link CellHooks}. */
export const hooksName = '__cell';

/**
 * Lets the kernel in where a cell can be stopped, after each `await` (before which its arguments are worked out: so the
 * first of them is that of the code which waits) and in each turn of a loop (the engine can break a
 * loop of a cell's first stretch, but none behind an `await`); leads `import()` and `import.meta` to the kernel; and hands it the
 * value of the last statement.
 *
 * @param end of a cell's own text in its module; undefined for a file that has no last value
 */
export function instrument(
  end: (file: ts.SourceFile) => number | undefined,
): ts.TransformerFactory<ts.SourceFile> {
  return (context) => (file) => {
    const { factory } = context;
    const parameter = factory.createIdentifier(hooksName);
    // A cell that uses such a name itself may hide the parameter in a function.
    const hooks = file.text.includes(hooksName) ? factory.createUniqueName(hooksName) : parameter;
    const call = (name: string, values: ts.Expression[]): ts.Expression =>
      factory.createCallExpression(factory.createPropertyAccessExpression(hooks, name), undefined, values);
    const visit = (node: ts.Node): ts.Node => {
      const visited = ts.visitEachChild(node, visit, context);
      if (ts.isAwaitExpression(visited)) return call('awaited', [call('context', []), visited]);
      if (ts.isCallExpression(visited) && visited.expression.kind === ts.SyntaxKind.ImportKeyword)
        return call('import', [...visited.arguments]);
      if (ts.isMetaProperty(visited) && visited.keywordToken === ts.SyntaxKind.ImportKeyword)
        return factory.createPropertyAccessExpression(hooks, 'meta');
      if (!ts.isIterationStatement(visited, false)) return visited;
      const turn = factory.createExpressionStatement(call('turn', []));
      return withBody(factory, visited, factory.createBlock([turn, visited.statement]));
    };
    const visited = ts.visitEachChild(file, visit, context);
    const statements = [...visited.statements];
    const cellEnd = end(file) ?? 0;
    const last = file.statements.findLastIndex((statement) => statement.getStart(file) < cellEnd);
    const statement = statements[last];
    if (statement && ts.isExpressionStatement(statement))
      statements[last] = factory.updateExpressionStatement(statement, call('result', [statement.expression]));
    // Imports come first wherever they stand, as in an ES module; TypeScript's `require` runs where the import stood.
    const isImport = (one: ts.Statement): boolean => ts.isImportDeclaration(one);
    const ordered = [...statements.filter(isImport), ...statements.filter((one) => !isImport(one))];
    if (hooks === parameter) return factory.updateSourceFile(visited, ordered);
    const alias = factory.createVariableDeclaration(hooks, undefined, undefined, parameter);
    return factory.updateSourceFile(visited, [factory.createVariableStatement([], [alias]), ...ordered]);
  };
}

/** The loop with another body. */
function withBody(
  factory: ts.NodeFactory,
  loop: ts.IterationStatement,
  body: ts.Statement,
): ts.IterationStatement {
  if (ts.isForStatement(loop))
    return factory.updateForStatement(loop, loop.initializer, loop.condition, loop.incrementor, body);
  if (ts.isForInStatement(loop))
    return factory.updateForInStatement(loop, loop.initializer, loop.expression, body);
  if (ts.isForOfStatement(loop))
    return factory.updateForOfStatement(loop, loop.awaitModifier, loop.initializer, loop.expression, body);
  if (ts.isWhileStatement(loop)) return factory.updateWhileStatement(loop, loop.expression, body);
  return factory.updateDoStatement(loop as ts.DoStatement, body, (loop as ts.DoStatement).expression);
}
