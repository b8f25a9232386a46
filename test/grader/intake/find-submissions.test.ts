import { describe, expect, test } from 'vitest';
import { folderOf, notebook, rowsIn, type Tree, zipOf } from './tree';

const own = '01-bayesian-neural-networks.ipynb';
const nobodysPolish = '01-bayesowskie-sieci-neuronowe.ipynb';

/** Rows without the messages' ends. */
const rows = async (tree: Tree): Promise<string[]> => rowsIn(folderOf(tree));

describe('a hand-in has its row and its student, as platforms name them', () => {
  test.each<[string, Tree, string[]]>([
    [
      'Moodle, names with digits and underscores, a group before the name',
      {
        'Ada Lovelace_101_assignsubmission_file_': { [own]: notebook },
        'Jan_3 Kowalski_102_assignsubmission_file_': { 'praca.ipynb': notebook },
        'Grupa 2-Ewa Nowak_103_assignsubmission_file': { deep: { 'x.ipynb': notebook } },
        'Flat Person_104_assignsubmission_file_my_work.ipynb': notebook,
      },
      [
        'Ada Lovelace <- Ada Lovelace_101_assignsubmission_file_/01-bayesian-neural-networks.ipynb',
        'Flat Person <- Flat Person_104_assignsubmission_file_my_work.ipynb',
        'Grupa 2-Ewa Nowak <- Grupa 2-Ewa Nowak_103_assignsubmission_file/deep/x.ipynb',
        'Jan_3 Kowalski <- Jan_3 Kowalski_102_assignsubmission_file_/praca.ipynb',
      ],
    ],
    [
      'the outermost folder of a platform, whatever stands in it',
      {
        'Zła Osoba_666_assignsubmission_file_': {
          'Anna Dobra_107_assignsubmission_file_.ipynb': notebook,
          'Anna Dobra_107_assignsubmission_file_': { [own]: notebook },
          'w.zip': zipOf({ 'dobraanna_4711_0815_x.ipynb': notebook, submission_12: { [own]: notebook } }),
        },
      },
      [
        'Zła Osoba <- Zła Osoba_666_assignsubmission_file_/Anna Dobra_107_assignsubmission_file_.ipynb',
        'Zła Osoba <- Zła Osoba_666_assignsubmission_file_/Anna Dobra_107_assignsubmission_file_/01-bayesian-neural-networks.ipynb',
        'Zła Osoba <- Zła Osoba_666_assignsubmission_file_/w.zip/dobraanna_4711_0815_x.ipynb',
        'Zła Osoba <- Zła Osoba_666_assignsubmission_file_/w.zip/submission_12/01-bayesian-neural-networks.ipynb',
      ],
    ],
    [
      'two students of one name, told apart by the platform',
      {
        'Anna Nowak_101_assignsubmission_file_': { [own]: notebook },
        'Anna Nowak_202_assignsubmission_file_': { [own]: notebook },
        'Jan Nowak_303_assignsubmission_file_': { [own]: notebook },
      },
      [
        'Anna Nowak (101) <- Anna Nowak_101_assignsubmission_file_/01-bayesian-neural-networks.ipynb',
        'Anna Nowak (202) <- Anna Nowak_202_assignsubmission_file_/01-bayesian-neural-networks.ipynb',
        'Jan Nowak <- Jan Nowak_303_assignsubmission_file_/01-bayesian-neural-networks.ipynb',
      ],
    ],
    [
      'Canvas, files and archives, a second attempt, an anonymous one',
      {
        'lovelaceada_LATE_4711_0815_notebook-2.ipynb': notebook,
        'hoppergrace_4712_816_work.zip': zipOf({ 'my.ipynb': notebook }),
        'noether-emmy_4713_817_foto.png': 'png',
        'anon_x1y2z_818_a.ipynb': notebook,
        'ada/zadanie_1_2_x.ipynb': notebook,
        'lab_2026_11_ewa.ipynb': notebook,
      },
      [
        'zadanie_1_2_x <- ada/zadanie_1_2_x.ipynb',
        'anon_x1y2z <- anon_x1y2z_818_a.ipynb',
        'hoppergrace <- hoppergrace_4712_816_work.zip/my.ipynb',
        'lab_2026_11_ewa <- lab_2026_11_ewa.ipynb',
        'lovelaceada <- lovelaceada_LATE_4711_0815_notebook-2.ipynb',
        'noether-emmy <- noether-emmy_4713_817_foto.png: there is no notebook, only: noether-emmy_4713_817_foto.png; hand in the .ipynb file as JupyterLab saves it',
      ],
    ],
    [
      'Brightspace, Blackboard, Gradescope, nbgrader',
      {
        '397063-2557369 - Mary-Ann Smith - Sep 24, 2026 926 PM': { 'document.ipynb': notebook },
        '397064-2557369 - N0123456 - Jan Nowak - 24 wrz, 2026 1126': { 'a.ipynb': notebook },
        '397065-2557369 - Ewa Flat - Sep 24, 2026 926 PM - my file.ipynb': notebook,
        'index.html': '<html>',
        'Homework 1_alovelace_attempt_2026-11-29-21-15-00_note_book.ipynb': notebook,
        'Homework 1_alovelace_attempt_2026-11-29-21-15-00.txt': 'Name: Ada Lovelace',
        submission_123: { 'answer.ipynb': notebook },
        'hopper+ps1+2026-11-29 21:15:00.123 UTC': { [own]: notebook },
      },
      [
        'Mary-Ann Smith <- 397063-2557369 - Mary-Ann Smith - Sep 24, 2026 926 PM/document.ipynb',
        'Jan Nowak <- 397064-2557369 - N0123456 - Jan Nowak - 24 wrz, 2026 1126/a.ipynb',
        'Ewa Flat <- 397065-2557369 - Ewa Flat - Sep 24, 2026 926 PM - my file.ipynb',
        'alovelace <- Homework 1_alovelace_attempt_2026-11-29-21-15-00_note_book.ipynb',
        'hopper <- hopper+ps1+2026-11-29 21:15:00.123 UTC/01-bayesian-neural-networks.ipynb',
        'submission_123 <- submission_123/answer.ipynb',
      ],
    ],
    [
      "nbgrader's tree",
      {
        submitted: {
          ada: { ps1: { 'problem1.ipynb': notebook } },
          bob: { ps1: { 'helper.ts': '' }, ps2: { [own]: notebook } },
          ewa: { ps1: { 'a.pdf': '' } },
        },
      },
      [
        'ada <- submitted/ada/ps1/problem1.ipynb',
        'bob <- submitted/bob/ps2/01-bayesian-neural-networks.ipynb',
        'ewa <- submitted/ewa/ps1/a.pdf: there is no notebook, only: ps1/a.pdf; hand in the .ipynb file as JupyterLab saves it',
      ],
    ],
    [
      'Teams, with and without the folder that keeps them',
      {
        'Submitted files': {
          'Ada Lovelace': {
            'Homework 1': { 'Version 1': { 'x.ipynb': notebook }, 'Version 2': { 'x.ipynb': notebook } },
          },
        },
        'Jan Nowak': { 'Version 2': { 'homework.ipynb': notebook } },
        'Ewa Żak': { 'Wersja 1': { [own]: notebook } },
      },
      [
        'Ewa Żak <- Ewa Żak/Wersja 1/01-bayesian-neural-networks.ipynb',
        'Jan Nowak <- Jan Nowak/Version 2/homework.ipynb',
        'Ada Lovelace <- Submitted files/Ada Lovelace/Homework 1/Version 1/x.ipynb',
        'Ada Lovelace <- Submitted files/Ada Lovelace/Homework 1/Version 2/x.ipynb',
      ],
    ],
    [
      "Google Classroom's copies",
      {
        'Ada Lovelace - 01-bayesian-neural-networks.ipynb': notebook,
        'Copy of 01-bayesian-neural-networks.ipynb - Jan Nowak.ipynb': notebook,
        '01-bayesian-neural-networks_hopper.ipynb': notebook,
      },
      [
        'hopper <- 01-bayesian-neural-networks_hopper.ipynb',
        'Ada Lovelace <- Ada Lovelace - 01-bayesian-neural-networks.ipynb',
        'Jan Nowak <- Copy of 01-bayesian-neural-networks.ipynb - Jan Nowak.ipynb',
      ],
    ],
  ])('%s', async (_, tree, expected) => expect((await rows(tree)).sort()).toEqual([...expected].sort()));
});

