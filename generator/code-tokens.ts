import * as ts from 'typescript';

/**
 * The tokens of TypeScript code without its comments and layout: what the code does. With `words` false, without
 * its strings and templates as well: what the code does in any language.
 */
export function codeTokens(code: string, words = true): string[] {
  const file = ts.createSourceFile('cell.mts', code, ts.ScriptTarget.ESNext, true);
  const tokens: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJSDoc(node)) return; // a comment, though the parser makes nodes of it
    const children = node.getChildren(file);
    if (children.length > 0) children.forEach(visit);
    else if (words || !isWords(node)) tokens.push(node.getText(file));
  };
  visit(file);
  return tokens.filter((token) => token !== '');
}

const isWords = (node: ts.Node): boolean =>
  ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
