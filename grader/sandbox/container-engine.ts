import { existsSync } from 'node:fs';

export type ContainerEngine = 'docker' | 'podman' | 'kubernetes';

/** Files that an engine lays into its containers; Podman's is hidden where the root is read-only, and a variable tells. */
const marks = { podman: '/run/.containerenv', docker: '/.dockerenv' } as const;

/**
 * @param environment the variables that Kubernetes and Podman set in each of their containers are among them
 * @param exists whether there is such a file
 * @returns what runs the container that this process is in; null outside of one, or where nothing tells
 */
export function containerEngine(
  environment: Record<string, string | undefined> = process.env,
  exists: (path: string) => boolean = existsSync,
): ContainerEngine | null {
  if (environment.KUBERNETES_SERVICE_HOST) return 'kubernetes';
  if (environment.container === 'podman' || exists(marks.podman)) return 'podman';
  return exists(marks.docker) ? 'docker' : null;
}

/**
 * How a container is started in which more layers of the sandbox work.
 *
 * An engine refuses namespaces by its filter of system calls and, where it has one, by its AppArmor profile; and the
 * kernel refuses a /proc of one's own where the engine covers parts of the container's. Root of a container may give
 * each answer a user of its own.
 */
export const containerMends: Record<ContainerEngine, { namespaces: string; root: string }> = {
  docker: {
    namespaces:
      'docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined ...',
    root: 'docker run --user 0 ...',
  },
  podman: {
    namespaces: 'podman run --security-opt seccomp=unconfined --security-opt unmask=ALL ...',
    root: 'podman run --user 0 ...',
  },
  kubernetes: {
    namespaces: 'a pod with seccompProfile Unconfined, procMount Unmasked and hostUsers false',
    root: 'a pod with runAsUser 0',
  },
};
