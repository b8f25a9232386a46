import fc from 'fast-check';
import { strToU8, type Zippable, zipSync } from 'fflate';

/** A zip, and which notebooks were put into it whole, by their names; none where it was damaged afterwards. */
export interface MutatedZip {
  bytes: Uint8Array;
  notebooks: string[];
}

const stem = fc.oneof(
  fc.constantFrom(
    'ada',
    'Zażółć Gęślą',
    'x (1)',
    '=1+1',
    '::error::x',
    '-',
    '.hidden',
    'CON',
    'ß',
    'SS',
    'a b',
    '№7',
  ),
  fc.constantFrom(
    'Ada Lovelace_101_assignsubmission_file_/a',
    'lovelaceada_4711_0815_a',
    'submitted/ada/ps1/a',
  ),
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .map((name) => name.replaceAll(/[/\\\0]/g, '_')),
);

const ending = fc.constantFrom(
  '.ipynb',
  '.ipynb',
  '.ipynb',
  '.IPYNB',
  '.ipynb.txt',
  '.zip',
  '.ts',
  '.rar',
  '',
  '/',
);

const folder = fc.constantFrom(
  '',
  '',
  'a/',
  'a/b/',
  '../',
  '/',
  'C:\\',
  '__MACOSX/',
  '.git/',
  '.venv/',
  'ż/',
);

const content = (notebook: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> =>
  fc.oneof(
    { weight: 5, arbitrary: notebook },
    { weight: 1, arbitrary: fc.constant(new Uint8Array(0)) },
    { weight: 1, arbitrary: fc.constant(new Uint8Array(3_000_000)) }, // packs a thousandfold
    { weight: 1, arbitrary: fc.constant(strToU8('{"cells":[]}')) },
  );

const entries = (notebook: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Zippable> =>
  fc
    .array(fc.tuple(folder, stem, ending, content(notebook), fc.constantFrom<0 | 6>(0, 6)), { maxLength: 5 })
    .map((list) =>
      Object.fromEntries(
        list.map(([into, name, end, bytes, level]) => [`${into}${name}${end}`, [bytes, { level }]]),
      ),
    );

/** A zip of zips of zips. */
const nested = (notebook: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Zippable> =>
  fc.tuple(entries(notebook), entries(notebook), fc.nat(5)).map(([inner, outer, depth]) => {
    let packed = zipSync(inner);
    for (let i = 0; i < depth; i++) packed = zipSync({ [`inner-${i}.zip`]: packed });
    return { ...outer, 'class.zip': packed };
  });

type Damage = (zip: Uint8Array) => Uint8Array;

/** What happens to an archive on its way, or is done to it on purpose. */
const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.nat().map(
    (at): Damage =>
      (zip) =>
        zip.slice(0, at % (zip.length + 1)),
  ),
  fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 }).map(
    (flips): Damage =>
      (zip) => {
        const copy = zip.slice();
        for (const [at, byte] of flips) if (copy.length > 0) copy[at % copy.length] = byte;
        return copy;
      },
  ),
  fc.nat(200).map(
    (size): Damage =>
      (zip) =>
        Buffer.concat([Buffer.alloc(size, 'x'), zip]),
  ),
  fc.nat(200).map(
    (size): Damage =>
      (zip) =>
        Buffer.concat([zip, Buffer.alloc(size)]),
  ),
  fc.constant<Damage>((zip) => Buffer.concat([zip, zip])),
  fc.constant<Damage>((zip) => withFlag(zip, 1)), // says that it is encrypted
  fc.constantFrom(8, 9, 12, 14, 99).map(
    (method): Damage =>
      (zip) =>
        withMethod(zip, method),
  ),
  fc.constantFrom(0, 1, 0xffffffff).map(
    (size): Damage =>
      (zip) =>
        withSize(zip, size),
  ),
);

export function mutatedZip(notebook: fc.Arbitrary<Uint8Array>): fc.Arbitrary<MutatedZip> {
  const whole = fc.oneof(
    { weight: 2, arbitrary: entries(notebook) },
    { weight: 1, arbitrary: nested(notebook) },
  );
  return fc.tuple(whole, fc.option(damage, { freq: 2 })).map(([files, damaged]) => {
    const packed = zipSync(files);
    const notebooks = Object.keys(files).filter((name) => /^[\w ]+\.ipynb$/.test(name));
    return damaged ? { bytes: damaged(packed), notebooks: [] } : { bytes: packed, notebooks };
  });
}

/** Changes two or four bytes in each entry of the central directory. */
function inEntries(zip: Uint8Array, write: (view: DataView, at: number) => void): Uint8Array {
  const copy = zip.slice();
  const view = new DataView(copy.buffer);
  for (let at = 0; at + 46 <= copy.length; at++) if (view.getUint32(at, true) === 0x02014b50) write(view, at);
  return copy;
}

const withFlag = (zip: Uint8Array, flag: number): Uint8Array =>
  inEntries(zip, (view, at) => view.setUint16(at + 8, view.getUint16(at + 8, true) | flag, true));

const withMethod = (zip: Uint8Array, method: number): Uint8Array =>
  inEntries(zip, (view, at) => view.setUint16(at + 10, method, true));

const withSize = (zip: Uint8Array, size: number): Uint8Array =>
  inEntries(zip, (view, at) => view.setUint32(at + 24, size, true));
