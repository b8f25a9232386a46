import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { command as start } from '../../setup/commands/start.mjs';
import { nodeVersionProblem } from '../../setup/node-version.mjs';
import { nodeVersion, readDockerfile, root } from './dockerfile';

const { base, stages } = readDockerfile();
const image = stages.at(-1);
const given = (name: string) => image?.instructions.findLast((one) => one.name === name)?.words ?? '';

describe('the Dockerfile', () => {
  test('names an exact Node, one that the project runs on', () => {
    expect(nodeVersion(base)).toMatch(/^\d+\.\d+\.\d+$/);
    expect(nodeVersionProblem(nodeVersion(base))).toBeUndefined();
  });

  test('pins every package of Debian', () => {
    const installs = stages
      .flatMap(({ instructions }) => instructions)
      .flatMap(({ words }) => /apt-get install -y --no-install-recommends ([^&]*)/.exec(words)?.[1] ?? []);
    expect(installs.length).toBeGreaterThan(0);
    for (const one of installs.join(' ').trim().split(/\s+/)) expect(one).toMatch(/^[a-z0-9-]+=\d/);
  });

  test('starts the lecture as a user without rights, on the port that it exposes', () => {
    expect(given('USER')).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    const [name, ...options] = JSON.parse(given('CMD')) as string[];
    expect(name).toBe(start.name);
    expect(options.slice(-2)).toEqual(['--port', given('EXPOSE')]);
    for (const option of options.filter((one) => one.startsWith('--')))
      expect(Object.keys(start.options)).toContain(option.slice(2));
  });

  test('is handed nothing that the image makes itself, but all that the build asks for', () => {
    const left = readFileSync(path.join(root, '.dockerignore'), 'utf8').split('\n');
    expect(left).toEqual(expect.arrayContaining(['.git', '.venv', 'dist', '**/node_modules', '.setup']));
    const build = JSON.parse(readFileSync(path.join(root, 'tsconfig.commands.json'), 'utf8')) as {
      include: string[];
    };
    expect(build.include.filter((folder) => left.includes(folder))).toEqual([]);
  });
});
