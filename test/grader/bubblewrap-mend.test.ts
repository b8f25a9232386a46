import { describe, expect, test } from 'vitest';
import { bubblewrapMend, installing } from '../../grader/sandbox/bubblewrap-mend';
import { onPath } from '../../setup/programs/on-path.mjs';

describe('bubblewrapMend()', () => {
  test('leads to a Linux on the systems that cannot have it', () => {
    expect(bubblewrapMend('win32')).toBe('wsl --install, and grade in WSL');
    expect(bubblewrapMend('darwin')).toBe('grade on Linux');
  });

  test('installs it where it is not, else lets ordinary users have namespaces', () => {
    expect(bubblewrapMend('linux', null)).toBe(
      onPath('bwrap')
        ? 'sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0'
        : installing('bubblewrap'),
    );
  });

  test.runIf(onPath('bwrap'))('names in a container how its engine has to start it', () => {
    expect(bubblewrapMend('linux', 'docker')).toBe(
      'docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined ...',
    );
    expect(bubblewrapMend('linux', 'podman')).toBe(
      'podman run --security-opt seccomp=unconfined --security-opt unmask=ALL ...',
    );
    expect(bubblewrapMend('linux', 'kubernetes')).toMatch(/^a pod with .*procMount Unmasked/);
  });

  test("takes the system's own package manager", () => {
    const manager = ['apt-get', 'dnf', 'zypper', 'pacman', 'apk'].find((one) => onPath(one)) ?? 'apt-get';
    expect(installing('util-linux')).toMatch(new RegExp(`^sudo ${manager} .*util-linux$`));
  });
});
