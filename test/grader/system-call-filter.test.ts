import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type FilteredArchitecture,
  inspectedSystemCalls,
  refusedSystemCalls,
} from '../../grader/sandbox/refused-system-calls';
import { systemCallFilter } from '../../grader/sandbox/system-call-filter';

const architectures: Record<FilteredArchitecture, { audit: number; column: 0 | 1 }> = {
  x64: { audit: 0xc000003e, column: 0 },
  arm64: { audit: 0xc00000b7, column: 1 },
};

const allow = 0x7fff0000;
const refuse = 0x00050001;

/** What the kernel would do: runs the program as Linux's Documentation/networking/filter.rst defines it. */
function run(program: Buffer, audit: number, number: number, args: number[] = []): number {
  const data = Buffer.alloc(64);
  data.writeUInt32LE(number, 0);
  data.writeUInt32LE(audit, 4);
  args.forEach((value, index) => {
    data.writeUInt32LE(value >>> 0, 16 + 8 * index);
  });
  let loaded = 0;
  for (let at = 0; 8 * at < program.length; at++) {
    const code = program.readUInt16LE(8 * at);
    const constant = program.readUInt32LE(8 * at + 4);
    const jump = (yes: boolean) => program.readUInt8(8 * at + (yes ? 2 : 3));
    if (code === 0x06) return constant;
    else if (code === 0x20) loaded = data.readUInt32LE(constant);
    else if (code === 0x15) at += jump(loaded === constant);
    else if (code === 0x35) at += jump(loaded >= constant);
    else if (code === 0x45) at += jump((loaded & constant) !== 0);
    else throw new Error(`no such instruction: ${code}`);
  }
  throw new Error('the program runs past its end');
}

describe.each(Object.entries(architectures))('systemCallFilter() on %s', (name, { audit, column }) => {
  const program = systemCallFilter(name) as Buffer;
  const refused = Object.entries(refusedSystemCalls).flatMap(([call, numbers]) => {
    const number = numbers[column];
    return number === undefined ? [] : [[call, number] as const];
  });
  const inspected = Object.values(inspectedSystemCalls).map((numbers) => numbers[column]);
  const { clone, clone3, ioctl, socket } = inspectedSystemCalls;

  test.each(refused)('refuses %s', (_, number) => {
    expect(run(program, audit, number)).toBe(refuse);
  });

  test('allows every other call, whatever its arguments are', () => {
    const special = new Set([...refused.map(([, number]) => number), ...inspected]);
    const other = fc.integer({ min: 0, max: 1000 }).filter((number) => !special.has(number));
    const word = fc.integer({ min: 0, max: 0xffffffff });
    fc.assert(
      fc.property(other, fc.array(word, { maxLength: 6 }), (number, args) => {
        expect(run(program, audit, number, args)).toBe(allow);
      }),
      { seed: 5, numRuns: 2000 },
    );
  });

  test('refuses all calls of another architecture, and of the x32 table', () => {
    const number = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(number, (one) => {
        expect(run(program, 0x40000003, one)).toBe(refuse);
        expect(run(program, audit, 0x40000000 + one)).toBe(refuse);
      }),
      { seed: 5 },
    );
  });

  test('lets threads start, and no namespace', () => {
    const thread = 0x3d0f00; // of pthread_create
    expect(run(program, audit, clone[column], [thread])).toBe(allow);
    expect(run(program, audit, clone[column], [17])).toBe(allow); // fork
    for (let bit = 17; bit < 32; bit++) {
      const isNamespace = [17, 25, 26, 27, 28, 29, 30].includes(bit);
      expect(run(program, audit, clone[column], [(thread & ~(1 << bit)) | (1 << bit)])).toBe(
        isNamespace ? refuse : allow,
      );
    }
    expect(run(program, audit, clone3[column])).toBe(0x00050026); // ENOSYS: libc falls back to clone
  });

  test('refuses to type on the terminal, and no other request', () => {
    expect(run(program, audit, ioctl[column], [0, 0x5412])).toBe(refuse);
    expect(run(program, audit, ioctl[column], [0, 0x541c])).toBe(refuse);
    expect(run(program, audit, ioctl[column], [0, 0x5401])).toBe(allow);
  });

  test('knows three families of sockets', () => {
    const families = Array.from({ length: 50 }, (_, family) => family);
    const allowed = families.filter((family) => run(program, audit, socket[column], [family]) === allow);
    expect(allowed).toEqual([1, 2, 10]);
  });
});

test('systemCallFilter() knows no other architecture', () => {
  expect(['ia32', 'arm', 'riscv64', 'ppc64', 's390x'].map(systemCallFilter)).toEqual(
    Array(5).fill(undefined),
  );
});

const headers = {
  x64: '/usr/include/x86_64-linux-gnu/asm/unistd_64.h',
  arm64: '/usr/include/asm-generic/unistd.h',
};

test.each(Object.entries(headers).filter(([, file]) => existsSync(file)))(
  'the numbers on %s are those of the Linux headers',
  (name, file) => {
    const { column } = architectures[name as FilteredArchitecture];
    const text = readFileSync(file, 'latin1');
    const numbers = new Map(
      [...text.matchAll(/^#define __NR(?:3264)?_(\w+)\s+(\d+)/gm)].map(([, call, n]) => [call, Number(n)]),
    );
    const all = Object.entries({ ...refusedSystemCalls, ...inspectedSystemCalls });
    const known = all.filter(([call, own]) => own[column] !== undefined && numbers.has(call));
    expect(known.length).toBeGreaterThan(50);
    for (const [call, own] of known) expect([call, own[column]]).toEqual([call, numbers.get(call)]);
    const lacking = all.filter(([call, own]) => own[column] === undefined && numbers.has(call));
    expect(lacking).toEqual([]);
  },
);
