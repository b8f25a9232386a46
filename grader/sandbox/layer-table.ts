import type { LaunchLayers } from './launch';
import { programPath } from './program-path';
import type { Findings } from './try-layers';

/** A layer of the sandbox: how to switch it on, and what shows that it works. */
export interface LayerRow {
  name: string;
  on: Partial<LaunchLayers>;
  /** Whether the probe, run behind this layer alone, was refused what the layer must refuse. */
  proven(found: Findings): boolean;
  /** What it keeps a submission from. */
  refuses: string;
  mend: string;
}

/** The layers from the innermost to the outermost. */
export function layerTable(bubblewrap: NonNullable<LaunchLayers['bubblewrap']>): LayerRow[] {
  const permission = process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission';
  return [
    {
      name: 'permission model',
      on: { permission },
      proven: ({ read, write, start }) => [read, write, start].every((code) => code === 'ERR_ACCESS_DENIED'),
      refuses: 'files, processes, worker threads and native code, by Node itself',
      mend: 'nvm install --lts',
    },
    {
      name: 'bubblewrap',
      on: { bubblewrap },
      proven: ({ read, signal, network }) => read === 'ENOENT' && signal === 'ESRCH' && network !== 'allowed',
      refuses: 'network, home, project and other processes, by namespaces of its own',
      mend: programPath('bwrap')
        ? 'sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0'
        : 'sudo apt-get install -y bubblewrap',
    },
    {
      name: 'resource limits',
      on: { resourceLimits: true },
      proven: ({ memory, write }) => memory !== 'allowed' && write !== 'allowed',
      refuses: 'more memory than the limit, any file, and outliving the grader',
      mend: 'sudo apt-get install -y util-linux',
    },
    {
      name: 'own user',
      on: { unprivilegedUser: true },
      proven: ({ uid, read, signal }) => Number(uid) > 0 && read === 'EACCES' && signal === 'EPERM',
      refuses: 'files and processes of other users, and more processes than the limit',
      mend:
        process.getuid?.() === 0
          ? 'cp -r . /opt/bayes-notebooks && cd /opt/bayes-notebooks'
          : 'sudo npm run grade',
    },
  ];
}
