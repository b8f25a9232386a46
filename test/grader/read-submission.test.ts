import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { parseSubmission, readSubmission, type Submission } from '../../grader/submission/read-submission';
import { notebookOf } from './notebook-of';

const folder = mkdtempSync(join(tmpdir(), 'bayes-read-'));
afterAll(() => rmSync(folder, { recursive: true }));

const json = notebookOf(['const ą = 1;', 'function klLoss() {}']);
const parse = (text: string | Uint8Array): Submission =>
  parseSubmission(typeof text === 'string' ? Buffer.from(text) : text);

function sourcesOf(submission: Submission): string[] {
  if (!submission.ok) throw new Error(submission.message.en);
  return submission.cells.map(({ source }) => source);
}

function messageOf(submission: Submission): string {
  if (submission.ok) throw new Error('it was read');
  expect(submission.message.pl).not.toBe('');
  return submission.message.en;
}

describe('readSubmission() reads a notebook saved by any editor', () => {
  const whole = ['const ą = 1;', 'function klLoss() {}'];
  const utf16be = Buffer.from(`\ufeff${json}`, 'utf16le').swap16();

  test.each<[string, Uint8Array, string[]]>([
    ['UTF-8', Buffer.from(json), whole],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${json}`), whole],
    ['UTF-16, little-endian', Buffer.from(`\ufeff${json}`, 'utf16le'), whole],
    ['UTF-16, little-endian without a mark', Buffer.from(json, 'utf16le'), whole],
    ['UTF-16, big-endian', utf16be, whole],
    ['a Polish single-byte encoding', Buffer.from(json.replace('ą', '\xb9'), 'latin1'), whole],
    ['null bytes between the parts', Buffer.from(json.replaceAll(',', ',\0')), whole],
  ])('%s', (_, bytes, sources) => {
    expect(sourcesOf(parse(bytes))).toEqual(sources);
  });

  test('says which encoding it took', () => {
    const submission = parse(Buffer.from(`\ufeff${json}`, 'utf16le'));
    expect(submission.ok && submission.notes.map(({ en }) => en)).toEqual([
      'the file is encoded as utf-16le',
    ]);
  });
});

describe('readSubmission() reads every version of the format', () => {
  const cell = { cell_type: 'code', metadata: {}, outputs: [] };

  test.each<[string, object]>([
    [
      'version 3, with worksheets',
      { nbformat: 3, worksheets: [{ cells: [{ ...cell, input: ['a\n', 'b'] }] }] },
    ],
    ['version 4', { nbformat: 4, cells: [{ ...cell, source: 'a\nb' }] }],
    ['version 4, source as a list', { nbformat: 4, cells: [{ ...cell, source: ['a\n', 'b'] }] }],
    ['version 5', { nbformat: 5, cells: [{ ...cell, id: 'x', source: 'a\nb' }] }],
    ['no version and no metadata', { cells: [{ cell_type: 'code', source: 'a\r\nb' }] }],
  ])('%s', (_, notebook) => {
    expect(sourcesOf(parse(JSON.stringify(notebook)))).toEqual(['a\nb']);
  });

  test('keeps kind, number and tags, and counts cells of a wrong kind', () => {
    const cells = [
      { cell_type: 'markdown', source: '#' },
      7,
      null,
      { ...cell, source: 5, metadata: { tags: ['exercise-1', 5] } },
    ];
    const submission = parse(JSON.stringify({ cells }));
    expect(submission).toMatchObject({
      ok: true,
      cells: [
        { number: 1, kind: 'markdown', source: '#', tags: [] },
        { number: 2, kind: 'raw', source: '' },
        { number: 3, kind: 'raw', source: '' },
        { number: 4, kind: 'code', source: '', tags: ['exercise-1'] },
      ],
    });
  });

  test('cells with equal ids are all kept', () => {
    expect(
      sourcesOf(
        parse(
          JSON.stringify({
            cells: [
              { ...cell, id: 'x', source: 'a' },
              { ...cell, id: 'x', source: 'b' },
            ],
          }),
        ),
      ),
    ).toEqual(['a', 'b']);
  });

  test('an empty notebook has no cells', () => {
    expect(sourcesOf(parse('{"cells": []}'))).toEqual([]);
  });
});

describe('readSubmission() says in one sentence why a file cannot be read', () => {
  test.each<[string, string, RegExp]>([
    ['an empty file', '', /is empty/],
    ['a file of null bytes', '\0\0\0\0', /is empty/],
    ['truncated JSON', json.slice(0, -20), /not valid JSON/],
    ['a page', '<!DOCTYPE html>', /not valid JSON/],
    ['JSON of another kind', '{"name": "x"}', /no list of cells/],
    ['a number', '7', /no list of cells/],
    ['null', 'null', /no list of cells/],
    ['cells under __proto__', '{"__proto__": {"cells": []}}', /no list of cells/],
    ['cells that are no list', '{"cells": {"length": 1}}', /no list of cells/],
    [
      'deep nesting',
      `{"cells": ${'['.repeat(600)}${']'.repeat(600)}}${' '.repeat(4_000_000)}`,
      /nested 601 deep/,
    ],
    [
      'deep nesting, where a cell should stand',
      `{"cells": 7, "x": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      /no list of cells/,
    ],
    ['millions of parts', `{"cells": [${'[],'.repeat(2_100_000)}[]]}`, /4200003 parts/],
  ])('%s', (_, text, message) => {
    expect(messageOf(parse(text))).toMatch(message);
  });

  test('megabytes of brackets do not reach the parser', () => {
    expect(messageOf(parse('['.repeat(5_000_000)))).toMatch(/nested 5000000 deep/);
  });

  test('a Python notebook', () => {
    const metadata = { kernelspec: { name: 'python3', language: 'python' } };
    const python = {
      metadata,
      cells: [{ cell_type: 'code', source: 'import torch\n\ndef kl_loss(model):\n    pass' }],
    };
    expect(messageOf(parse(JSON.stringify(python)))).toMatch(/Python notebook/);
  });

  test.each([
    'import numpy as np\nprint(np.zeros(3))',
    'from google.colab import drive\ndrive.mount("/content/drive")',
    'import torch',
    'def kl_loss(model):\n    return model',
    '!pip install torch\nimport torch',
  ])('but TypeScript with the stray Python cell %j, from Colab, is read', (stray) => {
    const notebook = JSON.parse(json);
    notebook.metadata = {
      kernelspec: { name: 'python3', display_name: 'Python 3' },
      language_info: { name: 'python' },
    };
    for (const answer of [
      'function klLoss(model) {\n  return 1;\n}',
      'export const klLoss = (model: tf.LayersModel) => 1;',
      'klLoss = (model) => {\n  return 1;\n};',
      "import { tf } from 'bayes-notebooks';",
      'class Net extends tf.layers.Layer {}',
    ]) {
      const cells = [stray, answer].map((source) => ({ cell_type: 'code', source }));
      expect(sourcesOf(parse(JSON.stringify({ ...notebook, cells })))).toEqual([stray, answer]);
    }
  });

  test('words of TypeScript in the text of a Python notebook make it no TypeScript', () => {
    const cells = [
      { cell_type: 'markdown', source: 'function klLoss(model) {}' },
      {
        cell_type: 'code',
        source:
          '# const x is a constant\nimport torch\nlet_me = "import x"\nclass Net(torch.nn.Module):\n    pass',
      },
    ];
    const metadata = { kernelspec: { name: 'python3' } };
    expect(messageOf(parse(JSON.stringify({ cells, metadata })))).toMatch(/Python notebook/);
  });

  test('but TypeScript that was once opened with a Python kernel is read', () => {
    const notebook = {
      ...JSON.parse(json),
      metadata: { kernelspec: { name: 'python3', language: 'python' } },
    };
    expect(sourcesOf(parse(JSON.stringify(notebook)))).toHaveLength(2);
  });
});

