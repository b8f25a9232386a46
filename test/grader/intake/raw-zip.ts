import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a zip as bytes say it, also what no library would write. */
export interface RawEntry {
  name: string | Buffer;
  content?: string | Buffer;
  /** General purpose bits: 0x800 says that the name is UTF-8, 1 that the content is encrypted, 8 that sizes follow it. */
  flag?: number;
  extra?: Buffer;
  /** The checksum that the zip states, where it is to be wrong. */
  crc?: number;
  /** The size that the zip states, where it is to be wrong. */
  size?: number;
  /** Compression: 0 none, 8 deflate (default), or one that is not known. */
  method?: number;
  /** Upper half of the attributes: 0o120777 of a link. */
  mode?: number;
  /** Takes the data of the entry before it, as bombs of overlapping entries do. */
  overlaps?: boolean;
}

/** Writes a zip byte by byte. */
export function rawZip(entries: RawEntry[]): Buffer {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  let start = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name as string);
    const content = Buffer.from((entry.content ?? '') as string);
    const method = entry.method ?? 8;
    const data = method === 8 ? deflateRawSync(content) : content;
    const {
      flag = 0,
      extra = Buffer.alloc(0),
      crc = crc32(content),
      size = content.length,
      mode = 0,
    } = entry;
    const descriptor = (flag & 8) !== 0;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flag, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(crc, 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(size, 18);
    common.writeUInt16LE(name.length, 22);
    common.writeUInt16LE(extra.length, 24);
    if (!entry.overlaps) {
      start = offset;
      const own = Buffer.from(common);
      if (descriptor) own.fill(0, 10, 22);
      const local = [Buffer.from('PK\x03\x04', 'latin1'), own, name, extra, data];
      if (descriptor) local.push(Buffer.from('PK\x07\x08', 'latin1'), common.subarray(10, 22));
      parts.push(...local);
      offset += local.reduce((sum, { length }) => sum + length, 0);
    }
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(((mode << 16) >>> 0) as number, 6);
    rest.writeUInt32LE(start, 10);
    const madeBy = Buffer.from([20, mode === 0 ? 0 : 3]);
    central.push(Buffer.from('PK\x01\x02', 'latin1'), madeBy, common, rest, name, extra);
  }
  const size = central.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...central, end]);
}

/** Info-ZIP's field with a name in Unicode. */
export function unicodePath(of: Buffer, name: string): Buffer {
  const data = Buffer.concat([Buffer.from([1]), Buffer.alloc(4), Buffer.from(name)]);
  data.writeUInt32LE(crc32(of), 1);
  const head = Buffer.alloc(4);
  head.writeUInt16LE(0x7075, 0);
  head.writeUInt16LE(data.length, 2);
  return Buffer.concat([head, data]);
}
