import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './readme-document';

/** Code that a reader is to retype. */
export interface CodeExample {
  /** Where it stands, from the project's root, with forward slashes. */
  file: string;
  code: string;
}

/** The examples of the docstrings in `lib/`, without the stars of the comment. */
export function docstringExamples(): CodeExample[] {
  const files = (readdirSync(join(root, 'lib'), { recursive: true }) as string[])
    .map((file) => `lib/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.ts') && !file.startsWith('lib/fused/assembly/'));
  return files.flatMap((file) => {
    const comments = readFileSync(join(root, file), 'utf8').match(/\/\*\*[\s\S]*?\*\//g) ?? [];
    return comments.flatMap((comment) => {
      const [, example] = /@example\n([\s\S]*?)\s*\*\/$/.exec(comment) ?? [];
      return example === undefined ? [] : [{ file, code: example.replace(/^ *\* ?/gm, '') }];
    });
  });
}

/** The blocks of TypeScript of a Markdown file. */
export function markdownExamples(file: string): CodeExample[] {
  const blocks = readFileSync(join(root, file), 'utf8').matchAll(/^```ts\n([\s\S]*?)^```/gm);
  return [...blocks].map(([, code = '']) => ({ file, code }));
}
