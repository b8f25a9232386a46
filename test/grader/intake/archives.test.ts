import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { encode } from 'iconv-lite';
import { packTar } from 'modern-tar';
import { afterEach, describe, expect, test } from 'vitest';
import { closeArchives, listArchive, openPlace } from '../../../grader/submission/open-place';
import { type RawEntry, rawZip, unicodePath } from './raw-zip';
import { folderOf, notebook, rowsIn, type Tree, zipOf } from './tree';

afterEach(closeArchives);

const megabyte = 1024 * 1024;

/** What `student <- file: message` says when the archive stands, as `work.zip`, between two honest notebooks. */
async function rowsOf(archive: Uint8Array, name = 'work.zip'): Promise<string[]> {
  const folder = folderOf({ 'a.ipynb': notebook, 'z.ipynb': notebook, [name]: archive });
  return (await rowsIn(folder)).filter((row) => row !== 'a <- a.ipynb' && row !== 'z <- z.ipynb');
}

/** The text of a place, or the message in English. */
async function read(path: string, ...inside: string[]): Promise<string> {
  const opened = await openPlace({ path, inside });
  return 'content' in opened ? Buffer.from(opened.content).toString() : opened.message.en;
}

function fileOf(bytes: Uint8Array, name = 'work.zip'): string {
  return join(folderOf({ [name]: bytes }), name);
}

describe('names in a zip', () => {
  const names = ['Zażółć Gęślą', 'Michał Łoś', 'Żaneta Ćwiąkała', 'Świętosława Źrebięć', 'Ńańó', 'Gżegżółka'];

  test.each(['cp852', 'cp1250', 'utf8'])('%s, with no flag', async (encoding) => {
    const zip = rawZip(names.map((name) => ({ name: encode(`${name}.ipynb`, encoding), content: notebook })));
    expect((await rowsOf(zip)).map((row) => row.split(' <- ')[0]).sort()).toEqual([...names].sort());
  });

  test.each(names)('%s alone, in cp852 and in cp1250', async (name) => {
    for (const encoding of ['cp852', 'cp1250'])
      expect(await rowsOf(rawZip([{ name: encode(`${name}.ipynb`, encoding), content: notebook }]))).toEqual([
        `${name} <- work.zip/${name}.ipynb`,
      ]);
  });

  test.each(['Jürgen Müller', 'Peña', 'Éva Kovács', 'Björk', 'François'])('%s in cp437', async (name) => {
    expect(await rowsOf(rawZip([{ name: encode(`${name}.ipynb`, 'cp437'), content: notebook }]))).toEqual([
      `${name} <- work.zip/${name}.ipynb`,
    ]);
  });

  test('UTF-8 by the flag, by Info-ZIP’s field, and legacy names beside them', async () => {
    const legacy = encode('Łukasz.ipynb', 'cp852');
    const entries: RawEntry[] = [
      { name: 'Ądam.ipynb', flag: 0x800 },
      { name: Buffer.from('?wa.ipynb'), extra: unicodePath(Buffer.from('?wa.ipynb'), 'Ęwa.ipynb') },
      { name: Buffer.from('stale.ipynb'), extra: unicodePath(Buffer.from('other.ipynb'), 'Wrong.ipynb') },
      { name: legacy },
    ];
    const found = await rowsOf(rawZip(entries.map((entry) => ({ content: notebook, ...entry }))));
    expect(found.map((row) => row.split(' <- ')[0])).toEqual(
      expect.arrayContaining(['Ądam', 'Ęwa', 'stale', 'Łukasz']),
    );
    expect(found).toHaveLength(4);
    const lying = { name: encode('Ćma.ipynb', 'cp852'), flag: 0x800, content: notebook };
    expect(await rowsOf(rawZip([lying]))).toEqual(['Ćma <- work.zip/Ćma.ipynb']);
  });

  test('backslashes, drives, an absolute path, repeated names, and one that leads out', async () => {
    const entries = [
      'ada\\praca\\x.ipynb',
      'C:\\Users\\ewa.ipynb',
      '/home/jan.ipynb',
      'kim.ipynb',
      'kim.ipynb',
      './/leo.ipynb',
      '../../mia.ipynb',
      'x\\..\\..\\nina.ipynb',
    ];
    const path = fileOf(rawZip(entries.map((name, i) => ({ name, content: `"${i}"` }))));
    const { entries: listed, damage } = await listArchive({ path, inside: [] });
    expect(damage).toBeUndefined();
    expect(listed.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      'file ada/praca/x.ipynb',
      'file Users/ewa.ipynb',
      'file home/jan.ipynb',
      'file kim.ipynb',
      'file kim (1).ipynb',
      'file leo.ipynb',
      'outside mia.ipynb',
      'outside x/nina.ipynb',
    ]);
    expect(await read(path, 'kim.ipynb')).toBe('"3"');
    expect(await read(path, 'kim (1).ipynb')).toBe('"4"');
    const found = await rowsOf(readFileSync(path));
    expect(found).toContain('work <- work.zip: the name of a file in it leads out of the archive (..)');
    expect(found).toHaveLength(7); // one row says both
  });
});

