import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { matchOverrides, mustFit } from '../../grader/batch/match-overrides';
import { type Override, readOverrides } from '../../grader/batch/overrides';
import { strayOverrides } from '../../grader/batch/stray-overrides';
import { rubricsFor } from '../../grader/marking/rubrics';
import { scratchFolder } from './grade-process';

const rubrics = rubricsFor('1');
const read = (content: string | Uint8Array): Override[] => {
  const path = join(scratchFolder(), 'points.csv');
  writeFileSync(path, content);
  return readOverrides(path, rubrics);
};
const header = 'student,exercise,points,comment\n';

describe('readOverrides()', () => {
  const polish =
    'student;exercise;points;comment\r\nŻółw Ślimak;exercise-1;4,5;dobry pomysł\r\n;;;\r\n"Kot; Ola";exercise-2;0;"z ""cudzysłowem""\r\ni wierszem"\r\n';

  test.each([
    ['with semicolons, as Polish Excel saves it', Buffer.from(polish)],
    ['with a byte order mark', Buffer.from(`\ufeff${polish}`)],
    ['after a line that names the separator', Buffer.from(`sep=;\r\n${polish}`)],
    [
      'with tabs in UTF-16, as "Unicode text"',
      Buffer.from(`\ufeff${polish.replaceAll(/;(?! Ola)/g, '\t')}`, 'utf16le'),
    ],
    ['in the code page of Polish Windows', windows1250(polish)],
  ])('takes a file %s', (_, bytes) => {
    const rows = read(bytes);
    expect(rows).toMatchObject([
      { student: 'Żółw Ślimak', exercise: 'exercise-1', points: 4.5, comment: 'dobry pomysł' },
      { student: 'Kot; Ola', exercise: 'exercise-2', points: 0, comment: 'z "cudzysłowem"\r\ni wierszem' },
    ]);
    expect(rows[0]?.lecture).toBe('01-bayesian-neural-networks');
  });

  test('takes conclusions as an exercise, with and without what could be had', () => {
    const rows = read(
      'Student, Exercise ,POINTS,Max\nada,exercise-2-conclusions,2.5,3\nbob,exercise-2-conclusions,1,\n',
    );
    expect(rows[0]).toMatchObject({ exercise: 'exercise-2-conclusions', points: 2.5, max: 3, comment: '' });
    expect(rows[1]).not.toHaveProperty('max');
  });

  test('takes a file without rows', () => expect(read(header)).toEqual([]));

  test.each([
    ['no points', `${header}ada,exercise-1,,good`, 'row 2', 'points must be from 0 to 5, got ""'],
    ['points in a short row', `${header}ada,exercise-1`, 'row 2', 'points must be from 0 to 5, got ""'],
    ['too many points', `${header}ada,exercise-1,5.1,`, 'row 2', 'points must be from 0 to 5, got "5.1"'],
    ['negative points', `${header}ada,exercise-1,-1,`, 'row 2', 'points must be from 0 to 5, got "-1"'],
    ['points in words', `${header}ada,exercise-1,4 pkt,`, 'row 2', 'points must be from 0 to 5, got "4 pkt"'],
    ['points as JavaScript would take them', `${header}ada,exercise-1,0x3,`, 'row 2', 'got "0x3"'],
    ['an unknown exercise', `${header}ada,exercise-99,1,`, 'row 2', 'exercise must be exercise-1 or'],
    ['no exercise', `${header}ada,,1,`, 'row 2', 'exercise must be'],
    ['nobody', `${header},exercise-1,1,`, 'row 2', 'student must name one of those who are graded'],
    [
      'a row after a quoted line break',
      `${header}ada,exercise-1,1,"a\nb\nc"\n\nbob,exercise-1,9,`,
      'row 6',
      'got "9"',
    ],
    ['one cell more', `${header}ada,exercise-1,4,5,good`, 'row 2', 'quotation marks, got 4,5'],
    ['a decimal comma that splits', `${header}ada,exercise-1,4,5`, 'row 2', 'quotation marks, got 4,5'],
    ['a spare cell', `${header}ada,exercise-1,4,good,more`, 'row 2', 'got "more" as one more'],
    [
      'conclusions above what could be had',
      'student,exercise,points,max\nada,exercise-2-conclusions,4,3',
      'row 2',
      'from 0 to 3, got "4"',
    ],
    [
      'a max that an exercise does not have',
      'student,exercise,points,max\nada,exercise-1,4,10',
      'row 2',
      'max must be left empty',
    ],
    [
      'an unknown column',
      'student,exercise,points,coment\nada,exercise-1,4,x',
      'Cannot read',
      'got "coment"',
    ],
    ['a column twice', 'student,exercise,points,points\nada,exercise-1,4,3', 'Cannot read', 'got "points"'],
    ['columns missing', 'student;points\nada;4', 'Cannot read', 'it lacks exercise'],
    ['nothing at all', '', 'Cannot read', 'it lacks student, exercise, points'],
    [
      'a quotation mark without its second',
      `${header}ada,exercise-1,4,"good\nbob,exercise-1,3,\n`,
      'Cannot read',
      'line 2 is never closed',
    ],
  ])('stops at %s', (_, content, place, rule) => {
    expect(() => read(content)).toThrow(place);
    expect(() => read(content)).toThrow(rule);
  });

  test('says where there is no such file, and where it is a folder', () => {
    expect(() => readOverrides('nowhere.csv', rubrics)).toThrow(
      'Cannot read nowhere.csv: there is no such file',
    );
    const folder = scratchFolder();
    expect(() => readOverrides(folder, rubrics)).toThrow('it is a folder');
  });
});

