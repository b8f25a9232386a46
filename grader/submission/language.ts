import type { Cell } from './cell';
import { ownProperty } from './own-property';

/** The language that a notebook's metadata names, in lower case; empty where it names none. */
export function languageOf(notebook: unknown): string {
  const metadata = ownProperty(notebook, 'metadata');
  const kernel = ownProperty(metadata, 'kernelspec');
  const named = [
    ownProperty(ownProperty(metadata, 'language_info'), 'name'),
    ownProperty(kernel, 'language'),
    ownProperty(kernel, 'name'),
  ];
  const language = named.find((value) => typeof value === 'string' && value !== '');
  return typeof language === 'string' ? language.toLowerCase().slice(0, 100) : '';
}

/**
 * Whether the answers are in Python. The metadata alone does not say it: a TypeScript notebook opened once with the
 * wrong kernel, as on Colab, keeps that kernel's name and perhaps a stray cell, and is graded all the same.
 */
export function isPythonNotebook(language: string, cells: Cell[]): boolean {
  const code = cells.filter(({ kind }) => kind === 'code');
  return (
    language.startsWith('python') &&
    code.some(({ source }) => pythonLine.test(source)) &&
    !code.some(({ source }) => typescriptLine.test(source))
  );
}

const pythonLine = /^[ \t]*def \w+\(|^import [\w.]+$|^from [\w.]+ import /m;

/** A declaration or an import that Python does not have. Every alternative begins at a line's start. */
const typescriptLine =
  /^[ \t]*(?:export )?(?:(?:async )?function\b|(?:const|let|var) [\w{[$]|class [\w$]+ ?(?:\{|extends\b)|[\w$.]+ = [^=\n]*=>)|^import [^'"\n]*['"]/m;
