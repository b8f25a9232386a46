import { describe, expect, test } from 'vitest';
import { containerEngine } from '../../grader/sandbox/container-engine';

const only = (file: string) => (path: string) => path === file;

describe('containerEngine()', () => {
  test('tells an engine by the file or the variable that it gives its containers', () => {
    expect(containerEngine({}, only('/.dockerenv'))).toBe('docker');
    expect(containerEngine({}, only('/run/.containerenv'))).toBe('podman');
    expect(containerEngine({ container: 'podman' }, () => false)).toBe('podman');
    expect(containerEngine({ KUBERNETES_SERVICE_HOST: '10.0.0.1' }, only('/.dockerenv'))).toBe('kubernetes');
  });

  test('is null where nothing tells of a container', () => {
    expect(containerEngine({ KUBERNETES_SERVICE_HOST: '' }, () => false)).toBeNull();
  });
});