describe('matchOverrides()', () => {
  const people = [
    { student: 'Zażółć Gęślą', id: '101' },
    { student: 'Anna Nowak (102)', id: '102' },
    { student: 'Anna Nowak (103)', id: '103' },
    { student: '-minus' },
  ];
  const names = (csv: string) => matchOverrides(read(header + csv), people).map(({ student }) => student);

  test('takes names in any of Unicode’s forms, ids, and names as report.csv writes them', () => {
    const decomposed = 'Zażółć Gęślą'.normalize('NFD');
    expect(names(`${decomposed},exercise-1,1,\n103,exercise-1,2,\n'-minus,exercise-1,3,\n`)).toEqual([
      'Zażółć Gęślą',
      'Anna Nowak (103)',
      '-minus',
    ]);
  });

  test.each([
    [
      'nobody of that name',
      'Ola,exercise-1,1,',
      /row 2 .* student must be one of those who are graded \(Zażółć.*\), got "Ola"/,
    ],
    [
      'two of that name',
      'Anna Nowak,exercise-1,1,',
      /row 2 .*\(Anna Nowak \(102\), Anna Nowak \(103\), …\), got "Anna Nowak"/,
    ],
    [
      'one row twice',
      '102,exercise-1,1,\nAnna Nowak (102),exercise-1,2,',
      /row 3 .*exercise-1 of Anna Nowak \(102\) stands in row 2/,
    ],
  ])('stops at %s', (_, csv, message) => expect(() => names(csv)).toThrow(message));

  test('stops at a word that is one student’s name and another’s id', () => {
    const both = [{ student: '7' }, { student: 'ada', id: '7' }];
    expect(() => matchOverrides(read(`${header}7,exercise-1,1,`), both)).toThrow('"7" is each of them');
  });
});

test('mustFit() stops at an exercise of a lecture that the student has not handed in', () => {
  const rows = read(`${header}ada,exercise-1,1,\nbob,exercise-2,1,`);
  const lecture = rows[0]?.lecture as string;
  const handedIn = new Map([
    ['ada', new Set([lecture])],
    ['bob', new Set(['02-another'])],
  ]);
  expect(() => mustFit(rows, handedIn)).toThrow(/row 3 .*bob has handed in nothing of exercise-2's/);
});

test('strayOverrides() names the files that are not read, and not the one that is', () => {
  expect(strayOverrides([], ['class'])).toBeUndefined();
  expect(strayOverrides(['a/overrides.csv'], ['class'], 'points.csv')?.en).toBe(
    'Left out a/overrides.csv: points given by hand are read from the file of --overrides alone',
  );
  expect(strayOverrides(['overrides.csv'], ['class'], join('class', 'overrides.csv'))).toBeUndefined();
  const many = ['overrides.csv', 'a/overrides.csv', 'b/overrides.csv'];
  expect(strayOverrides(many, ['class'], 'class/overrides.csv')?.pl).toMatch(
    /^Pominięto a\/overrides\.csv \(\+1\):/,
  );
});

function windows1250(text: string): Buffer {
  const bytes = new Map(
    Array.from({ length: 256 }, (_, byte) => [
      new TextDecoder('windows-1250').decode(Uint8Array.of(byte)),
      byte,
    ]),
  );
  return Buffer.from([...text].map((character) => bytes.get(character) as number));
}
