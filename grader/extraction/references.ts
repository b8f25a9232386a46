import ts from 'typescript';

/** Whether an identifier mentions something: it is not a member's name, a key, a label or the name being declared. */
export function isReference(name: ts.Identifier): boolean {
  const parent = name.parent;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === name;
  if (ts.isQualifiedName(parent)) return parent.left === name;
  if (ts.isBindingElement(parent)) return parent.initializer === name;
  if (ts.isPropertyAssignment(parent) || ts.isEnumMember(parent)) return parent.initializer === name;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isImportSpecifier(parent) || ts.isNamespaceImport(parent) || ts.isImportClause(parent)) return false;
  if (ts.isExportSpecifier(parent)) return (parent.propertyName ?? parent.name) === name;
  if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent)) return false;
  if (ts.isTypePredicateNode(parent) || ts.isMetaProperty(parent) || ts.isNamedTupleMember(parent))
    return false;
  return !('name' in parent && parent.name === name);
}
