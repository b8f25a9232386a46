import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'papaparse';
import { describe, expect, test } from 'vitest';
import { fillFeedback } from '../../grader/reports/fill-feedback';
import { type Fill, FillReport } from '../../grader/reports/fill-report';
import type { ExerciseReport, SubmissionReport } from '../../grader/reports/submission-report';
import type { Batch } from '../../grader/reports/writer';
import { scratchFolder } from './grade-process';

const lecture = '01-bayesian-neural-networks';

// Moodle's columns in the order of its mod/assign/gradingtable.php, and their names in its language packs
const english =
  '\ufeffIdentifier,"Full name","Email address",Status,Grade,"Maximum grade","Grade can be changed","Last modified (submission)","Last modified (grade)","Feedback comments"\n' +
  'Participant 101,"Ada ""the first"" Lovelace",ada@example.org,"Submitted for grading",,10.00,Yes,"Wednesday, 13 March 2024, 10:15 AM",-,\n' +
  'Participant 102,"Hopper, Grace",grace@example.org,"No submission",,10.00,Yes,-,-,\n' +
  'Participant 103,Emmy,emmy@example.org,"Submitted for grading",9.00,10.00,Yes,"Wednesday, 13 March 2024, 10:15 AM","Thursday, 14 March 2024",old\n';
const polish =
  'identyfikator,"Imię i nazwisko","Adres e-mail",Status,Ocena,"Maksymalna ocena","Ocena może być zmieniona","Ostatnia modyfikacja (przesłane rozwiązanie)","Ostatnia aktualizacja (ocena)","Komentarz zwrotny"\r\n' +
  'Uczestnik101,"Zażółć Gęślą",z@example.org,"Przesłane do oceny",,"20,00",Tak,"środa, 13 marca 2024, 10:15",-,\r\n' +
  'Uczestnik102,"Kowalska; Ola",o@example.org,"Nie przesłano",,"20,00",Tak,-,-,""\r\n';
const german =
  'ID,Vollständiger Name,ID-Nummer,E-Mail-Adresse,Status,Bewertung,Bestwertung,Bewertung kann geändert werden,Zuletzt geändert (Abgabe),Zuletzt geändert (Bewertung),Feedback als Kommentar\n' +
  'Teilnehmer/in101,asdf ghjklö,12345678,k@example.org,Zur Bewertung abgegeben,"3,50","10,00",Ja,"Mittwoch, 13. März 2024, 10:15","Mittwoch, 13. März 2024, 19:59",\n';
const spanish =
  '"Identificador","Nombre completo","Dirección de correo","Estado","Calificación","Calificación máxima","La calificación puede ser cambiada","Última modificación (entrega)","Última modificación (calificación)","Comentarios de retroalimentación"\n' +
  '"Participante 101","Ana López García","ana@example.org","Enviado para calificar","","10,00","Sí","lunes, 5 de octubre de 2026, 10:00","-",""\n' +
  '"Participante 102","Luis Pérez","luis@example.org","Sin entrega","","10,00","Sí","-","-",""\n';
const japanese =
  'ID,氏名,ステータス,評点,最大評点,評定の変更,最終更新日時 (提出),オンラインテキスト,最終更新日時 (評定),フィードバックコメント\n' +
  '参加者101,エイダ,提出済み,,10.00,Yes,2024年,5,-,\n参加者102,グレース,未提出,,10.00,Yes,-,5,-,\n';
const blind = // anonymous marking, with a workflow and without comments
  'Identifier,Status,Marker,Grade,"Maximum grade","Marking workflow state","Grade can be changed","Last modified (submission)","Last modified (grade)"\n' +
  'Participant 101,"Submitted for grading",,,10,"Not marked",Yes,-,-\nParticipant 102,"No submission",,,10,"Not marked",Yes,-,-\n';

// Canvas's columns as its lib/gradebook_exporter.rb writes them
const canvas =
  'Student,ID,SIS User ID,SIS Login ID,Section,Notes (2),Essay (208548),Bayesian Neural Networks: homework (210268),Assignments Current Score,Final Score\r\n' +
  ',,,,,,,Manual Posting,,\r\n' +
  '    Points Possible,,,,,,40.0,10.00,(read only),(read only)\r\n' +
  '"Lovelace, Ada",101,al1,al1,"COMS 1004, section 1",x,,,,0.0\r\n' +
  '"Hopper, Grace",102,gh2,gh2,COMS 1004,,35.5,7.00,,0.0\r\n' +
  '"Noether, Emmy",103,en3,en3,COMS 1004,,,EX,,0.0\r\n' +
  '"Student, Test",999,,abc,COMS 1004,,,,,\r\n';
