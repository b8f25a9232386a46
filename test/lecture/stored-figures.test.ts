import Upng from 'upng-js';
import { describe, expect, test } from 'vitest';
import { lectureNotebooks } from '../../generator/editions';
import { drawsFigure } from '../../generator/solved-outputs';
import { plotlyMime } from '../../lib/figures/figure';
import { type MimeBundle, textOf } from '../../wire/notebook';
import { projectRoot, readNotebook } from '../generator/project-copy';

/** The display bundles of the figures that a committed notebook holds. */
const figuresOf = (path: string): MimeBundle[] =>
  readNotebook(projectRoot, path).cells.flatMap((cell) =>
    (cell.outputs ?? []).flatMap((output) =>
      'data' in output && plotlyMime in output.data ? [output.data] : [],
    ),
  );

/**
 * In which order VS Code offers the forms of an output: `orderOfMimeTypes` in extensions/ipynb/src/deserializers.ts of
 * microsoft/vscode. It shows the first one that some renderer draws.
 */
const vsCodeOrder = [
  /^application\/vnd\./,
  /^application\/vdom\./,
  /^application\/geo\+json$/,
  /^application\/x-nteract-model-debug\+json$/,
  /^text\/html$/,
  /^application\/javascript$/,
  /^image\/gif$/,
  /^text\/latex$/,
  /^text\/markdown$/,
  /^image\/png$/,
  /^image\/svg\+xml$/,
  /^image\/jpeg$/,
  /^application\/json$/,
  /^text\/plain$/,
];

/** What VS Code draws itself; its documentation, "Notebook API", "Interactive outputs". */
const vsCodeItself = ['text/html', 'image/png', 'image/svg+xml', 'text/markdown', 'text/plain'];

function shownByVsCode(bundle: MimeBundle, drawable: string[]): string | undefined {
  const rank = (mime: string) => vsCodeOrder.findIndex((form) => form.test(mime));
  return Object.keys(bundle)
    .sort((a, b) => rank(a) - rank(b))
    .find((mime) => drawable.includes(mime));
}

describe.each(lectureNotebooks(projectRoot).filter(({ edition }) => edition === 'solved'))(
  'each figure of $path',
  ({ lecture, path, language }) => {
    const figures = figuresOf(path);

    test('has a picture for readers that run no scripts, such as GitHub', () => {
      // The first lecture's training shows its live figure, those of steps 0, 250, 500 and 750, and the last one; others
      // one each.
      const trains = lecture.id.startsWith('01-');
      const drawing = readNotebook(projectRoot, path).cells.filter(
        ({ cell_type, source }) => cell_type === 'code' && drawsFigure(textOf(source)),
      );
      expect(drawing.map(({ id }) => id).includes('regression-fit')).toBe(trains);
      expect(figures.length).toBe(drawing.length + (trains ? 5 : 0));
      for (const bundle of figures) {
        const png = Buffer.from(textOf(bundle['image/png'] as string), 'base64');
        const { width, height } = Upng.decode(new Uint8Array(png).buffer);
        // Two pixels of the picture for each of the page, at the height that the figure asks for.
        const { layout } = bundle[plotlyMime] as { layout: { height: number } };
        expect([width, height]).toEqual([1920, 2 * layout.height]);
      }
    });

    test('has a sentence for readers that see no picture, in the language of the notebook', () => {
      for (const bundle of figures) {
        const alt = textOf(bundle['text/plain'] as string);
        expect(alt).toMatch(/^\p{Lu}.{30,}[.)]$/su);
        expect(/[ąćęłńóśźż]/i.test(alt)).toBe(language === 'pl');
      }
    });

    test('is shown by VS Code as plotly draws it where the renderers are installed, else as the picture', () => {
      for (const bundle of figures) {
        expect(shownByVsCode(bundle, [plotlyMime, ...vsCodeItself])).toBe(plotlyMime);
        expect(shownByVsCode(bundle, vsCodeItself)).toBe('image/png');
      }
    });
  },
);
