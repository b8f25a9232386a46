import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const root = join(__dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const block = (language: string) => readme.match(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``))?.[1] ?? '';

/** Runs a module with top-level await as a script of CommonJS. */
function run(code: string): string {
  const [imports, ...body] = code.split(/(?<=from 'bayes-notebooks';\n)/);
  const { outputText } = ts.transpileModule(`${imports}(async () => {${body.join('')}})();`, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  return execFileSync(process.execPath, ['-e', outputText], { cwd: root, encoding: 'utf8' });
}

describe('README.md', () => {
  test('the model to retype prints the numbers beside it', () => {
    const numbers = (printed: string) => (printed.match(/-?\d+\.\d\d/g) ?? []).map(Number);
    const [printed, promised] = [numbers(run(block('ts'))), numbers(block('text'))];
    expect(promised).toHaveLength(6);
    expect(printed).toHaveLength(6);
    // a thousand Adam steps let the rounding of backends grow to about 1e-2
    promised.forEach((number, i) => expect(Math.abs(printed[i]! - number)).toBeLessThan(0.03));
  });
});