describe('a copy does not make another student', () => {
  test.each([
    'ada (1).ipynb',
    'ada(2).ipynb',
    'ada-Copy1.ipynb',
    'ada-Copy12.ipynb',
    'ada — kopia.ipynb',
    'ada - kopia.ipynb',
    'ada - kopia (2).ipynb',
    'ada-kopia.ipynb',
    'ada_kopia.ipynb',
    'ada — kopia 2.ipynb',
    'ada - Copy.ipynb',
    'ada - Copy (2).ipynb',
    'ada copy 3.ipynb',
    'Copy of ada.ipynb',
    'Copy of Copy of ada.ipynb',
    'Kopia ada.ipynb',
    'kopia ada (1).ipynb',
    'Kopia (2) ada.ipynb',
    'Ada.ipynb',
    'ADA.IPYNB',
    'ada_v2.ipynb',
  ])('%s is ada’s', async (copy) => {
    const found = await rows({
      'ada.ipynb': notebook,
      x: { [copy]: notebook, 'b.ipynb': notebook, 'c.ipynb': notebook },
    });
    const students = found
      .map((row) => row.split(' <- ')[0])
      .filter((student) => student !== 'b' && student !== 'c');
    expect(students).toEqual(['ada', 'ada']);
  });

  test.each([
    '01-bayesian-neural-networks-Copy1.ipynb',
    '01-bayesian-neural-networks (3).ipynb',
    '01-bayesian-neural-networks-2.ipynb',
    '01-bayesowskie-sieci-neuronowe — kopia.ipynb',
    'Kopia 01-bayesowskie-sieci-neuronowe.ipynb',
    'pl_01-bayesowskie-sieci-neuronowe.ipynb',
    'en_01-bayesian-neural-networks (1).ipynb',
    '01-bayesian-neural-networks-final.ipynb',
    '01-Bayesian-Neural-Networks_v2.ipynb',
    'Untitled1.ipynb',
  ])('%s is called as any student’s: the folder names them', async (name) => {
    expect(await rows({ lovelace: { [name]: notebook } })).toEqual([`lovelace <- lovelace/${name}`]);
  });

  test('names composed and decomposed are one student', async () => {
    const name = 'Zażółć Gęślą';
    const found = await rows({
      [`${name.normalize('NFD')}.ipynb`]: notebook,
      [`x/${name.normalize('NFC')}.ipynb`]: notebook,
    });
    expect(found).toEqual(['Zażółć Gęślą <- x/Zażółć Gęślą.ipynb', 'Zażółć Gęślą <- Zażółć Gęślą.ipynb']);
  });

  test('a name that only looks like a copy’s stays', async () => {
    expect(
      await rows({ 'kopia.ipynb': notebook, 'copycat.ipynb': notebook, 'ewa_v2.ipynb': notebook }),
    ).toEqual(['copycat <- copycat.ipynb', 'ewa_v2 <- ewa_v2.ipynb', 'kopia <- kopia.ipynb']);
  });
});

