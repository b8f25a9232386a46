import { createTarDecoder, type ParsedTarEntry } from 'modern-tar';
import type { Archive, ArchiveEntry } from './archive';
import { entryNames } from './entry-names';
import { MemoryArchive } from './memory-archive';

/** Where the header of a tar's first entry says that it is one. */
export const isTar = (bytes: Buffer): boolean => bytes.toString('latin1', 257, 262) === 'ustar';

/** Reads a tar; of a damaged one what stands before the damage. */
export async function openTar(bytes: Buffer): Promise<Archive> {
  const headers: ParsedTarEntry['header'][] = [];
  const contents: Buffer[] = [];
  let damage: Error | undefined;
  try {
    const decoder = createTarDecoder({ strict: true });
    for await (const { header, body } of pieces(bytes).pipeThrough(decoder)) {
      contents.push(Buffer.from(await new Response(body).arrayBuffer()));
      headers.push(header);
    }
  } catch (error) {
    damage = error as Error;
  }
  const named = entryNames(headers.map(({ name }) => name));
  const entries = named.map(({ name, leadsOut }, i): ArchiveEntry => {
    const header = headers[i] as ParsedTarEntry['header'];
    return { name, kind: leadsOut ? 'outside' : kindOf(header), size: header.size };
  });
  return new MemoryArchive(
    entries,
    new Map(named.map(({ name }, i) => [name, contents[i] as Buffer])),
    damage && {
      pl: `nie da się odczytać całego archiwum tar: ${damage.message}`,
      en: `the whole tar cannot be read: ${damage.message}`,
    },
  );
}

/** In pieces, so that the decoder need not hold all of it a second time. */
function pieces(bytes: Buffer): ReadableStream<Uint8Array> {
  const size = 256 * 1024;
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(new Uint8Array(bytes.subarray(at, at + size)));
      at += size;
    },
  });
}

/** What is neither a file nor a folder leads elsewhere: a link, a device. */
function kindOf({ type, name }: ParsedTarEntry['header']): ArchiveEntry['kind'] {
  if (type === 'directory' || name.endsWith('/')) return 'folder';
  return type === undefined || type === 'file' ? 'file' : 'link';
}
