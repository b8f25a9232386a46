import { expect, test } from 'vitest';
import { compareEditions } from '../../browser/work/new-edition';
import { buildNotebook } from '../../generator/build-notebook';
import type { Notebook } from '../../wire/notebook';

const edition = (text: string): Notebook =>
  buildNotebook('01', [{ id: 'a', kind: 'code', tags: [], source: text }]);

const touched = (notebook: Notebook): Notebook => ({
  ...notebook,
  cells: [...notebook.cells, { cell_type: 'code', metadata: {}, source: 'mine' }],
});

/** What becomes of a kept copy, and what is asked. */
async function compared(own: Notebook, published: Notebook, answered?: string) {
  const state = { notebook: own, saves: 0, asked: [] as string[] };
  const model = {
    dirty: false,
    toJSON: () => state.notebook,
    fromJSON: (notebook: Notebook) => {
      state.notebook = notebook;
    },
  };
  const save = async () => {
    state.saves++;
  };
  await compareEditions({ model, save }, published, {
    answered: () => answered,
    ask: (fingerprint) => state.asked.push(fingerprint),
  });
  return state;
}

const fingerprintOf = ({ metadata }: Notebook) =>
  (metadata.bayes_notebooks as { fingerprint: string }).fingerprint;

test('compareEditions() leaves a copy of this edition as it is, written in or not', async () => {
  for (const own of [edition('one'), touched(edition('one'))])
    expect(await compared(own, edition('one'))).toEqual({ notebook: own, saves: 0, asked: [] });
});

test('compareEditions() brings a copy in which nothing was written up to date without a word', async () =>
  expect(await compared(edition('one'), edition('two'))).toEqual({
    notebook: edition('two'),
    saves: 1,
    asked: [],
  }));

test('compareEditions() asks about a copy in which something was written, and changes nothing', async () => {
  const own = touched(edition('one'));
  const asked = [fingerprintOf(edition('two'))];
  expect(await compared(own, edition('two'))).toEqual({ notebook: own, saves: 0, asked });
});

test('compareEditions() asks once for each edition', async () => {
  const own = touched(edition('one'));
  expect((await compared(own, edition('two'), fingerprintOf(edition('two')))).asked).toEqual([]);
  expect((await compared(own, edition('three'), fingerprintOf(edition('two')))).asked).toHaveLength(1);
});

test('compareEditions() takes a notebook of the student’s own under a lecture’s name for theirs', async () => {
  const own = { ...edition('mine'), metadata: {} };
  expect((await compared(own, edition('two'))).asked).toHaveLength(1);
});
