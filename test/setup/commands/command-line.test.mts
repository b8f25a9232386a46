import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../setup/commands/command.mjs';
import { command as grade } from '../../../setup/commands/grade.mjs';
import { command as start } from '../../../setup/commands/start.mjs';
import { UsageError } from '../../../setup/commands/usage-error.mjs';
import { systemLanguage } from '../../../setup/language.mjs';
import { nodeVersionProblem } from '../../../setup/node-version.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
const bayes = path.join(root, 'bin/bayes.mjs');
/** Those that a student's edition has too, and those that it lacks. */
const names = [
  ...[
    'start',
    'test',
    'test:full',
    'test:exercises',
    'setup',
    'build',
    'execute',
    'grade',
    'check',
    'doctor',
  ],
  ...['native', 'kernel'],
  ...(existsSync(path.join(root, 'generator'))
    ? ['exercises', 'notebooks', 'student-edition', 'site', 'bench', 'fuzz', 'farm']
    : []),
];
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
    [{ LANG: 'C' }, 'pl'],
    [{ LANG: 'en_US.UTF-8', LC_ALL: 'C.UTF-8' }, 'pl'],
    [{ LANG: 'POSIX' }, 'pl'],
    [{ LANG: 'en' }, 'en'],
    [{ LANG: 'EN-us' }, 'en'],
    [{ LANG: 'enm_GB' }, 'pl'],
    [{ LC_ALL: 'pl_PL@euro' }, 'pl'],
    [{ LANG: 'de_DE.UTF-8' }, 'pl'],
    [{}, 'pl'],
  ])('reads %j as %s', (environment, language) => {
    expect(systemLanguage(environment)).toBe(language);
  });
});

describe('readOptions()', () => {
  it('opens a browser on the student lecture in the system language by default', () => {
    expect(readOptions(start.options, [], { LANG: 'en_US.UTF-8' })).toEqual({
      lang: 'en',
      port: undefined,
      lecture: undefined,
      'no-browser': false,
      solved: false,
      'no-native': false,
    });
  });

  it('takes every option', () => {
    const argv = [
      '--no-browser',
      '--port',
      '9000',
      '--lang',
      'pl',
      '--lecture',
      '2',
      '--solved',
      '--no-native',
    ];
    expect(readOptions(start.options, argv, { LANG: 'en_US.UTF-8' })).toEqual({
      lang: 'pl',
      port: 9000,
      lecture: '2',
      'no-browser': true,
      solved: true,
      'no-native': true,
    });
  });

  it.each([
    [['--lang', 'de'], '--lang must be pl or en, got de'],
    [['--port', '0'], '--port must be a whole number from 1 to 65535, got 0'],
    [['--port', '80.5'], 'got 80.5'],
    [['--port', 'http'], 'got http'],
    [['--colour'], "Unknown option '--colour'"],
    [['notebook.ipynb'], 'notebook.ipynb'],
  ])('refuses %j', (argv, message) => {
    expect(() => readOptions(start.options, argv, {})).toThrow(UsageError);
    expect(() => readOptions(start.options, argv, {})).toThrow(message);
  });

  it.each([{ LANG: 'en_GB.UTF-8' }, { LANG: 'pl_PL' }, { LANG: 'C' }, { LC_ALL: 'de', LANG: 'en' }, {}])(
    'reads one language from %j for start and for grade',
    (environment) => {
      const language = systemLanguage(environment);
      expect(readOptions(start.options, [], environment)).toMatchObject({ lang: language });
      expect(readOptions(grade.options, ['a.ipynb'], environment)).toMatchObject({ lang: language });
      expect(readOptions(grade.options, ['a.ipynb', '--lang', 'en'], environment)).toMatchObject({
        lang: 'en',
      });
    },
  );
});

describe('bayes', () => {
  it('lists the commands of package.json with --help', () => {
    const help = run('--help');
    expect(help.status).toBe(0);
    const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    for (const name of names) {
      expect(help.stdout).toContain(`npm run ${name} `);
      expect(scripts[name]).toBe(`node bin/bayes.mjs ${name}`);
    }
    expect(help.stdout.match(/^ {2}npm run /gm)).toHaveLength(names.length);
  });

  it('refuses an unknown command with exit code 2, and names those there are', () => {
    const { status, stderr } = run('strat');
    expect(status).toBe(2);
    expect(stderr).toMatch(/^Unknown command: strat\. The commands are start, test, /);
  });

  it.each([
    [['start', '--port', 'http'], '--port must be a whole number from 1 to 65535, got http', 'npm start'],
    [['start', '--lecture', '77'], '--lecture must be 1 or 2, got 77', 'npm start'],
    [['setup', '--fast'], "Unknown option '--fast'", 'npm run setup'],
    [['build', 'lib'], "Unexpected argument 'lib'", 'npm run build'],
    [['check', '--fast'], "Unknown option '--fast'", 'npm run check'],
    [['doctor', '--timing'], "Unknown option '--timing'", 'npm run doctor'],
    [['native', '--gpu'], "Unknown option '--gpu'", 'npm run native'],
    [['kernel', 'remove'], 'the first word must be install or uninstall, got remove', 'npm run kernel'],
    [['execute'], 'name one notebook, got none', 'npm run execute'],
    [['execute', 'a.ipynb', 'b.ipynb'], 'name one notebook, got a.ipynb b.ipynb', 'npm run execute'],
    [['grade'], 'name at least one notebook, folder or zip', 'npm run grade'],
    [['grade', '.', '--lang', 'de'], '--lang must be pl or en, got de', 'npm run grade'],
    ...(names.includes('notebooks')
      ? ([
          [
            ['notebooks', '--check', '--execute'],
            '--check and --execute exclude each other',
            'npm run notebooks',
          ],
          [['exercises', '--fast'], "Unknown option '--fast'", 'npm run exercises'],
          [['student-edition'], 'name one folder, got none', 'npm run student-edition'],
          [['site', '--port', '8900'], '--port needs --serve', 'npm run site'],
          [
            ['site', '--serve', '--port', '0'],
            '--port must be a whole number from 1 to 65535, got 0',
            'npm run site',
          ],
          [['bench', '--fast'], "Unknown option '--fast'", 'npm run bench'],
        ] as const)
      : []),
  ] as const)('refuses %j with exit code 2 and one sentence', (argv, sentence, typed) => {
    const { status, stdout, stderr } = run(...argv);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe(`${argv[0]}: ${sentence}. See: ${typed} -- --help\n`);
  });

  it.each(names)('explains %s with --help', (name) => {
    const help = execFileSync(process.execPath, [bayes, name, '--help'], { encoding: 'utf8' });
    expect(help).toMatch(/^Usage: npm /);
  });
});