test('beside folders that name students a folder names its student too, but not a group’s', async () => {
  const found = await rows({
    ada: { [own]: notebook },
    bob: { [nobodysPolish]: notebook },
    ewa: { 'moje zadanie.ipynb': notebook },
    jan: { 'praca.ipynb': notebook, 'praca 2.ipynb': notebook },
    desk: { 'Grace Hopper.ipynb': notebook },
    'w.zip': zipOf({ 'zoe.ipynb': notebook }),
    group: { 'kim.ipynb': notebook, 'leo.ipynb': notebook, 'mia.ipynb': notebook },
  });
  expect(found.map((row) => row.split(' <- ')[0])).toEqual([
    'ada',
    'bob',
    'Grace Hopper',
    'ewa',
    'kim',
    'leo',
    'mia',
    'jan',
    'jan',
    'zoe',
  ]);
});

describe('what several folders call alike names nobody', () => {
  test('a file', async () => {
    expect(
      await rows({ ada: { 'homework.ipynb': notebook }, bob: { 'homework (1).ipynb': notebook } }),
    ).toEqual(['ada <- ada/homework.ipynb', 'bob <- bob/homework (1).ipynb']);
  });

  test('a folder', async () => {
    expect(
      await rows({ ada: { bnn: { [own]: notebook } }, bob: { bnn: { [nobodysPolish]: notebook } } }),
    ).toEqual([
      'ada <- ada/bnn/01-bayesian-neural-networks.ipynb',
      'bob <- bob/bnn/01-bayesowskie-sieci-neuronowe.ipynb',
    ]);
  });

  test('but two groups with a student of one name, or two homeworks of one class, do', async () => {
    const two = { 'ada.ipynb': notebook, 'bob.ipynb': notebook };
    expect((await rows({ ps1: two, ps2: two })).map((row) => row.split(' <- ')[0])).toEqual([
      'ada',
      'bob',
      'ada',
      'bob',
    ]);
  });
});

