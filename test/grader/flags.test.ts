import { describe, expect, test } from 'vitest';
import { type EqualAnswers, Flags, type Noted } from '../../grader/batch/flags';
import { equalAnswersLine } from '../../grader/reports/equal-answers-line';

const long = '57-aaaaaaaaaaaaaaaa';
const short = '12-bbbbbbbbbbbbbbbb';

/** A hand-in whose answers have these likenesses. */
function handIn(student: string, marks: Record<string, string>, text = '', file = `${student}.ipynb`): Noted {
  const exercises = Object.entries(marks).map(([id, likeness]) => ({ id, likeness }));
  return {
    file,
    student,
    result: {
      assignment: '01',
      exercises,
      manualReview: [{ id: 'words', text }],
    } as unknown as Noted['result'],
  };
}

function flagged(handIns: Noted[], language: 'pl' | 'en' = 'en', solutions = new Map<string, string>()) {
  const flags = new Flags(solutions, language);
  for (const one of handIns) flags.note(one);
  return { each: handIns.map((one) => flags.of(one)), groups: flags.equalAnswers() };
}

const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `s${i}`);

describe('Flags', () => {
  test('say of two equal answers whose they are and how long', () => {
    const { each, groups } = flagged([
      handIn('ada', { e1: long }),
      handIn('bob', { e1: long }),
      handIn('eve', { e1: short }),
    ]);
    expect(each).toEqual([
      ['e1: equal to that in 1 other (57 nodes): bob.ipynb'],
      ['e1: equal to that in 1 other (57 nodes): ada.ipynb'],
      [],
    ]);
    expect(groups).toEqual([
      { id: 'e1', size: 57, unit: 'nodes', short: false, count: 2, files: ['ada.ipynb', 'bob.ipynb'] },
    ]);
  });

  test('say of six equal short answers once, for the batch', () => {
    const { each, groups } = flagged(names(6).map((name) => handIn(name, { e2: short })));
    expect(each.flat()).toEqual([]);
    expect(groups.map((group) => equalAnswersLine(group, 'en'))).toEqual([
      'e2: 6 equal (12 nodes, a short answer): s0.ipynb, s1.ipynb, s2.ipynb, s3.ipynb, s4.ipynb +1',
    ]);
    expect(equalAnswersLine(groups[0] as EqualAnswers, 'pl')).toMatch(
      /^e2: jednakowych: 6 \(węzły drzewa: 12, krótka odpowiedź\)/,
    );
  });

  test('say of two equal short answers that they are short', () => {
    expect(flagged(names(2).map((name) => handIn(name, { e2: short }))).each[0]).toEqual([
      'e2: equal to that in 1 other (12 nodes: a short answer): s1.ipynb',
    ]);
    expect(
      flagged(
        names(2).map((name) => handIn(name, { e2: short })),
        'pl',
      ).each[0],
    ).toEqual(['e2: taka sama jak w 1 innej pracy (12 węzłów: krótka odpowiedź): s1.ipynb']);
  });

  test('name a few of many, never oneself, and grow with the class alone', () => {
    const { each, groups } = flagged(names(1000).map((name) => handIn(name, { e1: long })));
    expect(each[0]).toEqual([
      'e1: equal to that in 999 others (57 nodes): s1.ipynb, s2.ipynb, s3.ipynb, s4.ipynb, s5.ipynb +994',
    ]);
    expect(each[999]).toEqual([
      'e1: equal to that in 999 others (57 nodes): s0.ipynb, s1.ipynb, s2.ipynb, s3.ipynb, s4.ipynb +994',
    ]);
    expect(Math.max(...each.map(([flag = '']) => flag.length))).toBeLessThan(120);
    expect(groups).toHaveLength(1);
    expect(groups[0]?.files).toHaveLength(5);
  });

  test('do not take a second hand-in of the same student for a copy', () => {
    const { each, groups } = flagged([
      handIn('ada', { e1: long }),
      handIn('ada', { e1: long }, '', 'ada (1).ipynb'),
    ]);
    expect(each).toEqual([
      ['also handed in by this student: ada (1).ipynb'],
      ['also handed in by this student: ada.ipynb'],
    ]);
    expect(groups).toEqual([]);
  });

  test('name the solution that an answer is equal to, and tell answers of two exercises apart', () => {
    const solutions = new Map([[long, 'solutions/exercise-1.ts']]);
    const { each, groups } = flagged(
      [handIn('ada', { e1: long }), handIn('bob', { e2: long })],
      'en',
      solutions,
    );
    expect(each[0]).toEqual(['e1: equal to solutions/exercise-1.ts']);
    expect(groups).toEqual([]);
  });

  test('find conclusions that are equal word for word, over 20 words', () => {
    const text =
      'Średnia wag zespołu nie jest żadnym członkiem zespołu, więc jej pasmo znika, a niepewność, którą niosły różnice między członkami, ginie razem z nimi.';
    const copy = `**${text.toUpperCase().replaceAll(' ', '\n')}**`;
    const { each, groups } = flagged([
      handIn('ada', {}, text),
      handIn('bob', {}, copy),
      handIn('eve', {}, 'Znika.'),
      handIn('jan', {}, 'Znika.'),
    ]);
    expect(each).toEqual([
      ['words: equal to that in 1 other (23 words): bob.ipynb'],
      ['words: equal to that in 1 other (23 words): ada.ipynb'],
      [],
      [],
    ]);
    expect(groups).toHaveLength(1);
  });

  test('are empty where there is no code', () => {
    expect(flagged([handIn('ada', { e1: '' }), handIn('bob', { e1: '' })])).toEqual({
      each: [[], []],
      groups: [],
    });
  });
});
