import { bubblewrapMend, installing, linuxMend } from './bubblewrap-mend';
import { containerEngine, containerMends } from './container-engine';
import type { LaunchLayers } from './launch';
import { systemCallFilter } from './system-call-filter';
import type { Findings } from './try-layers';

/** A layer of the sandbox: how to switch it on, and what shows that it works. */
export interface LayerRow {
  name: string;
  /** The programs of the system that it stands on. */
  programs: string[];
  on: Partial<LaunchLayers>;
  /** Whether the probe, run behind this layer alone, was refused what the layer must refuse. */
  proven(found: Findings): boolean;
  /** What it keeps a submission from. */
  refuses: string;
  mend: string;
}

/** The layers in the order in which they are kept where not all of them work together. */
export function layerTable(
  bubblewrap: NonNullable<LaunchLayers['bubblewrap']>,
  platform: NodeJS.Platform = process.platform,
): LayerRow[] {
  const permission = process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission';
  return [
    {
      name: 'permission model',
      programs: [],
      on: { permission },
      proven: ({ read, write, start }) => [read, write, start].every((code) => code === 'ERR_ACCESS_DENIED'),
      refuses: 'files, processes, worker threads and native code, by Node itself',
      mend: 'nvm install --lts',
    },
    {
      name: 'bubblewrap',
      programs: ['bwrap'],
      on: { bubblewrap },
      proven: ({ read, signal, network }) => read === 'ENOENT' && signal === 'ESRCH' && network !== 'allowed',
      refuses: 'network, home, project and other processes, by namespaces of its own',
      mend: bubblewrapMend(platform),
    },
    {
      name: 'system calls',
      programs: ['bwrap'],
      on: { bubblewrap, systemCallFilter: systemCallFilter() !== undefined },
      proven: ({ priority }) => priority === 'EPERM',
      refuses:
        "tracing processes, the kernel's keys, BPF, io_uring, mounts, new namespaces and the like, by a filter that bubblewrap sets",
      mend: systemCallFilter() === undefined ? 'grade on x64 or arm64' : bubblewrapMend(platform),
    },
    {
      name: 'resource limits',
      programs: ['prlimit', 'setpriv'],
      on: { resourceLimits: true },
      proven: ({ memory, write }) => memory !== 'allowed' && write !== 'allowed',
      refuses: 'more memory than the limit, any file, and outliving the grader',
      mend: linuxMend(platform) ?? installing('util-linux'),
    },
    {
      name: 'own user',
      programs: ['setpriv'],
      on: { unprivilegedUser: true },
      proven: ({ uid, read, signal }) => Number(uid) > 0 && read === 'EACCES' && signal === 'EPERM',
      refuses: 'files and processes of other users, and more processes than the limit',
      mend: linuxMend(platform) ?? ownUserMend(),
    },
  ];
}

/** Root cannot give a user of its own where that user may not enter the project's folder. */
function ownUserMend(): string {
  if (process.getuid?.() === 0) return 'cp -r . /opt/bayes-notebooks && cd /opt/bayes-notebooks';
  const container = containerEngine();
  return container ? containerMends[container].root : 'sudo npm run grade';
}