describe('one bad entry of a zip costs itself alone', () => {
  const good: RawEntry = { name: 'good.ipynb', content: notebook };

  test.each<[string, RawEntry, RegExp]>([
    ['a wrong checksum', { name: 'bad.ipynb', content: notebook, crc: 7 }, /checksum is not the one/],
    [
      'a size that is too small',
      { name: 'bad.ipynb', content: notebook, size: 3 },
      /size or checksum is not/,
    ],
    [
      'a size that is too large',
      { name: 'bad.ipynb', content: notebook, size: 10_000 },
      /size or checksum is not/,
    ],
    [
      'a stored size that does not fit',
      { name: 'bad.ipynb', content: notebook, method: 0, size: 3 },
      /size or checksum is not/,
    ],
    [
      'a compression that nobody knows',
      { name: 'bad.ipynb', content: notebook, method: 99 },
      /unsupported compression method/,
    ],
    ['a bomb', { name: 'bad.ipynb', content: Buffer.alloc(80 * megabyte) }, /more than the 64 MB/],
    [
      'a bomb that hides its size',
      { name: 'bad.ipynb', content: Buffer.alloc(80 * megabyte), size: 5 },
      /more than the 64 MB|size or checksum/,
    ],
  ])('%s', async (_, bad, message) => {
    const path = fileOf(rawZip([good, bad, { ...good, name: 'last.ipynb' }]));
    expect(await read(path, 'good.ipynb')).toBe(notebook);
    expect(await read(path, 'bad.ipynb')).toMatch(message);
    expect(await read(path, 'last.ipynb')).toBe(notebook);
  });

  test('an encrypted one, and a link', async () => {
    const zip = rawZip([
      good,
      { name: 'secret.ipynb', content: notebook, flag: 1 },
      { name: 'link.ipynb', content: '/etc/passwd', mode: 0o120777 },
    ]);
    expect(await rowsOf(zip)).toEqual([
      'good <- work.zip/good.ipynb',
      'link <- work.zip/link.ipynb: it is a symbolic link: in a folder of submissions it is not followed',
      'secret <- work.zip/secret.ipynb: it is encrypted with a password; pack it without one',
    ]);
  });

  test('sizes that follow the data, and folders as entries', async () => {
    const path = fileOf(
      rawZip([
        { ...good, flag: 8 },
        { name: 'x/', method: 0 },
        { ...good, name: 'x/b.ipynb', flag: 8 },
      ]),
    );
    expect(await read(path, 'good.ipynb')).toBe(notebook);
    expect(await read(path, 'x/b.ipynb')).toBe(notebook);
  });

  test('a zip of which the list breaks off keeps what was listed', async () => {
    const zip = rawZip([good, { ...good, name: 'lost.ipynb' }]);
    zip.fill(0, zip.lastIndexOf('PK\x01\x02'), zip.lastIndexOf('PK\x01\x02') + 4);
    expect((await rowsOf(zip)).map((row) => row.slice(0, 50))).toEqual([
      'work <- work.zip: the zip cannot be read: invalid ',
      'good <- work.zip/good.ipynb',
    ]);
  });
});

