import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import { beforeAll, describe, expect, test } from 'vitest';
import { writeFrontPages } from '../../../../generator/site/front-page/write-front-pages';

const folder = mkdtempSync(join(tmpdir(), 'bayes-front-'));
const validator = new HtmlValidate({ root: true, extends: ['html-validate:recommended'] });

beforeAll(() => writeFrontPages(process.cwd(), folder));

describe.each([
  ['pl', 'index.html', './', ['01-bayesowskie-sieci-neuronowe', '02-inne-drogi-do-rozkladu-a-posteriori']],
  ['en', 'en/index.html', '../', ['01-bayesian-neural-networks', '02-other-roads-to-the-posterior']],
])('the front page in %s', (language, file, wayToSite, lectures) => {
  const page = () => readFileSync(join(folder, file), 'utf8');

  test('is valid', async () => {
    const { results } = await validator.validateString(page());
    const messages = results.flatMap((result) => result.messages);
    expect(messages.map(({ ruleId, message, line }) => `${line}: ${ruleId}: ${message}`)).toEqual([]);
  });

  test('introduces and opens each lecture, in JupyterLab or on a narrow screen in Notebook 7', () => {
    expect(page()).toContain(`<html lang="${language}">`);
    for (const lecture of lectures)
      expect(page()).toContain(
        `href="${wayToSite}lab/index.html?path=${lecture}.ipynb" data-narrow="${wayToSite}notebooks/index.html?path=${lecture}.ipynb"`,
      );
    expect(page()).toContain(language === 'pl' ? 'Zwykła sieć odpowiada' : 'An ordinary network answers');
    const introduced = page().match(/<article>.*?<\/article>/gs) ?? [];
    expect(introduced).toHaveLength(lectures.length);
    for (const words of introduced) expect(words).not.toMatch(/\$|\*\*/); // Markdown that was not read
  });

  test('asks no other host for anything', () => {
    expect(page().replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:\/\/|url\(|@import/);
  });
});
