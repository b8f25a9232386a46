import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { CellDiagnostic } from '../../cells/compiled-cell';
import { describeDiagnostics } from '../../cells/describe-diagnostics';
import { checkCell } from './check-cell';

/** The traceback's lines of a cell that TypeScript refuses. */
function told(code: string, isFresh = false): string[] {
  const { traceback } = describeDiagnostics(code, checkCell(code), isFresh);
  return traceback.map((line) => stripVTControlCharacters(line));
}

describe('a refused cell', () => {
  it('shows each finding with its line, column and text', () => {
    const code = "const fine = 1;\nconst wrong: number = 'x';\n\tlet other: string = fine;";
    expect(told(code)).toEqual([
      "TypeScriptError: line 2, column 7: Type 'string' is not assignable to type 'number'.",
      "    const wrong: number = 'x';",
      '          ^',
      "TypeScriptError: line 3, column 6: Type 'number' is not assignable to type 'string'.",
      '    \tlet other: string = fine;',
      '    \t    ^',
    ]);
    expect(describeDiagnostics(code, checkCell(code), false)).toMatchObject({
      ename: 'TypeScriptError',
      evalue: "line 2, column 7: Type 'string' is not assignable to type 'number'.",
    });
  });

  it('shows the first ten', () => {
    const lines = told(Array.from({ length: 15 }, (_, i) => `const c${i}: number = '';`).join('\n'));
    expect(lines.filter((line) => line.startsWith('TypeScriptError'))).toHaveLength(10);
    expect(lines.at(-1)).toBe('and 5 more');
    expect(lines).toHaveLength(31);
  });

  it('shows what explains a finding below it', () => {
    const finding = { file: 'mine.ts', line: 2, column: 1, code: 2322 };
    const findings: CellDiagnostic[] = [
      { ...finding, message: 'It does not fit.' },
      { ...finding, message: 'Because of this.' },
    ];
    expect(describeDiagnostics("import './mine';", findings, true).traceback.slice(1)).toEqual([
      '    Because of this.',
    ]);
  });

  it('is one sentence where it is Python, with the line', () => {
    expect(told('const a = 1;\nprint(a)\nfor x in y:\n  # no\n  pass')).toEqual([
      "TypeScriptError: line 2: `print` is Python's; TypeScript writes `console.log(…)`",
      '    print(a)',
      '    ^',
    ]);
  });
});

describe('a cell that came too early', () => {
  const above = 'run the cells above first (menu Run, Run All Above Selected Cell)';
  const tooEarly = 'const loss = model.klLoss();\nconst shown: tf.Tensor = { x, loss, y } as any;';

  it.each([true, false])('is one sentence with its names, on a fresh kernel: %s', (isFresh) => {
    expect(told(tooEarly, isFresh)).toEqual([
      `TypeScriptError: this cell uses model, tf, x and y, which no cell has declared yet: ${above}`,
    ]);
  });

  it('does not show what follows from it', () => {
    const code = 'const wrong: number = "x";\nmodel.fit(x);';
    expect(told(code, true)).toEqual([
      `TypeScriptError: this cell uses model and x, which no cell has declared yet: ${above}`,
    ]);
    expect(told(code, false)).toHaveLength(9);
  });

  it('shows where the only name stands, which may be misspelt', () => {
    expect(told('const a = 1;\nconsol.log(a);')).toEqual([
      `TypeScriptError: this cell uses consol, which no cell has declared yet: ${above}; or did you mean console?`,
      '    consol.log(a);',
      '    ^',
    ]);
  });

  it('names six', () => {
    expect(told('[a, b, c, d, e, f, g, h]')[0]).toContain('uses a, b, c, d, e, f and 2 more, which');
  });

  it('may use names that TypeScript knows from test runners and browsers', () => {
    expect(told('test + document + $')[0]).toContain('uses test, document and $, which');
  });

  it.each([
    ['a syntax error', 'const a = missing +;', true],
    ['a type used as a value', 'number', true],
    ['a module that is not there', "import { a } from './no-such-file';\nmissing", false],
  ])('is told apart from %s', (_, code, isFresh) => {
    expect(told(code, isFresh).join('\n')).not.toContain(above);
  });

  it('may be any of the lecture', () => {
    const file = join(__dirname, '../../notebooks/en/01-bayesian-neural-networks.ipynb');
    const { cells } = JSON.parse(readFileSync(file, 'utf8'));
    const codes: string[] = cells
      .filter(({ cell_type }: { cell_type: string }) => cell_type === 'code')
      .map(({ source }: { source: string | string[] }) => [source].flat().join(''));
    let early = 0;
    for (const code of codes) {
      const findings = checkCell(code);
      if (findings.length === 0) continue;
      early += 1;
      const { traceback } = describeDiagnostics(code, findings, true);
      expect(traceback.length, code).toBeLessThanOrEqual(3);
      expect(traceback[0], code).toContain(above);
    }
    expect(early).toBeGreaterThan(10);
  });
});
