import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { showSource } from '../../lib/display/show-source';
import { displayedBy } from './display-hook';

test("showSource() shows the library's own file as highlighted TypeScript", () => {
  const real = readFileSync('lib/bayes-linear.ts', 'utf8');
  const displayed = displayedBy(() => showSource('BayesLinear'));
  expect(displayed).toHaveLength(1);
  expect(displayed[0]?.data).toEqual({
    'text/markdown': `\`lib/bayes-linear.ts\`\n\n\`\`\`typescript\n${real}\`\`\`\n`,
    'text/plain': real,
  });
});

test.each([['NoSuchThing'], ['../package'], ['figures/theme'], ['']])('showSource(%j) is refused', (name) => {
  expect(() => showSource(name)).toThrow(RangeError);
  expect(() => showSource(name)).toThrow(`Cannot show the source of "${name}"`);
});
