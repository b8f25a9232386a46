/**
 * What cells read and write by the descriptors 0, 1 and 2 themselves, as `fs.readFileSync(0)` does. Those of the process
 * lead to the Jupyter server, where nobody types and no student looks.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { outputCell } from '../../../execution/cell';

type Call = (...all: unknown[]) => unknown;
type Wrapped = 'readFileSync' | 'readSync' | 'writeSync' | 'writeFileSync' | 'appendFileSync';

const input = new Set<unknown>([0, '/dev/stdin']);
const outputs = new Map<unknown, 'stdout' | 'stderr'>([
  [1, 'stdout'],
  ['/dev/stdout', 'stdout'],
  [2, 'stderr'],
  ['/dev/stderr', 'stderr'],
]);

/**
 * Leads the functions of node:fs that are given one of these descriptors to the cell and its user.
 *
 * @param askLine asks for a line of input, without its end
 */
export function connectDescriptors(askLine: () => string): void {
  const own = { ...fs } as unknown as Record<Wrapped, Call>;
  const line = (): Buffer => Buffer.from(`${askLine()}\n`);
  let rest: Buffer = Buffer.alloc(0);
  Object.assign(fs, {
    // One line is all there is to read: a notebook has no key for the end of input.
    readFileSync: (...all: unknown[]) => {
      if (!input.has(all[0])) return own.readFileSync(...all);
      const { encoding } = Object(typeof all[1] === 'string' ? { encoding: all[1] } : all[1]);
      return encoding ? line().toString(encoding) : line();
    },
    readSync: (...all: unknown[]) => {
      if (!input.has(all[0])) return own.readSync(...all);
      const [into, count] = part(all[1] as NodeJS.ArrayBufferView, all[2], all[3]);
      if (rest.length === 0) rest = line();
      const read = rest.copy(into, 0, 0, count);
      rest = rest.subarray(read);
      return read;
    },
    writeSync: (...all: unknown[]) => {
      const name = outputs.get(all[0]);
      if (name === undefined || outputCell() === undefined) return own.writeSync(...all);
      const data = all[1] as string | NodeJS.ArrayBufferView;
      const bytes =
        typeof data === 'string'
          ? Buffer.from(data, all[3] as BufferEncoding | undefined)
          : part(data, all[2], all[3])[0];
      process[name].write(bytes);
      return bytes.length;
    },
    ...Object.fromEntries(
      (['writeFileSync', 'appendFileSync'] as const).map((write) => [
        write,
        (...all: unknown[]) => {
          const name = outputs.get(all[0]);
          if (name === undefined || outputCell() === undefined) return own[write](...all);
          process[name].write(all[1] as string | Uint8Array);
          return undefined;
        },
      ]),
    ),
  });
  syncBuiltinESMExports();
}

/** The part of a buffer that a call names, by numbers or by options, and its length. */
function part(view: NodeJS.ArrayBufferView, place: unknown, count: unknown): [Buffer, number] {
  const named = Object(place) === place ? (place as { offset?: number; length?: number }) : {};
  const offset = named.offset ?? (typeof place === 'number' ? place : 0);
  const length = named.length ?? (typeof count === 'number' ? count : view.byteLength - offset);
  return [Buffer.from(view.buffer, view.byteOffset + offset, length), length];
}