describe('archives in archives', () => {
  test('a zip three deep is its student’s', async () => {
    const own = '01-bayesian-neural-networks.ipynb';
    const deep = zipOf({ 'homework.zip': zipOf({ 'n.zip': zipOf({ [own]: notebook }) }) });
    expect(await rowsOf(deep, 'jan.zip')).toEqual([`jan <- jan.zip/homework.zip/n.zip/${own}`]);
    const path = fileOf(deep);
    expect(await read(path, 'homework.zip', 'n.zip', own)).toBe(notebook);
  });

  test('in a class’s zip they name their students, whatever is in them', async () => {
    const zip = zipOf({
      'jan.zip': zipOf({ 'praca.ipynb': notebook }),
      'ewa.zip': zipOf({ 'moja.zip': zipOf({ 'x.ipynb': notebook }) }),
      'kim.ipynb': notebook,
    });
    expect((await rowsOf(zip, 'class.zip')).map((row) => row.split(' <- ')[0])).toEqual([
      'ewa',
      'jan',
      'kim',
    ]);
  });

  test('deeper than can be of use is said', async () => {
    let zip = zipOf({ 'x.ipynb': notebook });
    for (let i = 0; i < 8; i++) zip = zipOf({ [`n${i}.zip`]: zip });
    expect((await rowsOf(zip)).join()).toMatch(
      /^work <- work\.zip\/.*: an archive in an archive, more than 5 deep/,
    );
  });

  const bomb = rawZip([{ name: 'zeros', content: Buffer.alloc(60 * megabyte) }]);
  const inner = rawZip([{ name: 'deep.zip', content: Buffer.concat([bomb, Buffer.alloc(50 * megabyte)]) }]);

  test('that unpack to a thousand times their size cost their hand-in alone', async () => {
    const many = zipOf(Object.fromEntries(Array.from({ length: 45 }, (_, i) => [`${i}.zip`, inner])));
    const found = await rowsOf(
      zipOf({ 'evil.zip': many, 'kim.zip': zipOf({ 'x.ipynb': notebook }) }),
      'class.zip',
    );
    expect(found.at(-1)).toBe('kim <- class.zip/kim.zip/x.ipynb');
    expect(found.filter((row) => /holds more than can be unpacked/.test(row)).length).toBeGreaterThan(30);
  });

  test('entries that share their bytes are charged one by one', async () => {
    const big = Buffer.alloc(40 * megabyte);
    const shared = Array.from(
      { length: 3000 },
      (_, i): RawEntry => ({
        name: `x${i}.zip`,
        content: i === 0 ? big : '',
        size: big.length,
        overlaps: i > 0,
      }),
    );
    const folder = { 'Zła Osoba_666_assignsubmission_file_': { 'w.zip': rawZip(shared) } };
    expect(await rowsIn(folderOf(folder))).toEqual([
      expect.stringMatching(/^Zła Osoba <- .*: there are 3000 notebooks and archives/),
    ]);
  });
});

describe('thousands of notebooks in one hand-in are one row', () => {
  const tiny = (count: number, name = (i: number) => `n${i}.ipynb`): Tree =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [name(i), notebook]));

  test('in a zip in a class’s zip, in a platform’s folder, in a zip among others', async () => {
    expect(
      await rowsOf(zipOf({ 'evil.zip': zipOf(tiny(5000)), 'kim.ipynb': notebook }), 'class.zip'),
    ).toEqual([
      expect.stringMatching(/^evil <- class\.zip\/evil\.zip: there are 5000 notebooks and archives in it/),
      'kim <- class.zip/kim.ipynb',
    ]);
    expect(
      await rowsOf(
        zipOf({ 'Zła Osoba_666_assignsubmission_file_': { 'w.zip': zipOf(tiny(5000)) } }),
        'class.zip',
      ),
    ).toEqual([
      expect.stringMatching(
        /^Zła Osoba <- class\.zip\/Zła Osoba_666_assignsubmission_file_: there are 5000 notebooks/,
      ),
    ]);
    expect(await rowsOf(zipOf(tiny(5000)), 'evil.zip')).toEqual([
      expect.stringMatching(/^evil <- evil\.zip: there are 5000 notebooks/),
    ]);
    expect(
      await rowsOf(zipOf(tiny(5000, (i) => `01-bayesian-neural-networks (${i}).ipynb`)), 'evil.zip'),
    ).toEqual([expect.stringMatching(/^evil <- evil\.zip: there are 5000 notebooks/)]);
  });

  test('they do not count against another whom they name', async () => {
    const evil = zipOf(tiny(200, (i) => `a (${i}).ipynb`));
    const folder = folderOf({ 'a.ipynb': notebook, 'evil.zip': evil });
    expect(await rowsIn(folder)).toEqual([
      'a <- a.ipynb',
      expect.stringMatching(/^a <- evil\.zip.*: there are 200 notebooks and/),
    ]);
  });

  test('a class may have as many', async () => {
    const path = fileOf(zipOf(tiny(5000)), 'class.zip');
    expect(await rowsIn(path)).toHaveLength(5000);
    expect(await rowsIn(join(path, '..'))).toHaveLength(5000);
  });
});

