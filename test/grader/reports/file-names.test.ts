import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FileNames } from '../../../grader/reports/file-names';

test.each([
  [['ß', 'SS', 'ss']],
  [['ada', 'Ada', 'ADA']],
  [['İpek', 'ipek', 'ıpek', 'IPEK']],
  [['Gęślą', 'Gęślą'.normalize('NFD')]],
  [['ſam', 'Sam']],
  [['ΣΊΣΥΦΟΣ', 'σίσυφος', 'σίσυφοσ']],
  [['ﬁ', 'fi', 'FI']],
  [['ada', 'ada', 'ada-2']],
  [['a'.repeat(300), `${'a'.repeat(300)}b`]],
  [['ada.', 'ada', 'ada ']],
  [['a/b', 'a:b', 'a\\b']],
])('FileNames tells %j apart on every file system', (students) => {
  const names = new FileNames();
  const given = students.map((student) => names.of(student));
  const insensitive = given.map((name) => name.normalize('NFKD').toUpperCase().toLowerCase());
  expect(new Set(insensitive).size).toBe(students.length);
});

test.each([
  ['Zażółć Gęślą-Jaźń', 'Zażółć Gęślą-Jaźń'],
  ['Zażółć'.normalize('NFD'), 'Zażółć'],
  ['CON', '_CON'],
  ['aux.txt', '_aux.txt'],
  ['com1', '_com1'],
  ['Lpt¹.x', '_Lpt¹.x'],
  ['conan', 'conan'],
  ['../../etc/passwd', '_.._etc_passwd'],
  ['...', 'unnamed'],
  ['', 'unnamed'],
  ['ada. .', 'ada'],
  ['कक्षा', 'कक्षा'],
  ['a\u202eb\u0000c', 'ab_c'],
])('FileNames calls %j %j', (student, name) => expect(new FileNames().of(student)).toBe(name));

const student = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({
    unit: fc.constantFrom('a', 'A', 'ß', 'S', 's', 'İ', 'i', 'ı', '.', ' ', '-', '2', '🙂', '\u0301'),
    maxLength: 8,
  }),
);

test('FileNames gives names that every system takes, and none twice', () => {
  fc.assert(
    fc.property(fc.array(student, { maxLength: 20 }), (students) => {
      const names = new FileNames();
      const given = students.map((one) => names.of(one));
      for (const name of given) {
        expect(Buffer.byteLength(`${name}.json.part`)).toBeLessThanOrEqual(143);
        expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
        expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cs}]|^[. ]|[. ]$/u);
        expect(name).not.toBe('');
      }
      const lower = given.map((name) => name.normalize('NFC').toLowerCase());
      const upper = given.map((name) => name.normalize('NFD').toUpperCase());
      expect(new Set(lower).size).toBe(given.length);
      expect(new Set(upper).size).toBe(given.length);
    }),
    { numRuns: 300, seed: 1 },
  );
});