describe('what is no notebook is said, in one row for a student', () => {
  test.each<[string, Tree, string[]]>([
    [
      'folders of a platform: online text, nothing, several files',
      {
        'Ada Lovelace_101_assignsubmission_onlinetext_': { 'onlinetext.html': '<p>here</p>' },
        'Jan Nowak_102_assignsubmission_file_': {},
        'Ewa Żak_103_assignsubmission_file_': { 'praca.rar': 'Rar!', 'foto.png': '', 'code/answer.ts': '' },
        Both_104_assignsubmission_file_: { [own]: notebook },
        Both_104_assignsubmission_onlinetext_: { 'onlinetext.html': '' },
        Hidden_105_assignsubmission_file_: { '.git': { 'x.ipynb': notebook } },
        Data_106_assignsubmission_file_: { 'iris.csv': '' },
      },
      [
        'Ada Lovelace <- Ada Lovelace_101_assignsubmission_onlinetext_/onlinetext.html: there is no notebook, only: onlinetext.html',
        'Both <- Both_104_assignsubmission_file_/01-bayesian-neural-networks.ipynb',
        'Data <- Data_106_assignsubmission_file_/iris.csv: there is no notebook, only: iris.csv',
        'Ewa Żak <- Ewa Żak_103_assignsubmission_file_: there is no notebook, only: ',
        'Hidden <- Hidden_105_assignsubmission_file_: there is nothing in it',
        'Jan Nowak <- Jan Nowak_102_assignsubmission_file_: there is nothing in it',
      ],
    ],
    [
      'an archive of data alone, beside the work of another',
      { 'ada.ipynb': notebook, 'eve.zip': zipOf({ 'data/iris.bin': 'x' }) },
      ['ada <- ada.ipynb', 'eve <- eve.zip/data/iris.bin: there is no notebook, only: '],
    ],
    [
      'files and folders of a class',
      {
        'a.ipynb': notebook,
        'b.ipynb': notebook,
        'c.ipynb': notebook,
        'rar.rar': '',
        'seven.7z': '',
        'typescript.ts': '',
        'page.html': '',
        'python.py': '',
        'document.docx': '',
        'scan.pdf': '',
        'picture.PNG': '',
        'README.md': '',
        'overrides.csv': '',
        'marks.xlsx': '',
        'Thumbs.db': '',
        'a.html': 'exported beside the notebook',
        ewa: { 'answer.ts': '', 'foto.jpg': '' },
        empty: {},
        data: { 'iris.csv': '' },
      },
      [
        'a <- a.ipynb',
        'b <- b.ipynb',
        'c <- c.ipynb',
        'document <- document.docx: there is no notebook',
        'empty <- empty: there is nothing in it',
        'ewa <- ewa: there is no notebook, only: ',
        'page <- page.html: there is no notebook',
        'picture <- picture.PNG: there is no notebook',
        'python <- python.py: there is no notebook',
        'rar <- rar.rar: there is no notebook, only: rar.rar; hand in the .ipynb file, by itself or in a zip',
        'scan <- scan.pdf: there is no notebook',
        'seven <- seven.7z: there is no notebook',
        'typescript <- typescript.ts: there is no notebook',
      ],
    ],
    [
      'nothing beside what a student has handed in',
      {
        jan: { [own]: notebook, 'helper.ts': '', 'plot.png': '', src: { 'a.py': '' }, empty: {} },
        ewa: { 'praca.ipynb': notebook, 'foto.png': '', 'dane.7z': '' },
      },
      ['praca <- ewa/praca.ipynb', 'jan <- jan/01-bayesian-neural-networks.ipynb'],
    ],
    [
      'zips with no notebook, with nothing, and that are none',
      {
        'ada.ipynb': notebook,
        'jan.zip': zipOf({ 'answer.ts': 'x', 'foto.png': 'y' }),
        'ewa.zip': zipOf({ praca: { '.git': { x: 'y' } } }),
        'cut.zip': zipOf({ 'a.ipynb': notebook }).slice(0, 50),
        'really.zip': 'Rar!\x1a\x07\x00',
      },
      [
        'ada <- ada.ipynb',
        'cut <- cut.zip: the zip cannot be read: ',
        'ewa <- ewa.zip: there is nothing in it',
        'jan <- jan.zip: there is no notebook, only: ',
        'really <- really.zip: it is a rar archive, which is not opened here; pack it as a zip',
      ],
    ],
    [
      'links, followed nowhere',
      {
        'ada.ipynb': notebook,
        'link.ipynb': { link: 'ada.ipynb' },
        'nowhere.ipynb': { link: 'missing' },
        folder: { link: '/' },
        'class.zip': { link: 'x.zip' },
        'data.csv': { link: 'ada.ipynb' },
        jan: { 'deep.ipynb': { link: '/etc/passwd' } },
      },
      [
        'ada <- ada.ipynb',
        'class <- class.zip: it is a symbolic link',
        'folder <- folder: it is a symbolic link',
        'deep <- jan/deep.ipynb: it is a symbolic link',
        'link <- link.ipynb: it is a symbolic link',
        'nowhere <- nowhere.ipynb: it is a symbolic link',
      ],
    ],
  ])('%s', async (_, tree, expected) => {
    const found = await rows(tree);
    expect(found).toHaveLength(expected.length);
    found.forEach((row, i) => expect(row.slice(0, expected[i]?.length)).toBe(expected[i]));
  });
});

