import { type ContainerEngine, containerEngine, containerMends } from './container-engine';
import { programPath } from './program-path';

/** Package managers by their programs, and how each installs a package. */
const managers = {
  'apt-get': 'sudo apt-get install -y',
  dnf: 'sudo dnf install -y',
  zypper: 'sudo zypper install -y',
  pacman: 'sudo pacman -S --noconfirm',
  apk: 'sudo apk add',
} as const;

/** @returns what leads to a Linux, where the layers of the sandbox are; undefined where this is one */
export function linuxMend(platform: NodeJS.Platform = process.platform): string | undefined {
  if (platform === 'win32') return 'wsl --install, and grade in WSL';
  return platform === 'linux' ? undefined : 'grade on Linux';
}

/**
 * @param container the engine of the container that this is; null where it is none
 * @returns the command that makes bubblewrap work on this machine; on one that cannot have it, what leads to a Linux
 */
export function bubblewrapMend(
  platform: NodeJS.Platform = process.platform,
  container: ContainerEngine | null = containerEngine(),
): string {
  const elsewhere = linuxMend(platform);
  if (elsewhere !== undefined) return elsewhere;
  if (!programPath('bwrap')) return installing('bubblewrap');
  return container
    ? containerMends[container].namespaces
    : 'sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0';
}

/** @returns the command by which this system's package manager installs a package */
export function installing(packageName: string): string {
  const found = Object.entries(managers).find(([program]) => programPath(program) !== undefined);
  return `${found ? found[1] : managers['apt-get']} ${packageName}`;
}