describe('tar and gzip', () => {
  const tar = async (tree: Record<string, string>): Promise<Buffer> =>
    Buffer.from(
      await packTar(
        Object.entries(tree).map(([name, body]) => ({
          header: { name, size: Buffer.byteLength(body) },
          body,
        })),
      ),
    );
  const long = `${'deep/'.repeat(30)}praca.ipynb`;
  const content = { 'Zażółć.ipynb': notebook, [long]: '"long"', 'notes.txt': 'x' };

  test.each<[string, (bytes: Buffer) => Buffer]>([
    ['work.tar', (bytes) => bytes],
    ['work.tar.gz', gzipSync],
    ['work.tgz', gzipSync],
    ['work.zip', gzipSync],
  ])('%s', async (name, pack) => {
    const path = fileOf(pack(await tar(content)), name);
    expect(await rowsIn(path)).toEqual([`praca <- ${name}/${long}`, `Zażółć <- ${name}/Zażółć.ipynb`]);
    expect(await read(path, long)).toBe('"long"');
    expect(await read(path, 'missing.ipynb')).toBe('it is not in the archive');
  });

  test('a notebook in gzip, and a tar in a zip', async () => {
    expect(await rowsOf(gzipSync(notebook), 'ada.ipynb.gz')).toEqual(['ada <- ada.ipynb.gz/ada.ipynb']);
    const path = fileOf(zipOf({ 'jan.tar.gz': gzipSync(await tar(content)) }));
    expect(await read(path, 'jan.tar.gz', long)).toBe('"long"');
  });

  test('others are named, also where they are all that is graded', async () => {
    expect(await rowsIn(fileOf(Buffer.from('Rar!\x1a\x07'), 'jan.rar'))).toEqual([
      'jan <- jan.rar: it is a rar archive, which is not opened here; pack it as a zip',
    ]);
    expect(await rowsIn(fileOf(Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'), 'jan.7z'))).toEqual([
      'jan <- jan.7z: it is a 7z archive, which is not opened here; pack it as a zip',
    ]);
  });

  test('cut off, it keeps what stands before; a bomb is refused', async () => {
    const cut = (await tar({ 'a.ipynb': notebook, 'b.ipynb': notebook })).subarray(0, 1500);
    const found = await rowsOf(gzipSync(cut), 'work.tar.gz');
    expect(found.map((row) => row.split(/[:/]/)[0])).toEqual(['work <- work.tar.gz', 'a <- work.tar.gz']);
    const bomb = gzipSync(Buffer.alloc(130 * megabyte), { level: 1 });
    expect((await rowsOf(zipOf({ 'bomb.tgz': bomb }), 'work.zip')).join()).toMatch(
      /^work <- work\.zip\/bomb\.tgz: it unpacks to more than the 128 MB/,
    );
  });
});

describe('open archives are kept and closed', () => {
  test('a file that was written anew is another archive', async () => {
    const path = fileOf(zipOf({ 'a.ipynb': '"first"' }));
    expect(await read(path, 'a.ipynb')).toBe('"first"');
    writeFileSync(path, zipOf({ 'a.ipynb': '"the second"' }));
    expect(await read(path, 'a.ipynb')).toBe('"the second"');
  });

  test('many at a time, in any order, each answer is right', async () => {
    const paths = Array.from({ length: 9 }, (_, i) =>
      fileOf(zipOf({ 'in.zip': zipOf({ 'a.ipynb': `"${i}"` }), 'a.ipynb': `"outer ${i}"` })),
    );
    const asked = Array.from({ length: 90 }, (_, i) => (i * 7) % 9);
    const answers = await Promise.all(
      asked.map((i) =>
        i % 2 ? read(paths[i] as string, 'in.zip', 'a.ipynb') : read(paths[i] as string, 'a.ipynb'),
      ),
    );
    expect(answers).toEqual(asked.map((i) => (i % 2 ? `"${i}"` : `"outer ${i}"`)));
  });
});

test('no bytes make the intake fail: an archive with any byte changed has rows, and says why', async () => {
  const zip = Buffer.from(zipOf({ 'a/b.ipynb': notebook, 'c.zip': zipOf({ 'd.ipynb': notebook }) }));
  const tgz = gzipSync(Buffer.from(await packTar([{ header: { name: 'e.ipynb', size: 5 }, body: 'hello' }])));
  const change = fc.record({ at: fc.nat(), to: fc.nat(255) });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(zip, tgz),
      fc.array(change, { minLength: 1, maxLength: 6 }),
      fc.nat(),
      async (whole, changes, cut) => {
        const bytes = Buffer.from(whole);
        for (const { at, to } of changes) bytes[at % bytes.length] = to;
        const path = fileOf(cut % 3 ? bytes : bytes.subarray(0, cut % bytes.length));
        for (const row of await rowsIn(path)) expect(row).toMatch(/ <- work\.zip/);
        for (const { name } of (await listArchive({ path, inside: [] })).entries) {
          const opened = await openPlace({ path, inside: [name] });
          expect('content' in opened || opened.message.en).toBeTruthy();
        }
      },
    ),
    { seed: 7, numRuns: 150 },
  );
});