const swedish =
  'Student;ID;SIS Login ID;Section;Labb (23769);Final Score\nPoints Possible;;;;10,0;(läs endast)\nLovelace, Ada;101;ada;S;;\n';

const exercise = (more: Partial<ExerciseReport> = {}): ExerciseReport => ({
  id: 'exercise-1',
  title: 'Mean KL',
  status: 'partial',
  score: 2.5,
  maxScore: 5,
  diagnosis: '',
  checks: [],
  code: '',
  notes: [],
  ...more,
});
const report = (more: Partial<SubmissionReport> = {}): SubmissionReport => ({
  assignment: lecture,
  language: 'en',
  file: 'ada.ipynb',
  student: 'Ada',
  id: '101',
  status: 'graded',
  score: 2.5,
  maxScore: 10,
  seconds: 1,
  message: '',
  exercises: [exercise()],
  manualReview: [],
  notes: [],
  flags: [],
  ...more,
});
const batch = (assignments = [{ id: lecture, maxScore: 10, scores: [], exercises: [], conclusions: [] }]) =>
  ({ language: 'en', summary: { assignments } }) as unknown as Batch;

/** Fills a sheet in, and gives back what stands in the new file and what was said. */
async function fill(
  content: string | Buffer,
  reports: SubmissionReport[],
  more: Partial<Fill> = {},
  about = batch(),
) {
  const out = scratchFolder();
  const path = join(out, 'export.csv');
  writeFileSync(path, content);
  const said: string[] = [];
  const writer = new FillReport({ path, out, ...more }, (line) => said.push(line.replace(out, 'DIR')));
  await writer.begin(about);
  for (const one of reports) await writer.add(one);
  await writer.end();
  const filled = readFileSync(join(out, 'filled-export.csv'));
  expect(readFileSync(path)).toEqual(Buffer.from(content)); // the platform's own stays
  return { text: filled.toString(), filled, said };
}

