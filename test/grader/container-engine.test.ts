import { describe, expect, test } from 'vitest';
import { containerEngine } from '../../grader/sandbox/container-engine';

const only = (file: string) => (path: string) => path === file;

describe('containerEngine()', () => {
  test("tells an engine by the file that it lays into its containers, Kubernetes by its service's variable", () => {
    expect(containerEngine({}, only('/.dockerenv'))).toBe('docker');
    expect(containerEngine({}, only('/run/.containerenv'))).toBe('podman');
    expect(containerEngine({ KUBERNETES_SERVICE_HOST: '10.0.0.1' }, only('/.dockerenv'))).toBe('kubernetes');
  });

  test('is null where nothing tells of a container', () => {
    expect(containerEngine({ KUBERNETES_SERVICE_HOST: '' }, () => false)).toBeNull();
  });
});
