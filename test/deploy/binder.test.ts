import { execFileSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { nodeVersion, readDockerfile, root } from './dockerfile';

const binder = (name: string) => path.join(root, 'binder', name);

describe('binder/', () => {
  test('has the Node of the Dockerfile', () => {
    const asked = /^ {2}- nodejs=(\d+)$/m.exec(readFileSync(binder('environment.yml'), 'utf8'))?.[1];
    expect(asked).toBe(nodeVersion(readDockerfile().base).split('.')[0]);
  });

  test('has scripts that bash reads and that may be run', () => {
    for (const name of ['postBuild', 'start']) {
      accessSync(binder(name), constants.X_OK);
      execFileSync('bash', ['-n', binder(name)]);
    }
  });

  test('hands over to Jupyter with what postBuild left out, left out', () => {
    const omitted = 'console.log(process.env.NPM_CONFIG_OMIT, process.argv[1])';
    const said = execFileSync(binder('start'), [process.execPath, '-e', omitted, 'lab'], {
      encoding: 'utf8',
    });
    expect(said).toBe('dev lab\n');
    expect(readFileSync(binder('postBuild'), 'utf8')).toContain('export NPM_CONFIG_OMIT=dev\n');
  });
});
