import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compileFunction } from 'node:vm';

/** What V8 says of a text that is an ES module and not a script, as Node's own detection of the syntax asks too. */
const moduleSyntax =
  /Cannot use import statement outside a module|Unexpected token 'export'|Cannot use 'import\.meta' outside a module|await is only valid/;

/**
 * Whether Node takes a file for an ES module: by its name, by the nearest package.json, else by its syntax.
 *
 * @param file absolute path
 * @param text the file's text, where its syntax may decide; without it only name and package.json do
 */
export function isEsModule(file: string, text?: () => string): boolean {
  const ending = path.extname(file);
  if (ending === '.mjs') return true;
  if (ending !== '.js') return false;
  const type = packageType(path.dirname(file));
  if (type === 'module' || type === 'commonjs') return type === 'module';
  return text !== undefined && hasModuleSyntax(text());
}

function hasModuleSyntax(text: string): boolean {
  try {
    compileFunction(text, ['exports', 'require', 'module', '__filename', '__dirname']);
    return false;
  } catch (error) {
    return moduleSyntax.test((error as Error).message);
  }
}

/** The `type` of the package that a folder belongs to. */
function packageType(folder: string): unknown {
  for (let at = folder; ; at = path.dirname(at)) {
    const fields = packageIn(at);
    if (fields !== undefined) return fields.type;
    if (at === path.dirname(at) || path.basename(at) === 'node_modules') return undefined;
  }
}

function packageIn(folder: string): { type?: unknown } | undefined {
  try {
    return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { type?: unknown };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
}
