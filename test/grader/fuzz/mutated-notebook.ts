import fc from 'fast-check';
import { mutatedCode } from './mutated-code';

/** A cell as hostile or as broken as a file can say it. */
const oddCell = fc.oneof(
  fc.anything({ maxDepth: 3 }).filter((value) => value !== undefined),
  fc.record({
    cell_type: fc.constantFrom<unknown>('code', 'markdown', 'raw', 'heading', 'Code', 7, null, ['code']),
    source: fc.oneof<fc.Arbitrary<unknown>[]>(
      fc.string({ unit: 'binary' }),
      fc.array(fc.string({ unit: 'grapheme' })),
      fc.anything({ maxDepth: 2 }),
    ),
    metadata: fc.oneof<fc.Arbitrary<unknown>[]>(
      fc.anything({ maxDepth: 2 }),
      fc.record({
        tags: fc.oneof<fc.Arbitrary<unknown>[]>(fc.array(fc.anything()), fc.constant('exercise-1')),
      }),
    ),
    outputs: fc.anything({ maxDepth: 2 }),
  }),
);

const tags = fc.constantFrom<string[]>(['exercise-1'], ['exercise-2'], ['exercise-2-conclusions'], []);

/** Prose for the conclusions, of any script, with what the pages of a report could take for markup. */
const prose = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.lorem({ maxCount: 40 }),
  fc
    .tuple(
      fc.constantFrom('mean ', 'keep. ', '**', '\n', '<script>', '=1+1', '::error::', '\u001b[2J'),
      fc.nat(400),
    )
    .map(([part, times]) => part.repeat(times)),
);

/** Long, wide or deep: what takes a reader's time or stack. */
const large = fc.constantFrom(
  `const x = ${'('.repeat(3000)}1${')'.repeat(3000)};`,
  `const x = ${'['.repeat(2000)}${']'.repeat(2000)};`,
  `function klLoss(m) { return m${'.add(1)'.repeat(3000)}; }`,
  `function klLoss(m) { return m${' + 1'.repeat(3000)}; }`,
  `function klLoss(m) { ${'if (m) '.repeat(1000)} return 1; }`,
  `function klLoss(m) { ${'{'.repeat(500)}${'}'.repeat(500)} return m; }`,
  `function klLoss(m) { return ${'`${'.repeat(300)}1${'}`'.repeat(300)}; }`,
  `function klLoss(m) { return '${'x'.repeat(300_000)}'; }`,
  `function klLoss(m) { ${'a = b;\n'.repeat(5000)} }`,
  `// ${' kl_loss'.repeat(20_000)}`,
);

type Cells = (originals: readonly string[]) => fc.Arbitrary<unknown[]>;

const cells: Cells = (originals) =>
  fc.array(
    fc.oneof<{ arbitrary: fc.Arbitrary<unknown>; weight: number }[]>(
      { weight: 6, arbitrary: cellWith('code', mutatedCode(originals)) },
      { weight: 2, arbitrary: cellWith('code', fc.constantFrom(...originals)) },
      { weight: 2, arbitrary: cellWith('markdown', fc.oneof(prose, mutatedCode(originals))) },
      { weight: 1, arbitrary: cellWith('code', large) },
      { weight: 2, arbitrary: oddCell },
    ),
    { maxLength: 8 },
  );

const cellWith = (kind: string, source: fc.Arbitrary<string>): fc.Arbitrary<unknown> =>
  fc.record({
    cell_type: fc.constant(kind),
    source: fc.oneof<fc.Arbitrary<unknown>[]>(
      source,
      source.map((text) => text.split(/(?<=\n)/)),
    ),
    metadata: fc.record({ tags }),
    outputs: fc.constant([]),
    execution_count: fc.constant(null),
  });

const metadata = fc.oneof<fc.Arbitrary<unknown>[]>(
  fc.constant({ kernelspec: { name: 'bayes-tslab', language: 'typescript' } }),
  fc.record({ bayes_notebooks: fc.record({ lecture: fc.anything({ maxDepth: 1 }) }) }),
  fc.record({ language_info: fc.record({ name: fc.constantFrom('python', 'typescript', 'r', '') }) }),
  fc.anything({ maxDepth: 2 }),
);

const json: (originals: readonly string[]) => fc.Arbitrary<string> = (originals) =>
  fc
    .record({
      nbformat: fc.constantFrom<unknown>(4, 3, 5, '4', null),
      metadata,
      shape: fc.constantFrom('cells', 'cells', 'cells', 'worksheets', 'none'),
      list: cells(originals),
    })
    .map(({ nbformat, metadata: about, shape, list }) =>
      asJson({
        nbformat,
        nbformat_minor: 5,
        metadata: about,
        ...(shape === 'cells' && { cells: list }),
        ...(shape === 'worksheets' && { worksheets: [{ cells: list }, null] }),
      }),
    );

/** What JSON cannot say, fast-check's bigints among it, is said as text. */
const asJson = (value: unknown): string =>
  JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? `${inner}n` : inner)) ?? 'null';

/** How a file comes to be damaged or saved in another way. */
const damage: fc.Arbitrary<(text: string) => Uint8Array> = fc.oneof(
  { weight: 8, arbitrary: fc.constant((text: string) => Buffer.from(text)) },
  { weight: 1, arbitrary: fc.constant((text: string) => Buffer.from(`\ufeff${text}`)) },
  { weight: 1, arbitrary: fc.constant((text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')) },
  { weight: 1, arbitrary: fc.constant((text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()) },
  { weight: 1, arbitrary: fc.constant((text: string) => Buffer.from(text, 'latin1')) },
  { weight: 1, arbitrary: fc.nat(2000).map((cut) => (text: string) => Buffer.from(text).subarray(0, cut)) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.nat(), fc.nat(255)).map(([at, byte]) => (text: string) => {
      const bytes = Buffer.from(text);
      if (bytes.length > 0) bytes[at % bytes.length] = byte;
      return bytes;
    }),
  },
  { weight: 1, arbitrary: fc.constant((text: string) => Buffer.from(text.replaceAll(',', ',\0'))) },
  { weight: 1, arbitrary: fc.constant((text: string) => Buffer.from(`${text}${text}`)) },
);

/** The bytes of a notebook that was once real: its code, cells, metadata, encoding or file changed. */
export const mutatedNotebook = (originals: readonly string[]): fc.Arbitrary<Uint8Array> =>
  fc.tuple(json(originals), damage).map(([text, damaged]) => damaged(text));
