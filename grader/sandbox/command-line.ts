import { randomInt } from 'node:crypto';
import { existsSync, lstatSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Launch, LaunchLayers } from './launch';
import type { Limits } from './limits';
import { programPath } from './program-path';
import { runtimeFiles } from './runtime-files';

/** The V8 options of every child. V8 takes its compiled code back only under the same ones. */
export const v8Options = ['--max-old-space-size=384', '--stack-size=900'];

/** Everything that a child needs to know of its environment; it gets nothing else. */
export const childEnvironment = { BAYES_BACKEND: 'cpu' };

/** Where bubblewrap reads the filter of system calls: behind the three standard streams and the child's channel. */
export const filterFd = 4;

/** Where the runtime's folder is seen inside bubblewrap. */
const innerRuntime = '/runtime';

/** The command line of a child: each layer's program starts the next one, the innermost is Node. */
export function commandLine(
  layers: LaunchLayers,
  limits: Limits,
  runtime: string,
  program: string[] = [runtimeFiles.boot],
): Launch {
  const folder = layers.bubblewrap ? innerRuntime : runtime;
  const uid = layers.unprivilegedUser ? firstUid + randomInt(uids) : undefined;
  const filtered = layers.bubblewrap !== undefined && layers.systemCallFilter === true;
  const line = [
    ...(uid === undefined ? endWithParent(layers) : unprivileged(uid)),
    ...(layers.resourceLimits ? resourceLimits(limits, uid !== undefined) : []),
    ...(layers.bubblewrap ? bubblewrap(runtime, layers.bubblewrap, filtered) : []),
    ...(layers.bubblewrap && layers.resourceLimits && uid === undefined ? processLimit(limits) : []),
    process.execPath,
    ...(layers.permission
      ? [layers.permission, '--no-warnings', `--allow-fs-read=${join(folder, '*')}`]
      : []),
    ...v8Options,
    // As in a notebook, a promise that nobody looks at ends nothing.
    '--unhandled-rejections=none',
    join(folder, program[0] as string),
    ...program.slice(1),
  ];
  const [command = process.execPath, ...args] = line;
  return {
    ...{ command, args, namespace: layers.bubblewrap !== undefined },
    ...(uid !== undefined && { uid }),
    ...(filtered && { filter: join(runtime, runtimeFiles.filter) }),
  };
}

/** Users that no machine gives to anyone, so that a child's is nobody else's, not even another child's. */
const firstUid = 1_900_000_000;
const uids = 100_000_000;

function unprivileged(uid: number): string[] {
  return [
    named('setpriv'),
    `--reuid=${uid}`,
    `--regid=${uid}`,
    '--clear-groups',
    '--no-new-privs',
    '--pdeathsig=KILL',
    '--',
  ];
}

/** A child without an own user still ends with the grader, where the program for it is there. */
function endWithParent({ resourceLimits }: LaunchLayers): string[] {
  return resourceLimits ? [named('setpriv'), '--no-new-privs', '--pdeathsig=KILL', '--'] : [];
}

/**
 * The last line behind the parent's metering: a child that outlives its parent still comes to an end. On the slowest
 * machine that the shares of time-shares.ts grow for, an exercise of 13 checks takes 86 s at most.
 */
const cpuSecondsInAll = 300;

function resourceLimits({ memoryMegabytes, processes }: Limits, ownUser: boolean): string[] {
  return [
    named('prlimit'),
    `--data=${memoryMegabytes * 1024 * 1024}`,
    // It counts all processes of the user: only a user of its own has none but the child's.
    ...(ownUser ? [`--nproc=${processes}`] : []),
    '--fsize=0',
    '--core=0',
    '--nofile=64',
    `--cpu=${cpuSecondsInAll}`,
    '--',
  ];
}

/** Inside bubblewrap's own user namespace only the child's processes count, also those of an ordinary user. */
function processLimit({ processes }: Limits): string[] {
  return [named('prlimit'), `--nproc=${processes}`, '--'];
}

/**
 * Shows the child Node, the system's shared libraries and the runtime, all read-only: no home, no project, no shell,
 * no network, and of the machine's processes its own.
 */
function bubblewrap(
  runtime: string,
  options: NonNullable<LaunchLayers['bubblewrap']>,
  filtered: boolean,
): string[] {
  return [
    named('bwrap'),
    '--unshare-all',
    '--unshare-user',
    ...(options.disableUserns ? ['--disable-userns'] : []),
    '--die-with-parent',
    '--new-session',
    ...(filtered ? ['--seccomp', `${filterFd}`] : []),
    ...['--cap-drop', 'ALL'],
    ...['--hostname', 'submission'],
    ...['--proc', '/proc'],
    ...['--dev', '/dev'],
    ...(options.size ? ['--size', String(16 * 1024 * 1024)] : []),
    ...['--tmpfs', '/tmp'],
    // After /tmp, since Node may stand there.
    ...libraryFolders.flatMap(showFolder),
    ...['--ro-bind-try', '/etc/ld.so.cache', '/etc/ld.so.cache'],
    ...['--ro-bind', process.execPath, process.execPath],
    ...['--ro-bind-try', named('prlimit'), named('prlimit')],
    ...['--ro-bind', runtime, innerRuntime],
    ...['--chdir', '/'],
    ...['--remount-ro', '/dev', '--remount-ro', '/'],
    '--',
  ];
}

/** A program that is not installed keeps its name: what needs it is not switched on where the layers were tried. */
const named = (program: string): string => programPath(program) ?? program;

const libraryFolders = ['/lib', '/lib64', '/usr/lib', '/usr/lib64', '/usr/local/lib', '/nix/store'];

function showFolder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return lstatSync(folder).isSymbolicLink()
    ? ['--symlink', readlinkSync(folder), folder]
    : ['--ro-bind', folder, folder];
}