describe('--fill with Moodle’s grading worksheet', () => {
  test('writes grade and feedback into the row of the participant, and changes no other byte', async () => {
    const { text, said } = await fill(english, [report()]);
    const html = '<p><b>Mean KL: 2.5 / 5</b></p>';
    expect(text).toBe(
      english
        .replace('"Submitted for grading",,', '"Submitted for grading",2.50,')
        .replace('10:15 AM",-,\n', `10:15 AM",-,${html}\n`),
    );
    expect(said).toEqual(['DIR/filled-export.csv: 1 grades filled in, column “Grade”']);
  });

  test('writes a grade again where one stood, and a zero', async () => {
    const { text } = await fill(english, [
      report({ id: '103' }),
      report({ id: '102', status: 'unreadable', score: 0, message: 'a .rar', exercises: [] }),
    ]);
    expect(text).toContain('"Submitted for grading",2.50,10.00,');
    expect(text).toContain('"No submission",0.00,10.00,Yes,-,-,<p>a .rar</p>\n');
  });

  test('takes a Polish one: decimal comma, other maximum, no space before the number', async () => {
    const { text, said } = await fill(polish, [report({ student: 'Zażółć', language: 'pl' })]);
    expect(text).toBe(
      polish
        .replace('oceny",,"20,00"', 'oceny","5,00","20,00"')
        .replace('10:15",-,\r\n', '10:15",-,"<p><b>Mean KL: 2,5 / 5</b></p>"\r\n'),
    );
    expect(said[1]).toBe('  scaled: 10 points are 20 in the sheet');
  });

  test.each([
    ['German', german, 5, '2,50', 10],
    ['Spanish, whose headers are unknown', spanish, 4, '2,50', 9],
    ['Japanese, whose headers are unknown', japanese, 3, '2.50', 9],
    ['of anonymous marking', blind, 3, '2.5', -1],
  ])('finds the columns of one in %s', async (_, content, grade, expected, feedback) => {
    const { text } = await fill(content, [report()]);
    const [before = [], after = []] = [content, text].map((one) => parse<string[]>(one).data);
    const changed = (after[1] as string[]).flatMap((cell, x) => (cell === before[1]?.[x] ? [] : [x]));
    expect(after[1]?.[grade]).toBe(expected);
    expect(changed).toEqual(feedback < 0 ? [grade] : [grade, feedback]);
    expect(after.filter((__, y) => y !== 1)).toEqual(before.filter((__, y) => y !== 1));
  });

  test('gets its maximum where points on top lead above it, which Moodle would not take, and says so', async () => {
    const { text, said } = await fill(english, [report({ score: 12 })]);
    expect(text).toContain('"Submitted for grading",10.00,10.00');
    expect(said[1]).toBe('  more than the sheet takes, its maximum was written: Ada');
  });

  test('is written in the encoding that it has', async () => {
    const { filled } = await fill(Buffer.from(`\ufeff${polish}`, 'utf16le'), [report()]);
    expect(filled.toString('utf16le')).toContain('"Przesłane do oceny","5,00","20,00"');
  });

  test('names who is not in it, and who handed in twice with different points', async () => {
    const { text, said } = await fill(english, [
      report({ student: 'Nobody', id: '666', file: 'x.ipynb' }),
      report({ student: 'Plain', file: 'plain.ipynb', id: undefined as unknown as string }),
      report(),
      report({ file: 'ada (1).ipynb', score: 3 }),
      report({ student: 'Emmy', id: '103', status: 'grader-fault' }),
      report({ student: 'Grace', id: '102' }),
      report({ student: 'Grace', id: '102', file: 'again.ipynb' }),
    ]);
    expect(said).toEqual([
      'DIR/filled-export.csv: 1 grades filled in, column “Grade”',
      '  not in the sheet: Nobody (x.ipynb); Plain (plain.ipynb)',
      '  several hand-ins of different points, row left as it was: Ada (ada.ipynb, ada (1).ipynb)',
      '  the grader failed, row left as it was: Emmy',
    ]);
    expect(text).toContain('"No submission",2.50,');
    expect(text).toContain('"Submitted for grading",,10.00');
  });

  test.each([
    [
      'a scale',
      german.replace('Bestwertung', 'Skala').replace('"10,00"', '"nicht bestanden\nbestanden"'),
      'graded by a scale',
    ],
    ['another table', 'student,file,score\nada,ada.ipynb,5\n', 'must be Moodle'],
    ['a worksheet without students', `${english.split('\n')[0]}\n`, 'with at least one student'],
    ['a quotation mark without its second', `${english}Participant 104,"x`, 'line 5 is never closed'],
    ['nothing', '', 'must be Moodle'],
  ])('stops at %s', async (_, content, message) => {
    await expect(fill(content, [])).rejects.toThrow(message);
  });
});

describe('--fill with Canvas’s gradebook', () => {
  test('writes the grade into the column of the lecture, and changes no other byte', async () => {
    const { text, said } = await fill(canvas, [report(), report({ student: 'Emmy', id: '103' })]);
    expect(text).toBe(canvas.replace('section 1",x,,,,0.0', 'section 1",x,,2.50,,0.0'));
    expect(said).toEqual([
      'DIR/filled-export.csv: 1 grades filled in, column “Bayesian Neural Networks: homework”',
      '  excused, row left as it was: Emmy',
    ]);
  });

  test.each(['208548', 'Essay', 'essay', 'Essay (208548)'])(
    'takes the column that --column %s names, scaled to its points',
    async (column) => {
      const { text } = await fill(canvas, [report()], { column });
      expect(text).toBe(canvas.replace('section 1",x,,,,0.0', 'section 1",x,10.0,,,0.0'));
    },
  );

  test('takes points above those possible, as Canvas does', async () => {
    const { text } = await fill(canvas, [report({ score: 12 })]);
    expect(text).toContain('section 1",x,,12.00,,0.0');
  });

  test('takes the only column, semicolons and a decimal comma', async () => {
    const { text } = await fill(swedish, [report()]);
    expect(text).toBe(swedish.replace(';ada;S;;', ';ada;S;2,5;'));
  });

  test('asks for the column where none or several may be meant', async () => {
    const other = canvas.replace('Bayesian Neural Networks: homework', 'Homework');
    const choice = '--column must name one of "Essay (208548)", "Homework (210268)"';
    await expect(fill(other, [])).rejects.toThrow(`${choice}, got none`);
    await expect(fill(other, [], { column: 'e' })).rejects.toThrow(`${choice}, got "e"`);
    await expect(fill(other, [], { column: 'exam' })).rejects.toThrow(`${choice}, got "exam"`);
    await expect(fill(canvas.replaceAll(/ \(\d+\)/g, ''), [])).rejects.toThrow(
      "must have an assignment's column",
    );
  });
});

