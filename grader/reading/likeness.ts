import { createHash } from 'node:crypto';
import ts from 'typescript';

/**
 * A fingerprint of code that names, spaces and comments do not change: variables are numbered in the order in
 * which they appear, all else stands.
 *
 * @param code JavaScript; types are gone already
 * @returns empty for code too short to be anyone's own (under 30 tokens)
 */
export function likeness(code: string): string {
  const own = code.replace(moduleLines, '');
  const scanner = ts.createScanner(ts.ScriptTarget.ES2022, true, ts.LanguageVariant.Standard, own);
  const names = new Map<string, string>();
  const tokens: string[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    const text = scanner.getTokenText();
    const property = tokens.at(-1) === '.' || tokens.at(-1) === '?.';
    if (kind !== ts.SyntaxKind.Identifier || property) tokens.push(text);
    else {
      if (!names.has(text)) names.set(text, `#${names.size}`);
      tokens.push(names.get(text) as string);
    }
  }
  return tokens.length < 30 ? '' : createHash('sha256').update(tokens.join(' ')).digest('hex').slice(0, 16);
}

/** What the compiler adds for imports and exports, which is nobody's own. */
const moduleLines =
  /^("use strict"|Object\.defineProperty\(exports|exports\.|module\.exports|const \w+ = require\().*$/gm;
