import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commands } from './commands';
import { blocksOf, commandsOf, root } from './readme-document';

const readmes = ['README.md', 'README.pl.md'];

describe('the commands of the READMEs', () => {
  test('are each run by a test', () => {
    expect([...new Set(readmes.flatMap(commandsOf))].sort()).toEqual(Object.keys(commands).sort());
  });

  test.each(
    Object.entries(commands).flatMap(([command, run]) => ('file' in run ? [{ command, ...run }] : [])),
  )('$command is run by $file', ({ file, words }) => {
    expect(readFileSync(join(root, file), 'utf8')).toContain(words);
  });
});

test.each([
  ...readmes,
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'docs/containers.md',
  'docs/front-ends.md',
  'docs/grading.md',
  'docs/operating-systems.md',
  'docs/performance.md',
  'docs/site.md',
])('the links of %s lead to files', (file) => {
  const links = blocksOf(file).flatMap((block) => block.links.filter((link) => !/^(https?:|#)/.test(link)));
  const lost = links.filter((link) => !existsSync(join(root, dirname(file), link.replace(/#.*/, ''))));
  expect(lost).toEqual([]);
});