describe('--fill of a class of several lectures', () => {
  const other = { id: '02-another', maxScore: 7, scores: [], exercises: [], conclusions: [] };
  const both = batch([{ ...other, id: lecture, maxScore: 10 }, other]);

  test('takes the hand-ins of the lecture that --assignment names', async () => {
    const { text } = await fill(
      english,
      [report({ assignment: other.id, score: 7 }), report()],
      { assignment: lecture },
      both,
    );
    expect(text).toContain('grading",2.50,10.00');
  });

  test('asks for it, and knows which there are', async () => {
    await expect(fill(english, [], {}, both)).rejects.toThrow(
      `--assignment must say which lecture it is of, ${lecture} or 02-another`,
    );
    await expect(fill(english, [], { assignment: 'x' }, both)).rejects.toThrow(
      '--assignment must be 01-bayesian',
    );
    await expect(fill(english, [], { assignment: lecture }, batch([other]))).rejects.toThrow(
      'of which there are hand-ins',
    );
  });
});

test('what is not filled in stays, whatever the other cells hold', async () => {
  const words = fc.string({ unit: fc.constantFrom('a', 'ż', '"', ',', ';', '\n', '=', '\\'), maxLength: 6 });
  const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  const row = fc.tuple(words, words, words, words);
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 4 }), async (rows) => {
      const sheet = (grade: string) =>
        [
          'Identifier,A,B,Grade,Maximum grade,C,Last modified (grade),Feedback comments',
          ...rows.map((cells, y) => {
            const [a, b, c, d] = cells.map(quote);
            return `Participant ${y},${a},${b},${y === 0 ? grade : ''},10.00,${c},${d},`;
          }),
        ].join('\r\n');
      const { text } = await fill(sheet(''), [report({ id: '0', status: 'graded', exercises: [] })]);
      expect(text).toBe(sheet('2.50'));
    }),
    { seed: 4, numRuns: 100 },
  );
});

test('fillFeedback() holds no formula, however a spreadsheet splits it, and no markup of others', () => {
  const words = fc.string({
    unit: fc.constantFrom('=', '+', '-', '@', ';', ',', '\t', ' ', '<', '&', '"', 'x', '\n'),
    maxLength: 12,
  });
  fc.assert(
    fc.property(words, words, (comment, message) => {
      const html = fillFeedback(
        report({
          status: 'unreadable',
          message,
          exercises: [exercise({ override: { score: 0, points: 1, comment } })],
        }),
      );
      for (const separator of [',', ';', '\t'])
        for (const cell of html.split(separator)) expect(cell).not.toMatch(/^\s*[=+\-@]/);
      expect(html.replaceAll(/<\/?[pb]>/g, '')).not.toMatch(/[<>"\n\t]/);
    }),
    { seed: 5, numRuns: 500 },
  );
});

test('fillFeedback() says points, diagnosis and hint in the notebook’s language, and who gave points', () => {
  const one = exercise({
    title: 'Średnia',
    diagnosis: 'liczy <dwa>',
    hint: 'Para to jeden.',
    override: { score: 1, points: 2.5, comment: '' },
  });
  expect(fillFeedback(report({ language: 'pl', exercises: [one] }))).toBe(
    '<p><b>Średnia: 2,5 / 5</b> liczy &lt;dwa&gt;. Para to jeden. (punkty przyznał prowadzący)</p>',
  );
});

test('a folder in the place of the filled sheet is said', async () => {
  const out = scratchFolder();
  writeFileSync(join(out, 'm.csv'), english);
  mkdirSync(join(out, 'filled-m.csv'));
  const writer = new FillReport({ path: join(out, 'm.csv'), out }, () => {});
  await writer.begin(batch());
  await expect(writer.end()).rejects.toThrow('it is a folder');
});
