import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { studentsOn } from '../../bench/class-costs';

const root = path.resolve(__dirname, '../..');
const read = (...parts: string[]) => readFileSync(path.join(root, ...parts), 'utf8');
const versionIn = (text: string, name: string) => new RegExp(`^${name}==([\\d.]+)`, 'm').exec(text)?.[1];

describe('deploy/jupyterhub', () => {
  const [asked, locked] = ['in', 'txt'].map((end) => read('deploy/jupyterhub', `requirements.${end}`)) as [
    string,
    string,
  ];

  it('gives students the JupyterLab that the project’s own tests run', () => {
    expect(versionIn(asked, 'jupyterlab')).toBe(versionIn(read('jupyter/requirements.in'), 'jupyterlab'));
  });

  it('pins each package that it asks for, and the packages of those, with their hashes', () => {
    const names = [...asked.matchAll(/^([a-z-]+)==/gm)].map(([, name]) => name as string);
    expect(names).toContain('jupyterhub');
    for (const name of names) expect(versionIn(locked, name)).toBe(versionIn(asked, name));
    const entries = locked.split(/\n(?=\S)/).filter((entry) => !entry.startsWith('#'));
    for (const entry of entries) expect(entry).toMatch(/^[\w.[\]-]+==\S+.*--hash=sha256:/s);
  });

  it('is Python and a script that can be run', () => {
    const config = path.join(root, 'deploy/jupyterhub/jupyterhub_config.py');
    execFileSync('python3', ['-c', `compile(open(${JSON.stringify(config)}).read(), 'config', 'exec')`]);
    expect(statSync(path.join(root, 'deploy/jupyterhub/student-server')).mode & 0o111).toBe(0o111);
  });

  it('names the versions of docs/classroom.md', () => {
    expect(read('docs/classroom.md')).toContain(`JupyterHub ${versionIn(asked, 'jupyterhub')}`);
    expect(read('bench/class-hub.ts')).toContain("'configurable-http-proxy@5.3.0'");
    expect(read('docs/classroom.md')).toContain('configurable-http-proxy@5.3.0');
  });
});

describe('studentsOn()', () => {
  it('leaves 2 GB to the system, and the Hub its part', () => {
    const of = (pss: number) => ({ uss: 0, pss, cpu: 0 });
    const costs = { hub: of(150), kernel: of(300), server: of(100), seconds: 1 };
    expect(studentsOn(16, costs)).toBe(34); // 13,850 MB of 400 each
  });
});
