import { type FilteredArchitecture, inspectedSystemCalls, refusedSystemCalls } from './refused-system-calls';

/**
 * Assembles the filter that bubblewrap gives to the kernel (`--seccomp`): a program of classic BPF over a system
 * call's architecture, number and arguments (linux/seccomp.h, linux/filter.h).
 *
 * @returns its instructions, eight bytes each; undefined where the architecture is none of those that it knows
 */
export function systemCallFilter(architecture: string = process.arch): Buffer | undefined {
  const known = architectures[architecture as FilteredArchitecture];
  if (!known) return undefined;
  const { audit, column } = known;
  const refused = Object.values(refusedSystemCalls).flatMap((numbers) => numbers[column] ?? []);
  const { clone, clone3, ioctl, socket } = inspectedSystemCalls;
  return program([
    load(offsets.architecture),
    unless(is(audit), refuse),
    load(offsets.number),
    when(atLeast(x32Bit), refuse), // a second table of the same calls, on x64 alone
    ...refused.map((number) => when(is(number), refuse)),
    when(is(clone3[column]), pretendMissing),
    onCall(clone[column], load(argument(0)), when(hasBitOf(newNamespace), refuse), [allow]),
    onCall(ioctl[column], load(argument(1)), ...terminalRequests.map((one) => when(is(one), refuse)), [
      allow,
    ]),
    onCall(socket[column], load(argument(0)), ...families.map((one) => when(is(one), allow)), [refuseFamily]),
    [allow],
  ]);
}

const architectures: Record<FilteredArchitecture, { audit: number; column: 0 | 1 }> = {
  x64: { audit: 0xc000003e, column: 0 }, // AUDIT_ARCH_X86_64
  arm64: { audit: 0xc00000b7, column: 1 }, // AUDIT_ARCH_AARCH64
};

/** Where the parts of a call stand in `struct seccomp_data`. */
const offsets = { number: 0, architecture: 4, arguments: 16 };

/** The lower half of an argument: both architectures are little-endian. */
const argument = (index: number): number => offsets.arguments + 8 * index;

const x32Bit = 0x40000000;

/** CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID and NEWNET. */
const newNamespace = 0x7e020000;

/** TIOCSTI and TIOCLINUX: what they write is read as if it had been typed. */
const terminalRequests = [0x5412, 0x541c];

/** AF_UNIX, AF_INET, AF_INET6; the namespace of the child holds nothing that they reach. */
const families = [1, 2, 10];

/** One instruction: what to do, how far to jump where a test is true or false, and a constant. */
interface Instruction {
  code: number;
  yes: number;
  no: number;
  constant: number;
}

type Test = Pick<Instruction, 'code' | 'constant'>;

const result = (constant: number): Instruction => ({ code: 0x06, yes: 0, no: 0, constant });
const errno = 0x00050000; // SECCOMP_RET_ERRNO
const allow = result(0x7fff0000); // SECCOMP_RET_ALLOW
const refuse = result(errno | 1); // EPERM
const pretendMissing = result(errno | 38); // ENOSYS
const refuseFamily = result(errno | 97); // EAFNOSUPPORT

const load = (constant: number): Instruction[] => [{ code: 0x20, yes: 0, no: 0, constant }];
const is = (constant: number): Test => ({ code: 0x15, constant });
const atLeast = (constant: number): Test => ({ code: 0x35, constant });
const hasBitOf = (constant: number): Test => ({ code: 0x45, constant });

const when = (test: Test, then: Instruction): Instruction[] => [{ ...test, yes: 0, no: 1 }, then];
const unless = (test: Test, then: Instruction): Instruction[] => [{ ...test, yes: 1, no: 0 }, then];

/** What is done for one call alone, up to its result; all others jump over it. */
function onCall(number: number, ...body: Instruction[][]): Instruction[] {
  const steps = body.flat();
  return [{ ...is(number), yes: 0, no: steps.length }, ...steps];
}

function program(parts: Instruction[][]): Buffer {
  const instructions = parts.flat();
  const bytes = Buffer.alloc(8 * instructions.length);
  instructions.forEach(({ code, yes, no, constant }, index) => {
    bytes.writeUInt16LE(code, 8 * index);
    bytes.writeUInt8(yes, 8 * index + 2);
    bytes.writeUInt8(no, 8 * index + 3);
    bytes.writeUInt32LE(constant >>> 0, 8 * index + 4);
  });
  return bytes;
}
