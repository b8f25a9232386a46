import ts from 'typescript';

/** How many `async (` a person nests in each other's parameters: none, or one in a default value. */
const mostNested = 4;

/**
 * Whether `async (` stands within the parentheses of another, and that of another, more than {@link mostNested} deep.
 * The compiler reads each twice, first as a function and, where no arrow follows, as a call, so that its time doubles from
 * level to level. One pass over the tokens tells, before anything is parsed.
 */
export function isParserTrap(source: string): boolean {
  if (!source.includes('async')) return false;
  const tokens = new Tokens(source);
  const open: boolean[] = [];
  let depth = 0;
  let generic = false;
  for (let kind = tokens.next(); kind !== ts.SyntaxKind.EndOfFileToken; kind = tokens.next()) {
    const { before } = tokens;
    if (kind === ts.SyntaxKind.LessThanToken && before === ts.SyntaxKind.AsyncKeyword) generic = true;
    if (kind === ts.SyntaxKind.OpenParenToken) {
      const suspect =
        before === ts.SyntaxKind.AsyncKeyword || (generic && before === ts.SyntaxKind.GreaterThanToken);
      open.push(suspect);
      if (suspect && ++depth > mostNested) return true;
    } else if (kind === ts.SyntaxKind.CloseParenToken && open.pop()) depth--;
  }
  return false;
}

/** The tokens of a text, with regular expressions and templates told apart by what stands before. */
class Tokens {
  readonly #scanner: ts.Scanner;
  /** Open braces: true for those of a template. */
  readonly #braces: boolean[] = [];
  #last: ts.SyntaxKind = ts.SyntaxKind.Unknown;
  /** The token before the last one. */
  before: ts.SyntaxKind = ts.SyntaxKind.Unknown;

  constructor(source: string) {
    this.#scanner = ts.createScanner(ts.ScriptTarget.ES2022, true, ts.LanguageVariant.Standard, source);
  }

  next(): ts.SyntaxKind {
    this.before = this.#last;
    let kind = this.#scanner.scan();
    const slash = kind === ts.SyntaxKind.SlashToken || kind === ts.SyntaxKind.SlashEqualsToken;
    if (slash && !endsValue(this.before)) kind = this.#scanner.reScanSlashToken();
    if (kind === ts.SyntaxKind.OpenBraceToken) this.#braces.push(false);
    if (kind === ts.SyntaxKind.TemplateHead) this.#braces.push(true);
    if (kind === ts.SyntaxKind.CloseBraceToken) {
      if (this.#braces.at(-1)) kind = this.#scanner.reScanTemplateToken(false);
      if (kind !== ts.SyntaxKind.TemplateMiddle) this.#braces.pop();
    }
    this.#last = kind;
    return kind;
  }
}

/** Whether what follows a token goes on with a value, so that a slash divides. */
const endsValue = (kind: ts.SyntaxKind): boolean =>
  kind === ts.SyntaxKind.CloseParenToken ||
  kind === ts.SyntaxKind.CloseBracketToken ||
  kind === ts.SyntaxKind.CloseBraceToken ||
  kind === ts.SyntaxKind.Identifier ||
  kind === ts.SyntaxKind.ThisKeyword ||
  (kind >= ts.SyntaxKind.FirstLiteralToken && kind <= ts.SyntaxKind.LastTemplateToken);
