import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { constants, gunzip } from 'node:zlib';
import { type Archive, ArchiveError, unpacksToMore } from './archive';
import { MemoryArchive } from './memory-archive';
import { isTar, openTar } from './tar-archive';
import { ZipArchive } from './zip-archive';

/** The most bytes of a tar, once unpacked: it has to be in memory as a whole. One in an archive is a student's own. */
const mostOfTar = (source: string | Buffer): number => (typeof source === 'string' ? 512 : 128) * 1024 * 1024;

/**
 * Opens an archive by its first bytes, whatever its name says: zip, tar, or either of tar and a single file in gzip.
 *
 * @param source a path, or an archive's own bytes
 * @param name of the file, for that of a single file in gzip
 * @throws {ArchiveError} where it is none of these, or is damaged from its begin
 * @throws {Error} where the file cannot be read
 */
export async function openArchive(source: string | Buffer, name: string): Promise<Archive> {
  const head = typeof source === 'string' ? await read(source, 512) : source.subarray(0, 512);
  const other = otherFormats.find(({ magic }) => head.toString('latin1', 0, magic.length) === magic);
  if (other)
    throw new ArchiveError({
      pl: `to archiwum ${other.name}, którego się tu nie otwiera; spakuj je jako zip`,
      en: `it is a ${other.name} archive, which is not opened here; pack it as a zip`,
    });
  if (head[0] === 0x1f && head[1] === 0x8b) return openGzip(await whole(source), name, mostOfTar(source));
  if (isTar(head)) return openTar(await whole(source));
  return ZipArchive.open(source);
}

const otherFormats = [
  { name: 'rar', magic: 'Rar!' },
  { name: '7z', magic: '7z\xbc\xaf\x27\x1c' },
  { name: 'xz', magic: '\xfd7zXZ\0' },
  { name: 'bzip2', magic: 'BZh' },
  { name: 'zstd', magic: '\x28\xb5\x2f\xfd' },
];

async function openGzip(packed: Buffer, name: string, most: number): Promise<Archive> {
  const bytes = await gunzipped(packed, most).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ERR_BUFFER_TOO_LARGE') throw new ArchiveError(unpacksToMore(most));
    throw new ArchiveError({
      pl: `nie da się rozpakować gzip: ${error.message}`,
      en: `the gzip cannot be unpacked: ${error.message}`,
    });
  });
  if (isTar(bytes)) return openTar(bytes);
  const inner = name.replace(/^.*[\\/]/s, '').replace(/\.gz$/i, '') || name;
  return new MemoryArchive([{ name: inner, kind: 'file', size: bytes.length }], new Map([[inner, bytes]]));
}

/** Of one that was cut off, what there is: its last entry then tells that it is not whole. */
const gunzipped = (packed: Buffer, most: number): Promise<Buffer> =>
  promisify(gunzip)(packed, { maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH });

async function whole(source: string | Buffer): Promise<Buffer> {
  if (typeof source !== 'string') return source;
  const most = mostOfTar(source);
  const bytes = await read(source, most + 1);
  if (bytes.length > most) throw new ArchiveError(unpacksToMore(most));
  return bytes;
}

/** A file's first bytes, at most so many. */
async function read(path: string, most: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const bytes = Buffer.alloc(Math.min(size, most));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
