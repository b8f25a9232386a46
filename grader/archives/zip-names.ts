import { crc32 } from 'node:zlib';
import type { Entry } from 'yauzl';
import { decodeNames, decodeUtf8 } from './code-pages';

/**
 * The names of a zip's entries: by the flag that says UTF-8, or Info-ZIP's field with the name in Unicode, else by
 * what the bytes look like.
 */
export function zipNames(entries: Entry[]): string[] {
  const known = entries.map((entry) => flaggedName(entry) ?? unicodeName(entry));
  const unknown = entries.filter((_, i) => known[i] === undefined);
  const decoded = decodeNames(unknown.map(({ fileNameRaw }) => fileNameRaw)).values();
  return known.map((name) => name ?? (decoded.next().value as string));
}

/** Some tools set the flag and write another encoding all the same. */
function flaggedName({ generalPurposeBitFlag, fileNameRaw }: Entry): string | undefined {
  return (generalPurposeBitFlag & 0x800) === 0 ? undefined : decodeUtf8(fileNameRaw);
}

/** Field 0x7075: version 1, checksum of the name that it stands for, the name in UTF-8. */
function unicodeName({ extraFields, fileNameRaw }: Entry): string | undefined {
  const data = extraFields.find(({ id }) => id === 0x7075)?.data;
  if (!data || data.length < 6 || data[0] !== 1 || data.readUInt32LE(1) !== crc32(fileNameRaw))
    return undefined;
  return decodeUtf8(data.subarray(5));
}
