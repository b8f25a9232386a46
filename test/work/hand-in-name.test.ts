import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanName, handInName, isName } from '../../browser/work/hand-in-name';
import { lectures } from '../../exercises/catalogue/catalogue';
import { Students } from '../../grader/batch/students';

const files = lectures.flatMap(({ id, files }) => [id, ...Object.values(files)]);

/** Whom the grader takes a class's files for, by their names alone. */
const studentsOf = (names: string[]): string[] => {
  const leaves = names.map((name) => ({ parts: ['class', name], archives: [], kind: 'notebook' as const }));
  const students = new Students(leaves);
  return names.map((name) => students.of(['class', name], true).student);
};

test.each([
  ['  Ada   Lovelace ', 'Ada Lovelace'],
  ['Łucja Żak-Źrebiec', 'Łucja Żak-Źrebiec'],
  ["Gráinne O'Brien (gr. 2)", "Gráinne O'Brien gr. 2"],
  ['ada_123_456_', 'ada 123 456'],
  ['../../etc/passwd', 'etc passwd'],
  ['ada+ps1+2026', 'ada ps1 2026'],
  ['李明', '李明'],
])('cleanName(%j) is %j', (typed, name) => expect(cleanName(typed)).toBe(name));

test('cleanName() leaves room for the lecture in a file’s name', () => {
  const longest = Math.max(
    ...files.map((file) => Buffer.byteLength(handInName(cleanName('ż'.repeat(500)), file))),
  );
  expect(longest).toBeLessThan(255 - ' (100)'.length);
});

test.each(['', '123456', '12345-67890', 'v2', 'v 2', 'pl', 'ok', 'final', 'Wersja finalna', 'new-version'])(
  'isName(%j) is false',
  (name) => expect(isName(name)).toBe(false),
);

test.each(files)('handInName() makes the grader name the student of %s', (file) => {
  const word = fc
    .array(fc.constantFrom(...'abcdefghijklmnoprstuwyząćęłńóśźżé'), { minLength: 2, maxLength: 12 })
    .map((letters) => letters.join('').replace(/^./, (first) => first.toUpperCase()))
    .filter((one) => !/^kopia$/i.test(one)); // which a system writes before a copy's name
  const name = fc
    .tuple(word, word, fc.constantFrom('', ' 123456', ' gr. 2'))
    .map(([first, last, more]) => `${first} ${last}${more}`);
  fc.assert(
    fc.property(name, (student) => {
      expect(isName(cleanName(student))).toBe(true);
      expect(studentsOf([handInName(cleanName(student), file)])).toEqual([student]);
    }),
  );
});

test('two lectures of a class in one folder are those of its students', () => {
  const students = ['Ada Lovelace', 'Łucja Żak', 'alan'];
  const names = students.flatMap((student) => files.map((file) => handInName(student, file)));
  expect(studentsOf(names)).toEqual(students.flatMap((student) => files.map(() => student)));
});

test('a second download, which the browser numbers, is the same student’s', () => {
  const name = handInName('Ada Lovelace', files[0] as string).replace('.ipynb', ' (1).ipynb');
  expect(studentsOf([name])).toEqual(['Ada Lovelace']);
});
