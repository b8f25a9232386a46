import { tf } from 'bayes-notebooks';
import { beforeAll, describe, expect, test } from 'vitest';
import { generateNotebook, type LectureNotebook, lectureNotebooks } from '../../generator/editions';
import { textOf } from '../../wire/notebook';
import { projectRoot } from '../generator/project-copy';
import type { Claim } from './stated/claim';
import { conclusionClaims } from './stated/ensemble-claims';
import { gapClaims } from './stated/gap-claims';
import { irisClaims } from './stated/iris-claims';
import { statedIn } from './stated/prose-numbers';
import { roadClaims } from './stated/road-claims';
import { sineClaims } from './stated/sine-claims';
import { theoryClaims } from './stated/theory-claims';
import { type WordedClaim, wordedClaims } from './stated/worded-claims';

beforeAll(() => tf.ready());

/** What is known of a lecture's text: its numbers, cell by cell, and what it says in words. */
const known: Record<string, { claims: Record<string, Claim[]>; worded: WordedClaim[] }> = {
  '01-bayesian-neural-networks': {
    claims: { ...theoryClaims, ...irisClaims, ...sineClaims },
    worded: wordedClaims,
  },
  '02-other-roads-to-the-posterior': { claims: gapClaims, worded: roadClaims },
};
const notebooks = lectureNotebooks(projectRoot);
const knownOf = ({ lecture }: LectureNotebook) => {
  const found = known[lecture.id];
  if (!found) throw new Error(`nothing is known of the text of ${lecture.id}`);
  return found;
};
const claimsOf = (id: string, notebook: LectureNotebook): Claim[] =>
  id === 'exercise-2-conclusions' && notebook.edition === 'solved'
    ? conclusionClaims
    : (knownOf(notebook).claims[id] ?? []);

/** Years, volumes and pages; notebooks.test.ts has its numbering. */
const bibliography = 'bibliography';
const proseOf = (notebook: LectureNotebook) =>
  generateNotebook(projectRoot, notebook).cells.filter(
    ({ cell_type, id }) => cell_type === 'markdown' && id !== bibliography,
  );

describe.each(notebooks)('the prose of $path', (notebook) => {
  const { cells } = generateNotebook(projectRoot, notebook);
  const prose = proseOf(notebook);

  test.each(prose.map(({ id = '', source }) => ({ id, source })))(
    'states in $id what is computed below, in this order, and no other number',
    ({ id, source }) => {
      const stated = statedIn(textOf(source), notebook.language);
      expect(stated).toEqual(claimsOf(id, notebook).map(({ kind, text }) => ({ kind, text })));
    },
  );

  test.each(prose.flatMap(({ id = '' }) => claimsOf(id, notebook).map((claim) => ({ id, ...claim }))))(
    '$id: $text is $what',
    ({ check }) => check(cells),
  );

  test.each(knownOf(notebook).worded.filter(({ cell }) => prose.some(({ id }) => id === cell)))(
    `$cell: “$${notebook.language}”`,
    (claim) => {
      if (claim.cell.endsWith('-conclusions') && notebook.edition === 'student') return;
      const cell = prose.find(({ id }) => id === claim.cell);
      expect(textOf(cell?.source ?? '')).toContain(claim[notebook.language]);
      claim.check();
    },
  );
});

test.each(Object.entries(known))(
  'every claim of %s is of a cell that there is',
  (lecture, { claims, worded }) => {
    const own = notebooks.filter((notebook) => notebook.lecture.id === lecture);
    const ids = new Set(own.flatMap(proseOf).map(({ id }) => id));
    expect([...Object.keys(claims), ...worded.map(({ cell }) => cell)].filter((id) => !ids.has(id))).toEqual(
      [],
    );
  },
);

describe('statedIn()', () => {
  test('reads the same numbers in both languages', () => {
    const pl = 'Po 10 000 kroków 0,05–0,07, czyli 87–90% [2]; $7{,}17$ i $\\sigma_0^2$, kroki 0, 250 i 1000.';
    const en =
      'After 10,000 steps 0.05–0.07, that is 87–90% [2]; $7.17$ and $\\sigma_0^2$, steps 0, 250 and 1,000.';
    const texts = ['10000', '0.05', '0.07', '87', '90%', '7.17', '0', '250', '1000'];
    expect(statedIn(pl, 'pl').map(({ text }) => text)).toEqual(texts);
    expect(statedIn(en, 'en')).toEqual(statedIn(pl, 'pl'));
  });

  test('does not read a decimal point in Polish, nor a comma between decimals in English', () => {
    expect(() => statedIn('około 7.17', 'pl')).toThrow(SyntaxError);
    expect(() => statedIn('about 0,05', 'en')).toThrow(SyntaxError);
  });

  test('takes names for names: sections, items, citations, code, indices, L2', () => {
    const text = '## 3. Kara L2\n1. `[112, 4]` [12] w zadaniu 2, $W_1$, $x^2$, $\\theta_{ij}^2$';
    expect(statedIn(text, 'pl')).toEqual([]);
  });
});
