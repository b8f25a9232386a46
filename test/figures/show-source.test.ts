import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { afterEach, describe, expect, test } from 'vitest';
import { showSource } from '../../lib/display/show-source';
import { setLanguage } from '../../lib/language';
import { declaration } from './declaration';
import { type Displayed, displayedBy } from './display-hook';

afterEach(() => setLanguage('pl'));

/** The code alone, as TypeScript's own printer writes it. */
const withoutComments = (code: string): string =>
  ts
    .createPrinter({ removeComments: true })
    .printFile(ts.createSourceFile('source.ts', code, ts.ScriptTarget.Latest));

const sources = [
  ['BayesLinear', 'bayes-linear'],
  ['gaussianKl', 'gaussian-kl'],
  ['trainTestSplit', 'train-test-split'],
  ['sampleWeights', 'sample-weights'],
] as const;

/** What showSource shows of a name: its caption and the code in the fenced block. */
function shown(name: string) {
  const displayed = displayedBy(() => showSource(name));
  expect(displayed).toHaveLength(1);
  const { 'text/markdown': markdown, 'text/plain': plain } = (displayed[0] as Displayed).data as Record<
    string,
    string
  >;
  const [, caption = '', code = ''] = /^(.*)\n\n```typescript\n([\s\S]*)```\n$/.exec(markdown ?? '') ?? [];
  expect(plain).toBe(`${caption.replaceAll('`', '')}\n\n${code}`);
  return { caption, code };
}

/** Comments of a line, in their order. */
const lineComments = (code: string) => code.match(/(?<=^| )\/\/ .*$/gm) ?? [];

describe('showSource()', () => {
  test.each(sources)('shows the code of %s that the file holds now, and its line comments', (name, stem) => {
    const wanted = declaration(readFileSync(`lib/${stem}.ts`, 'utf8'), name);
    const { code } = shown(name);
    expect(withoutComments(code)).toBe(withoutComments(wanted));
    expect(lineComments(code)).toEqual(lineComments(wanted));
    expect(code).not.toMatch(/\/\*|^import/m);
    expect(code).toMatch(/^export .*\n[\s\S]*\n}\n$/);
  });

  test('shows BayesLinear on one screen, with its three formulas and no line wider than a cell', () => {
    const lines = shown('BayesLinear').code.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(60);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(91); // which JupyterLab does not wrap beside its file browser on 1280 px
    expect(lines.filter((line) => /^ {2}(override )?(build|call|sample|klLoss)\(/.test(line))).toHaveLength(
      4,
    );
  });

  test("says in the notebook's language what it left out, and where that is", () => {
    expect(shown('BayesLinear').caption).toBe(
      '`lib/bayes-linear.ts`, bez importów i komentarzy dokumentacyjnych: te drugie pokaże Shift+Tab na nazwie w komórce, całość jest w pliku.',
    );
    setLanguage('en');
    expect(shown('gaussianKl').caption).toBe(
      '`lib/gaussian-kl.ts`, without imports and doc comments: Shift+Tab on a name in a cell shows the latter, the file has it all.',
    );
  });

  test.each([['NoSuchThing'], ['../package'], ['figures/theme'], [''], ['random'], ['bayes-linear']])(
    'showSource(%j) is refused',
    (name) => {
      expect(() => showSource(name)).toThrow(RangeError);
      expect(() => showSource(name)).toThrow(`Cannot show the source of "${name}"`);
    },
  );
});