describe('readSubmission() reads from a path', () => {
  const at = (name: string): string => join(folder, name);

  test('names with spaces, a line break and characters outside the basic plane', async () => {
    for (const name of ['my work (1).ipynb', 'zażółć\n🙂.ipynb', "'; rm -rf.ipynb"]) {
      writeFileSync(at(name), json);
      expect(sourcesOf(await readSubmission(at(name)))).toHaveLength(2);
    }
  });

  test('no file, a folder, a link to itself, a pipe and a device', async () => {
    symlinkSync('loop', at('loop'));
    execFileSync('mkfifo', [at('pipe')]);
    expect(messageOf(await readSubmission(at('none.ipynb')))).toBe('there is no such file');
    expect(messageOf(await readSubmission(folder))).toBe('it is not a file');
    expect(messageOf(await readSubmission(at('loop')))).toMatch(/leads to itself/);
    expect(messageOf(await readSubmission(at('pipe')))).toBe('it is not a file');
    expect(messageOf(await readSubmission('/dev/zero'))).toBe('it is not a file');
  });

  test('a file that may not be read', async () => {
    writeFileSync(at('secret.ipynb'), json);
    chmodSync(at('secret.ipynb'), 0);
    const isRoot = process.geteuid?.() === 0; // who may read everything
    if (isRoot) process.seteuid?.(65534);
    try {
      expect(messageOf(await readSubmission(at('secret.ipynb')))).toMatch(/no permission/);
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  });

  test('a file above the limit of size is not even opened', async () => {
    execFileSync('truncate', ['-s', '200M', at('huge.ipynb')]);
    expect(messageOf(await readSubmission(at('huge.ipynb')))).toMatch(/200 MB, the largest allowed is 64 MB/);
  });
});

test('parseSubmission() answers for any bytes, and changes no prototype', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      parseSubmission(bytes);
    }),
  );
  fc.assert(
    fc.property(fc.json(), (text) => {
      parse(`{"cells": ${text}, "metadata": ${text}}`);
    }),
  );
  expect(Object.keys(Object.prototype)).toEqual([]);
});
