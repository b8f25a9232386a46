import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusedSystemCalls } from '../../grader/sandbox/refused-system-calls';
import { systemCallFilter } from '../../grader/sandbox/system-call-filter';
import { onPath } from '../../setup/programs/on-path.mjs';

const column = process.arch === 'arm64' ? 1 : 0;
const own = Object.entries(refusedSystemCalls).flatMap(([name, numbers]) => {
  const number = numbers[column];
  return number === undefined ? [] : [{ name, number }];
});

/** These answer otherwise than by EPERM where no filter stands before them, also for who may do nothing. */
const controls = [
  'ptrace',
  'process_vm_readv',
  'kcmp',
  'personality',
  'setpriority',
  'keyctl',
  'get_mempolicy',
];

/** Makes each call with zeros, in a child since some would end it, and says which error it gets. */
const perl = `for my $number (@ARGV) {
  my $pid = fork;
  if (!$pid) { $! = 0; my $got = syscall($number + 0, 0, 0, 0, 0, 0, 0); exit($got == -1 ? $!+0 : 255); }
  waitpid($pid, 0);
  print $? >> 8, "\\n";
}`;

const can =
  systemCallFilter() !== undefined &&
  ['bwrap', 'setpriv', '/usr/bin/perl'].every((one) => onPath(one) ?? existsSync(one));
const Eperm = 1;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bayes-calls-'));
  writeFileSync(join(folder, 'filter'), systemCallFilter() ?? '');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The errors of the calls in a namespace of their own, by a user who may do nothing on this machine. */
function errorsOf(numbers: number[], filtered: boolean): number[] {
  const filter = openSync(join(folder, 'filter'), 'r');
  try {
    const user =
      process.getuid?.() === 0 ? ['--reuid=1500000000', '--regid=1500000000', '--clear-groups'] : [];
    const around = [
      '--unshare-all',
      '--unshare-user',
      '--cap-drop',
      'ALL',
      '--ro-bind',
      '/',
      '/',
      '--proc',
      '/proc',
      '--dev',
      '/dev',
    ];
    const line = [
      '--no-new-privs',
      ...user,
      '--',
      'bwrap',
      ...around,
      ...(filtered ? ['--seccomp', '3'] : []),
    ];
    const program = ['/usr/bin/perl', '-e', perl, ...numbers.map(String)];
    const stdio = ['ignore', 'pipe', 'inherit', filter] as const;
    const printed = execFileSync('setpriv', [...line, ...program], { encoding: 'utf8', stdio: [...stdio] });
    return printed.trim().split('\n').map(Number);
  } finally {
    closeSync(filter);
  }
}

test.runIf(can)('the kernel refuses every call of the list', () => {
  const errors = errorsOf(
    own.map(({ number }) => number),
    true,
  );
  expect(own.map(({ name }, index) => [name, errors[index]])).toEqual(own.map(({ name }) => [name, Eperm]));
});

test.runIf(can)('without the filter some of them would be taken', () => {
  const numbers = own.filter(({ name }) => controls.includes(name)).map(({ number }) => number);
  expect(numbers).toHaveLength(controls.length);
  expect(errorsOf(numbers, false)).not.toContain(Eperm);
  expect(errorsOf(numbers, true)).toEqual(numbers.map(() => Eperm));
});

test.runIf(can)(
  'who asks for clone3 is told that there is none, and still gets threads and processes',
  () => {
    const [Enosys, getpid] = [38, column === 1 ? 172 : 39];
    expect(errorsOf([435, getpid], true)).toEqual([Enosys, 255]);
  },
);
