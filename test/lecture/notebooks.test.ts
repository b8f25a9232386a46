import { describe, expect, test } from 'vitest';
import { exercises } from '../../exercises/catalogue/catalogue';
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

const exercisesOf = ({ lecture }: LectureNotebook) => exercises.filter((one) => one.lecture === lecture.id);
const ofFirstLecture = ({ lecture }: LectureNotebook) => lecture.id === '01-bayesian-neural-networks';

describe.each(lectureNotebooks(projectRoot).filter(ofFirstLecture))('$path', (edition) => {
  test('mirrors the fifteen code cells in order, two of them the exercises', () => {
    const mirrored = codeOf(edition).flatMap((cell) =>
      tagsOf(cell).filter((tag) => tag.startsWith('lecture-')),
    );
    const wanted = Array.from({ length: 15 }, (_, index) => `lecture-${String(index + 1).padStart(2, '0')}`);
    expect(mirrored).toEqual(wanted);
    expect(tagsOf(tagged(edition, 'lecture-07'))).toContain('exercise-1');
    expect(tagsOf(tagged(edition, 'lecture-15'))).toContain('exercise-2');
  });

  test('names Jospin et al. second', () => {
    expect(proseOf(edition).at(-1)).toMatch(/^2\. L\. V\. Jospin.*Hands-on Bayesian Neural Networks.*2022/m);
  });
});

describe.each(lectureNotebooks(projectRoot))('$path', (edition) => {
  test('holds its exercises, a self-check for each, and their conclusions', () => {
    const own = exercisesOf(edition);
    expect(own.length).toBeGreaterThan(0);
    for (const { id, functionName, conclusions } of own) {
      expect(textOf(tagged(edition, id).source)).toContain(`function ${functionName}(`);
      if (conclusions) expect(tagged(edition, conclusions.id).cell_type).toBe('markdown');
    }
    const selfChecks = codeOf(edition).filter((cell) => tagsOf(cell).includes('self-check'));
    expect(selfChecks.map((cell) => textOf(cell.source))).toEqual(
      own.map(({ id, functionName }) => `await checkExercise('${id}', ${functionName});`),
    );
  });

  test('is as long as its time allows: the second lecture, of an hour, has 31 cells at most', () => {
    if (!ofFirstLecture(edition)) expect(cellsOf(edition).length).toBeLessThanOrEqual(31);
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
      ({ lecture, edition: kind, language }) =>
        lecture.id === edition.lecture.id && kind === edition.edition && language !== edition.language,
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

  test('numbers its bibliography without gaps and cites nothing else', () => {
    const prose = proseOf(edition);
    const bibliography = prose.at(-1) ?? '';
    const numbers = [...bibliography.matchAll(/^(\d+)\. /gm)].map((match) => Number(match[1]));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    const cited = new Set(
      [...prose.join('\n').matchAll(/(?<![\w$`])\[(\d+)\](?!`)/g)].map((match) => Number(match[1])),
    );
    expect([...cited].filter((number) => !numbers.includes(number))).toEqual([]);
    expect(numbers.filter((number) => !cited.has(number))).toEqual([]);
  });
});

describe.each(lectureNotebooks(projectRoot).filter(({ edition }) => edition === 'student'))(
  '$path',
  (edition) => {
    test('asks in its untouched conclusions just what is known not to be a student’s own words', () => {
      const plain = (text: string) =>
        text
          .replace(/^#+ |^- |[*]/gm, '')
          .replace(/\s+/g, ' ')
          .trim();
      for (const { conclusions } of exercisesOf(edition)) {
        if (!conclusions) continue;
        const left = conclusions.stub.reduce(
          (text, sentence) => text.replace(sentence, ''),
          plain(textOf(tagged(edition, conclusions.id).source)),
        );
        expect(left.trim()).toBe('');
      }
    });
  },
);

test("students' stubs return undefined and hold nothing of the answers", () => {
  for (const edition of lectureNotebooks(projectRoot).filter(
    (candidate) => candidate.edition === 'student',
  )) {
    for (const { id } of exercisesOf(edition)) {
      const body = textOf(tagged(edition, id).source).replace(/^[^{]*\{/, '');
      expect(codeTokens(body)).toEqual(['return', 'undefined', ';', '}']);
    }
  }
});
