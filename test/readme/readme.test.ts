import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from './readme-document';
import { runModule } from './run-module';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const block = (language: string) => readme.match(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``))?.[1] ?? '';

describe('README.md', () => {
  test('the model to retype prints the numbers beside it', () => {
    const numbers = (printed: string) => (printed.match(/-?\d+\.\d\d/g) ?? []).map(Number);
    const [printed, promised] = [numbers(runModule(block('ts'))), numbers(block('text'))];
    expect(promised).toHaveLength(6);
    expect(printed).toHaveLength(6);
    // a thousand Adam steps let the rounding of backends grow to about 1e-2
    promised.forEach((number, i) => expect(Math.abs(printed[i]! - number)).toBeLessThan(0.03));
  });
});
