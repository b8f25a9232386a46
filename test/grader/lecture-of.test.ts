import { describe, expect, test, vi } from 'vitest';
import { gradeSubmission } from '../../grader/marking/grade-submission';
import { rubricsFor } from '../../grader/marking/rubrics';
import { lectureOf } from '../../grader/reading/lecture-of';
import { LoadedHandIn } from '../../grader/reading/loaded-hand-in';
import { parseSubmission } from '../../grader/submission/read-submission';
import { cellsOf } from '../answers/answer';
import { right as rightMeans } from '../answers/average-weights/right';
import { right as rightSums } from '../answers/mean-kl/right';

const [first, second] = ['01-bayesian-neural-networks', '02-small'];

// A small second lecture with one exercise beside the real first one.
vi.mock('../../exercises/catalogue/catalogue', async (importOriginal) => {
  const { exercises, lectures } =
    await importOriginal<typeof import('../../exercises/catalogue/catalogue')>();
  const small = {
    id: 'exercise-90',
    number: 90,
    lecture: '02-small',
    functionName: 'halve',
    title: { pl: 'Połowa', en: 'Half' },
    conclusions: { id: 'exercise-90-conclusions', fewestWords: 5, stub: [] },
    publicChecks: [],
    misconceptions: {},
  };
  return {
    exercises: [...exercises, small],
    lectures: [...lectures.slice(0, 1), { id: '02-small', files: { pl: '02-mala', en: '02-small' } }],
  };
});

interface Made {
  lecture?: unknown;
  cells?: { source: string; tags?: string[]; kind?: string }[];
}

/** A notebook's file; `lecture` as the generator writes it into the metadata. */
function notebook({ lecture, cells = [] }: Made): Uint8Array {
  const json = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: lecture === undefined ? {} : { bayes_notebooks: { fingerprint: 'abc', lecture } },
    cells: cells.map(({ source, tags = [], kind = 'code' }) => ({
      cell_type: kind,
      metadata: { tags },
      source,
      ...(kind === 'code' && { outputs: [], execution_count: null }),
    })),
  };
  return new TextEncoder().encode(JSON.stringify(json));
}

function lectureIn(made: Made, file = 'ada.ipynb'): string {
  const submission = parseSubmission(notebook(made));
  if (!submission.ok) throw new Error(submission.message.en);
  return lectureOf({ ...submission, file }).id;
}

const halve = { source: 'function halve(x) { return x.div(2); }' };
const klLoss = { source: 'function klLoss(model) { return undefined; }' };

describe('a notebook is of the lecture', () => {
  test.each<[string, Made, string, string]>([
    ['that its metadata names', { lecture: second, cells: [klLoss] }, 'ada.ipynb', second],
    ['that its metadata names, whatever its file is called', { lecture: second }, `${first}.ipynb`, second],
    [
      'whose tags it carries, without metadata',
      { cells: [{ ...klLoss, tags: ['exercise-90'] }] },
      'a',
      second,
    ],
    [
      'whose conclusions it carries',
      { cells: [{ source: 'x', tags: ['exercise-90-conclusions'] }] },
      'a',
      second,
    ],
    ['whose functions it defines, without metadata and tags', { cells: [halve] }, 'a', second],
    [
      'whose functions it names in another spelling',
      { cells: [{ source: 'const h_alve = 1' }] },
      'a',
      second,
    ],
    [
      'that most of its tags are of',
      { cells: ['exercise-1', 'exercise-90', 'exercise-2'].map((tag) => ({ source: '', tags: [tag] })) },
      'a',
      first,
    ],
    ['of its file, where nothing else tells', {}, 'class/eve/02-mala (1).ipynb', second],
    ['that comes first, where nothing tells at all', {}, 'ada.ipynb', first],
    [
      'that its cells tell, where its metadata names none that there is',
      { lecture: '07-later', cells: [halve] },
      'a',
      second,
    ],
    [
      'that its cells tell, where its metadata is no name',
      { lecture: { id: first }, cells: [halve] },
      'a',
      second,
    ],
    [
      'whose function stands in code, not in text',
      { cells: [{ ...klLoss, kind: 'markdown' }, halve] },
      'a',
      second,
    ],
  ])('%s', (_, made, file, lecture) => expect(lectureIn(made, file)).toBe(lecture));
});

describe('gradeSubmission()', () => {
  const grade = (made: Made, file?: string) =>
    gradeSubmission(new LoadedHandIn(async () => parseSubmission(notebook(made)), file), {
      rubrics: rubricsFor('1'),
      run: async (_, groups) => groups.map(() => [{ kind: 'load-error', message: '' }]),
    });
  const answers = [...cellsOf(rightSums, 'reduce'), ...cellsOf(rightMeans, 'tidy')].map((source) => ({
    source,
  }));

  test('grades a hand-in of today, which names no lecture, and one that lost its tags as well', async () => {
    const tagged = answers.map((cell) => ({
      ...cell,
      tags: /klLoss/.test(cell.source) ? ['exercise-1'] : [],
    }));
    for (const cells of [tagged, answers]) {
      const { assignment, exercises, manualReview } = await grade({ cells });
      expect(assignment).toBe(first);
      expect(exercises.map(({ id, status }) => [id, status])).toEqual([
        ['exercise-1', 'error'],
        ['exercise-2', 'error'],
      ]); // found and run, as the runner of this test says
      expect(manualReview.map(({ id }) => id)).toEqual(['exercise-2-conclusions']);
    }
  });

  test('never grades a hand-in of the second lecture as the first', async () => {
    for (const made of [{ lecture: second }, { cells: [halve] }, { lecture: second, cells: answers }]) {
      const { assignment, exercises, manualReview } = await grade(made, `${first}.ipynb`);
      expect([assignment, ...exercises.map(({ id }) => id)]).toEqual([second, 'exercise-90']);
      expect(manualReview.map(({ id }) => id)).toEqual(['exercise-90-conclusions']);
    }
  });

  test('gives what cannot be read to the lecture of its file', async () => {
    const unreadable = await gradeSubmission(
      new LoadedHandIn(
        async () => ({ ok: false, message: { pl: 'pusty', en: 'empty' } }),
        'eve/02-small.ipynb',
      ),
      { rubrics: rubricsFor('1'), run: async () => [] },
    );
    expect(unreadable).toMatchObject({ status: 'unreadable', assignment: second });
  });
});
