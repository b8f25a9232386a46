import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageProblem } from '../../../setup/commands/options.mjs';
import { readStartOptions } from '../../../setup/commands/start.mjs';
import { systemLanguage } from '../../../setup/language.mjs';
import { nodeVersionProblem } from '../../../setup/node-version.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
const bayes = path.join(root, 'bin/bayes.mjs');
const run = (...argv: string[]) => spawnSync(process.execPath, [bayes, ...argv], { encoding: 'utf8' });

describe('nodeVersionProblem()', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0', '26.0.0'])('accepts %s', (version) => {
    expect(nodeVersionProblem(version)).toBeUndefined();
  });

  it.each(['20.18.3', '18.20.0', '0.12.1'])('names %s and what is needed', (version) => {
    expect(nodeVersionProblem(version)).toMatch(
      `Cannot run on Node ${version}: Node 20.19 or later is needed`,
    );
  });
});

describe('systemLanguage()', () => {
  it.each([
    [{ LANG: 'en_GB.UTF-8' }, 'en'],
    [{ LANG: 'pl_PL.UTF-8' }, 'pl'],
    [{ LANG: 'pl_PL.UTF-8', LC_MESSAGES: 'en_US.UTF-8' }, 'en'],
    [{ LANG: 'en_US', LC_MESSAGES: 'en_US', LC_ALL: 'pl_PL' }, 'pl'],
    [{ LANG: 'en_US.UTF-8', LC_ALL: '' }, 'en'],
    [{ LANG: 'C.UTF-8' }, 'pl'],
    [{ LANG: 'de_DE.UTF-8' }, 'pl'],
    [{}, 'pl'],
  ])('reads %j as %s', (environment, language) => {
    expect(systemLanguage(environment)).toBe(language);
  });
});

describe('readStartOptions()', () => {
  it('opens a browser on the student lecture in the system language by default', () => {
    expect(readStartOptions([], { LANG: 'en_US.UTF-8' })).toEqual({
      lang: 'en',
      port: undefined,
      browser: true,
      solved: false,
      native: true,
    });
  });

  it('takes every option', () => {
    const argv = ['--no-browser', '--port', '9000', '--lang', 'pl', '--solved', '--no-native'];
    expect(readStartOptions(argv, { LANG: 'en_US.UTF-8' })).toEqual({
      lang: 'pl',
      port: 9000,
      browser: false,
      solved: true,
      native: false,
    });
  });

  it.each([
    [['--lang', 'de'], '--lang must be pl or en, got de'],
    [['--port', '0'], '--port must be an integer from 1 to 65535, got 0'],
    [['--port', '80.5'], 'got 80.5'],
    [['--port', 'http'], 'got http'],
    [['--colour'], "Unknown option '--colour'. See: npm run start -- --help"],
    [['notebook.ipynb'], 'notebook.ipynb'],
  ])('refuses %j', (argv, message) => {
    expect(() => readStartOptions(argv, {})).toThrow(UsageProblem);
    expect(() => readStartOptions(argv, {})).toThrow(message);
  });
});

describe('bayes', () => {
  it('lists the commands of package.json with --help', () => {
    const help = run('--help');
    expect(help.status).toBe(0);
    const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    for (const name of ['start', 'test', 'test:full', 'setup', 'build', 'check', 'doctor', 'native']) {
      expect(help.stdout).toContain(`npm run ${name} `);
      expect(scripts[name]).toBe(`node bin/bayes.mjs ${name}`);
    }
  });

  it('refuses an unknown command with exit code 2, and names those there are', () => {
    const { status, stderr } = run('strat');
    expect(status).toBe(2);
    expect(stderr).toMatch(/^Unknown command: strat\. The commands are start, test, /);
  });

  it('refuses an unknown option with exit code 2 and no stack trace', () => {
    const { status, stderr } = run('setup', '--fast');
    expect(status).toBe(2);
    expect(stderr).toBe("setup: Unknown option '--fast'. See: npm run setup -- --help\n");
  });

  it.each(['start', 'test', 'test:full', 'setup', 'build', 'check', 'doctor', 'native'])(
    'explains %s with --help',
    (name) => {
      const help = execFileSync(process.execPath, [bayes, name, '--help'], { encoding: 'utf8' });
      expect(help).toMatch(/^Usage: npm /);
    },
  );
});
