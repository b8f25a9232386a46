import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { encode } from 'iconv-lite';
import { packTar } from 'modern-tar';
import { expect, test } from 'vitest';
import { cellsOf } from '../../answers/answer';
import * as average from '../../answers/average-weights/right';
import * as kl from '../../answers/mean-kl/right';
import { notebook } from '../../answers/notebook';
import { grade, reportIn, scratchFolder } from '../grade-process';
import { rawZip } from './raw-zip';
import { folderOf, type Tree, zipOf } from './tree';

const right = notebook([...cellsOf(kl.right, 'reduce'), ...cellsOf(average.right, 'nested loops')]);
const own = '01-bayesian-neural-networks.ipynb';
const polish = '01-bayesowskie-sieci-neuronowe.ipynb';

/** One hand-in: where it stands in the class's folder, and the row it has to have. */
interface Kind {
  /** @param i the student's number, in every name */
  tree: (i: number) => Tree | Promise<Tree>;
  student: (i: number) => string;
  status: 'graded' | 'unreadable';
}

const moodle = (i: number, kind = 'file') => `Łucja Gęś ${i}_${1000 + i}_assignsubmission_${kind}_`;
const legacy = (i: number) => `Zażółć Gęślą ${i}`;
const tarOf = async (name: string) =>
  Buffer.from(await packTar([{ header: { name, size: Buffer.byteLength(right) }, body: right }]));

