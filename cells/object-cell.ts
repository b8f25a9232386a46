import ts from 'typescript';
import type { Edit } from './cell-module';
import { parseErrors } from './parse-errors';

/**
 * Puts brackets around a cell that is nothing but an object, `{ mean: 1, sd: 2 }`, which TypeScript takes for a block.
 *
 * @returns nothing for any other cell
 */
export function objectBrackets(file: ts.SourceFile): Edit[] {
  if (!isNoBlock(file)) return [];
  const object = objectIn(file.text);
  if (object === undefined) return [];
  return [
    { at: object.start, removes: 0, inserts: '(' },
    { at: object.end, removes: 0, inserts: ')' },
  ];
}

function objectIn(source: string): { start: number; end: number } | undefined {
  const text = `(${source}\n)`;
  const file = ts.createSourceFile('cell.ts', text, ts.ScriptTarget.ES2022, false, ts.ScriptKind.TS);
  const [statement, ...others] = file.statements;
  if (parseErrors(file).length > 0 || others.length > 0 || !statement || !ts.isExpressionStatement(statement))
    return undefined;
  const { expression } = statement;
  if (!ts.isParenthesizedExpression(expression)) return undefined;
  const inner = expression.expression;
  if (!ts.isObjectLiteralExpression(inner) || inner.properties.length === 0) return undefined;
  return { start: inner.getStart(file) - 1, end: inner.end - 1 };
}

/** Whether it begins like a block and cannot be one, or would be one of a label alone: `{ mean: 1 }`. */
function isNoBlock(file: ts.SourceFile): boolean {
  const [block] = file.statements;
  if (!block || !ts.isBlock(block)) return false;
  return (
    parseErrors(file).length > 0 ||
    block.statements.every((one) => ts.isLabeledStatement(one) && ts.isExpressionStatement(one.statement))
  );
}
