import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { declarationsForCells } from '../../../generator/site/declarations-for-cells';
import { librarySources } from '../../../generator/site/library-sources';
import { sourceTime } from '../../../generator/site/source-time';

const root = join(__dirname, '../../..');

describe('what the kernel of the tab reads', () => {
  test('are declarations with their words but without licences, which parse', () => {
    const declarations = declarationsForCells(root);
    expect(Object.keys(declarations)).toEqual(['lib.es2023.d.ts', 'few-globals.d.ts', 'packages.d.ts']);
    const packages = declarations['packages.d.ts'] ?? '';
    expect(packages).toContain('The KL divergence between Gaussians');
    expect(packages).not.toContain('@license');
    const file = ts.createSourceFile('packages.d.ts', packages, ts.ScriptTarget.ES2022);
    expect((file as unknown as { parseDiagnostics: unknown[] }).parseDiagnostics).toEqual([]);
  });

  test('are the sources that showSource shows', () => {
    const sources = librarySources(root);
    expect(sources['bayes-linear']).toContain('class BayesLinear');
    expect(sources['gaussian-kl']).toContain('function gaussianKl');
    expect(Object.values(sources).join()).not.toMatch(/from '\.\.\/(exercises|solutions)/);
  });
});

describe('the time of the site', () => {
  test('is what SOURCE_DATE_EPOCH says, else that of the last commit or of package.json', () => {
    expect(sourceTime(root, { SOURCE_DATE_EPOCH: '1700000000' })).toBe(1_700_000_000);
    const time = sourceTime(root, {});
    expect(time).toBeGreaterThan(1_700_000_000);
    expect(sourceTime(root, {})).toBe(time);
    expect(() => sourceTime(root, { SOURCE_DATE_EPOCH: 'today' })).toThrow(
      'Cannot build the site: SOURCE_DATE_EPOCH must be whole seconds since 1970, got today',
    );
  });
});
