import { describe, expect, test } from 'vitest';
import { lectureNotebooks } from '../../generator/editions';
import { type Block, blocksOf, root } from './readme-document';
import { symptoms } from './symptoms';

/** What the Polish README says in its own way: the lecture's file, and the notebook's own sentences. */
const pairs: [polish: string, english: string][] = [
  ...lectureNotebooks(root)
    .filter(({ language }) => language === 'pl')
    .map(({ path, edition }): [string, string] => [
      path,
      lectureNotebooks(root).find((one) => one.language === 'en' && one.edition === edition)?.path ?? '',
    ]),
  ...symptoms.map(({ says }): [string, string] => [says.pl, says.en]),
];

const inEnglish = (text: string): string =>
  pairs.reduce((words, [polish, english]) => words.replaceAll(polish, english), text);

const translated = (block: Block): Block => ({
  ...block,
  code: block.code.map(inEnglish),
  links: block.links.map((link) => (link === 'README.md' ? 'README.pl.md' : inEnglish(link))),
});

/** Two languages put the words of a sentence in different orders. */
const inAnyOrder = (block: Block): Block =>
  block.kind.startsWith('fence')
    ? block
    : { ...block, code: [...block.code].sort(), links: [...block.links].sort() };

describe('README.pl.md', () => {
  test('has the blocks of README.md, with the same commands, code, numbers and links', () => {
    const polish = blocksOf('README.pl.md').map(translated).map(inAnyOrder);
    expect(polish).toEqual(blocksOf('README.md').map(inAnyOrder));
  });
});

describe('the table of what may go wrong', () => {
  test.each([
    ['README.md', 'en'],
    ['README.pl.md', 'pl'],
  ] as const)('%s quotes every sentence that symptoms.ts brings about, and no other', (file, language) => {
    const blocks = blocksOf(file);
    const from = blocks.findIndex(({ code }) => code.includes(symptoms[0]!.says[language]));
    const end = blocks.findIndex(({ kind }, i) => i > from && kind !== 'td');
    const cells = blocks.slice(from, end);
    const sentences = cells
      .filter((_, i) => i % 2 === 0)
      .flatMap(({ code }) => code)
      .filter((code) => code.includes(' ') && !code.startsWith('npm '));
    expect(sentences).toEqual(symptoms.map(({ says }) => says[language]));
  });
});