const kinds: Kind[] = [
  { tree: (i) => ({ [`Ada ${i}.ipynb`]: right }), student: (i) => `Ada ${i}`, status: 'graded' },
  { tree: (i) => ({ [`Ada ${i}.ipynb.txt`]: right }), student: (i) => `Ada ${i}`, status: 'graded' },
  { tree: (i) => ({ [`Ada ${i}.IPYNB`]: right }), student: (i) => `Ada ${i}`, status: 'graded' },
  { tree: (i) => ({ [`Ada ${i}.json`]: right }), student: (i) => `Ada ${i}`, status: 'graded' },
  { tree: (i) => ({ [`${legacy(i)}.ipynb`.normalize('NFD')]: right }), student: legacy, status: 'graded' },
  {
    tree: (i) => ({ [`Ada ${i}`]: { [own.replace('.', '-Copy1.')]: right } }),
    student: (i) => `Ada ${i}`,
    status: 'graded',
  },
  {
    tree: (i) => ({ [`Ada ${i}`]: { [`Kopia ${polish}`]: right, 'plot.png': '' } }),
    student: (i) => `Ada ${i}`,
    status: 'graded',
  },
  {
    tree: (i) => ({
      [`Ada ${i}`]: { '.git': { 'x.ipynb': right }, venv: { 'y.ipynb': right }, [`en_${own}`]: right },
    }),
    student: (i) => `Ada ${i}`,
    status: 'graded',
  },
  { tree: (i) => ({ [moodle(i)]: { [own]: right } }), student: (i) => `Łucja Gęś ${i}`, status: 'graded' },
  {
    tree: (i) => ({ [`Anna Nowak_${5000 + i}_assignsubmission_file_`]: { [polish]: right } }),
    student: (i) => `Anna Nowak (${5000 + i})`,
    status: 'graded',
  },
  {
    tree: (i) => ({ [moodle(i)]: { 'Anna Dobra_107_assignsubmission_file_.ipynb': right } }),
    student: (i) => `Łucja Gęś ${i}`,
    status: 'graded',
  },
  {
    tree: (i) => ({ [moodle(i, 'onlinetext')]: { 'onlinetext.html': '<p>' } }),
    student: (i) => `Łucja Gęś ${i}`,
    status: 'unreadable',
  },
  { tree: (i) => ({ [moodle(i)]: {} }), student: (i) => `Łucja Gęś ${i}`, status: 'unreadable' },
  {
    tree: (i) => ({ [moodle(i)]: { 'praca.rar': 'Rar!' } }),
    student: (i) => `Łucja Gęś ${i}`,
    status: 'unreadable',
  },
  {
    tree: (i) => ({ [`lovelace${i}_LATE_4${i}1_0${i}815_notebook-2.ipynb`]: right }),
    student: (i) => `lovelace${i}`,
    status: 'graded',
  },
  {
    tree: (i) => ({ [`submitted/bit${i}/ps1`]: { 'problem1.ipynb': right } }),
    student: (i) => `bit${i}`,
    status: 'graded',
  },
  {
    tree: (i) => ({ [`${4000 + i}-77 - Ewa Żak ${i} - Nov 29, 2026 926 PM`]: { 'x.ipynb': right } }),
    student: (i) => `Ewa Żak ${i}`,
    status: 'graded',
  },
  {
    tree: (i) => ({ [`Jan ${i}`]: { 'Version 2': { 'homework.ipynb': right } } }),
    student: (i) => `Jan ${i}`,
    status: 'graded',
  },
  {
    tree: (i) => ({ [`Jan ${i}.zip`]: zipOf({ 'a.zip': zipOf({ 'b.zip': zipOf({ [own]: right }) }) }) }),
    student: (i) => `Jan ${i}`,
    status: 'graded',
  },
  {
    tree: (i) => ({
      [`class ${i}.zip`]: rawZip([
        { name: encode(`${legacy(i)}.ipynb`, i % 2 ? 'cp852' : 'cp1250'), content: right },
      ]),
    }),
    student: legacy,
    status: 'graded',
  },
  {
    tree: async (i) => ({ [`Jan ${i}.tar.gz`]: gzipSync(await tarOf(own)) }),
    student: (i) => `Jan ${i}`,
    status: 'graded',
  },
  { tree: (i) => ({ [`Jan ${i}.ipynb.gz`]: gzipSync(right) }), student: (i) => `Jan ${i}`, status: 'graded' },
  {
    tree: (i) => ({ [`Jan ${i}.zip`]: rawZip([{ name: own, content: right, flag: 1 }]) }),
    student: (i) => `Jan ${i}`,
    status: 'unreadable',
  },
  {
    tree: (i) => ({ [`Jan ${i}.zip`]: rawZip([{ name: own, content: right, crc: 1 }]) }),
    student: (i) => `Jan ${i}`,
    status: 'unreadable',
  },
  {
    tree: (i) => ({
      [`Jan ${i}.zip`]: zipOf(
        Object.fromEntries(Array.from({ length: 600 }, (_, k) => [`n${k}.ipynb`, '{}'])),
      ),
    }),
    student: (i) => `Jan ${i}`,
    status: 'unreadable',
  },
  { tree: (i) => ({ [`Jan ${i}.7z`]: '7z' }), student: (i) => `Jan ${i}`, status: 'unreadable' },
  { tree: (i) => ({ [`Jan ${i}.ts`]: 'export {}' }), student: (i) => `Jan ${i}`, status: 'unreadable' },
  {
    tree: (i) => ({ [`Jan ${i}`]: { 'answer.py': '', 'scan.pdf': '' } }),
    student: (i) => `Jan ${i}`,
    status: 'unreadable',
  },
  {
    tree: (i) => ({ [`Jan ${i}.ipynb`]: { link: '/etc/passwd' } }),
    student: (i) => `Jan ${i}`,
    status: 'unreadable',
  },
  {
    tree: (i) => ({ [`Jan ${i}.zip`]: Buffer.from('not a zip') }),
    student: (i) => `Jan ${i}`,
    status: 'unreadable',
  },
];

test('npm run grade gives each of a class of 300, handed in as classes do, its row', async () => {
  const all: Tree = { 'readme.txt': 'of the course', 'index.html': '' };
  const expected: string[] = [];
  for (let i = 1; i <= 300; i++) {
    const { tree, student, status } = kinds[i % kinds.length] as Kind;
    Object.assign(all, await tree(i));
    expected.push(`${student(i)}: ${status}`);
  }
  const folder = folderOf(all);
  const out = join(scratchFolder(), 'out');
  const { code, stderr } = await grade(folder, '--out', out);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const rows = reportIn(out).submissions;
  expect(rows.map(({ student, status }) => `${student}: ${status}`).sort()).toEqual(expected.sort());
  expect(rows.filter(({ status, score }) => (status === 'graded' ? score !== 10 : score !== 0))).toEqual([]);
  expect(rows.filter(({ status, message }) => status === 'unreadable' && message === '')).toEqual([]);
  const collator = new Intl.Collator('en', { numeric: true });
  const files = rows.map(({ file }) => file);
  expect(files).toEqual([...files].sort(collator.compare));
});