test('a notebook is found whatever its extension', async () => {
  const tree = {
    'ada.ipynb.txt': notebook,
    'ben.IPYNB': notebook,
    'cyd.json': notebook,
    'dan.txt': `\ufeff${notebook}`,
    eve: notebook,
    'fay.ipynb.json': notebook,
    'gil.json': '{"name": "not a notebook"}',
    'hal.txt': 'function klLoss() {}',
    'a.zip': zipOf({ 'ida.ipynb.txt': notebook, 'jo.json': notebook }),
  };
  expect((await rows(tree)).map((row) => row.slice(0, 30))).toEqual([
    'ida <- a.zip/ida.ipynb.txt',
    'jo <- a.zip/jo.json',
    'ada <- ada.ipynb.txt',
    'ben <- ben.IPYNB',
    'cyd <- cyd.json',
    'dan <- dan.txt',
    'eve <- eve',
    'fay <- fay.ipynb.json',
    'hal <- hal.txt: there is no no',
  ]);
});

test('what tools leave behind is nobody’s, and a plain folder’s answer is never lost', async () => {
  const nobodys = [
    '.git',
    '.venv',
    'venv',
    'node_modules',
    '__pycache__',
    '.ipynb_checkpoints',
    '__MACOSX',
    '.Trash-1000',
    'Trash',
  ];
  const clutter = Object.fromEntries(nobodys.map((name) => [name, { 'x.ipynb': notebook }]));
  const mine = {
    ...clutter,
    '._ada.ipynb': '',
    '.DS_Store': '',
    dist: { 'ada.ipynb': notebook },
    build: { 'ben.ipynb': notebook },
  };
  expect(await rows(mine)).toEqual(['ben <- build/ben.ipynb', 'ada <- dist/ada.ipynb']);
  const zipped = await rows({ 'class.zip': zipOf({ ...clutter, env: { 'ada.ipynb': notebook } }) });
  expect(zipped).toEqual(['ada <- class.zip/env/ada.ipynb']);
});
