import { describe, expect, test } from 'vitest';
import { codeTokens } from '../../generator/code-tokens';
import { generateNotebook, type LectureNotebook, lectureNotebooks } from '../../generator/editions';
import { type NotebookCell, textOf } from '../../wire/notebook';
import { projectRoot } from '../generator/project-copy';

const cellsOf = (edition: LectureNotebook): NotebookCell[] => generateNotebook(projectRoot, edition).cells;
const tagsOf = (cell: NotebookCell) => (cell.metadata.tags ?? []) as string[];
const codeOf = (edition: LectureNotebook) => cellsOf(edition).filter(({ cell_type }) => cell_type === 'code');
const proseOf = (edition: LectureNotebook) =>
  cellsOf(edition).flatMap((cell) => (cell.cell_type === 'markdown' ? [textOf(cell.source)] : []));
const tagged = (edition: LectureNotebook, tag: string) => {
  const [cell] = cellsOf(edition).filter((candidate) => tagsOf(candidate).includes(tag));
  if (!cell) throw new Error(`no cell has the tag ${tag}`);
  return cell;
};

describe.each(lectureNotebooks(projectRoot))('$path', (edition) => {
  test('mirrors the fifteen code cells in order, the exercises and their conclusions', () => {
    const mirrored = codeOf(edition).flatMap((cell) =>
      tagsOf(cell).filter((tag) => tag.startsWith('lecture-')),
    );
    const wanted = Array.from({ length: 15 }, (_, index) => `lecture-${String(index + 1).padStart(2, '0')}`);
    expect(mirrored).toEqual(wanted);
    expect(tagsOf(tagged(edition, 'lecture-07'))).toContain('exercise-1');
    expect(tagsOf(tagged(edition, 'lecture-15'))).toContain('exercise-2');
    expect(tagged(edition, 'exercise-2-conclusions').cell_type).toBe('markdown');
    const selfChecks = codeOf(edition).filter((cell) => tagsOf(cell).includes('self-check'));
    expect(selfChecks.map((cell) => textOf(cell.source))).toEqual([
      "await checkExercise('exercise-1', klLoss);",
      "await checkExercise('exercise-2', averageWeights);",
    ]);
  });

  test('is valid nbformat 4.5: unique ids, outputs in code cells alone', () => {
    const notebook = generateNotebook(projectRoot, edition);
    expect([notebook.nbformat, notebook.nbformat_minor]).toEqual([4, 5]);
    const ids = notebook.cells.map(({ id = '' }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-zA-Z0-9-_]{1,64}$/);
    for (const cell of notebook.cells) {
      const keys = ['cell_type', 'id', 'metadata', 'source'];
      const ofCode = cell.cell_type === 'code' ? ['execution_count', 'outputs'] : [];
      expect(Object.keys(cell).sort()).toEqual([...keys, ...ofCode].sort());
    }
    expect(notebook.metadata.kernelspec).toEqual({
      display_name: 'TypeScript (bayes-notebooks)',
      language: 'typescript',
      name: 'bayes-tslab',
    });
  });

  test('names its language and settles the backend in its first cell', () => {
    const first = textOf(codeOf(edition)[0]?.source ?? '');
    expect(first).toContain(`setLanguage('${edition.language}');`);
    expect(first).toContain('await tf.ready();');
    expect(first).toContain('setSeed(42);');
  });

  test('does what its other language does, code and layout alike', () => {
    const other = lectureNotebooks(projectRoot).find(
      (candidate) => candidate.edition === edition.edition && candidate.language !== edition.language,
    ) as LectureNotebook;
    const work = (notebook: LectureNotebook) =>
      codeOf(notebook).map((cell) => ({
        id: cell.id,
        tokens: codeTokens(textOf(cell.source), false),
        lines: textOf(cell.source)
          .replace(/^\s*\/\/.*\n/gm, '')
          .split('\n').length,
      }));
    expect(work(edition)).toEqual(work(other));
    expect(cellsOf(edition).map(({ id }) => id)).toEqual(cellsOf(other).map(({ id }) => id));
  });

  test('leaves nothing of the source’s two languages in a cell', () => {
    for (const cell of cellsOf(edition)) expect(textOf(cell.source)).not.toMatch(/\bsay\(|\/\/ (pl|en): /);
    const words = codeOf(edition)
      .map((cell) => textOf(cell.source))
      .join('\n');
    const polish = /[ąćęłńóśźż]/;
    if (edition.language === 'en') expect(`${words}${proseOf(edition).join()}`).not.toMatch(polish);
    else expect(words).toMatch(polish);
  });

  test('has balanced formulas', () => {
    for (const text of proseOf(edition)) {
      expect((text.match(/\$/g) ?? []).length % 2).toBe(0);
      for (const [, display, inline] of text.matchAll(/\$\$([^$]+)\$\$|\$([^$]+)\$/g)) {
        const formula = display ?? inline ?? '';
        let depth = 0;
        for (const sign of formula.replace(/\\[{}]/g, '')) {
          depth += sign === '{' ? 1 : sign === '}' ? -1 : 0;
          expect(depth, formula).toBeGreaterThanOrEqual(0);
        }
        expect(depth, formula).toBe(0);
        const brackets = (side: string) => formula.match(new RegExp(`\\\\${side}\\b`, 'g'))?.length ?? 0;
        expect(brackets('left'), formula).toBe(brackets('right'));
        expect(formula, formula).not.toMatch(/[ąćęłńóśźż](?![^{]*\})/); // words stand in \text{}
        if (inline !== undefined) expect(formula).not.toContain('\n');
      }
    }
  });

  test('numbers its bibliography without gaps and cites nothing else; [2] is Jospin et al.', () => {
    const prose = proseOf(edition);
    const bibliography = prose.at(-1) ?? '';
    const numbers = [...bibliography.matchAll(/^(\d+)\. /gm)].map((match) => Number(match[1]));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(bibliography).toMatch(/^2\. L\. V\. Jospin.*Hands-on Bayesian Neural Networks.*2022/m);
    const cited = new Set(
      [...prose.join('\n').matchAll(/(?<![\w$`])\[(\d+)\](?!`)/g)].map((match) => Number(match[1])),
    );
    expect([...cited].filter((number) => !numbers.includes(number))).toEqual([]);
    expect(numbers.filter((number) => !cited.has(number))).toEqual([]);
  });
});

test("students' stubs return undefined and hold nothing of the answers", () => {
  for (const edition of lectureNotebooks(projectRoot).filter(
    (candidate) => candidate.edition === 'student',
  )) {
    for (const tag of ['exercise-1', 'exercise-2']) {
      const body = textOf(tagged(edition, tag).source).replace(/^[^{]*\{/, '');
      expect(codeTokens(body)).toEqual(['return', 'undefined', ';', '}']);
    }
  }
});
