import { afterEach, describe, expect, test } from 'vitest';
import { chart, line } from '../../lib/figures/chart';
import { type Figure, figureBundle, plotlyMime } from '../../lib/figures/figure';
import { irisFigure } from '../../lib/figures/iris-figure';
import { predictionFigure } from '../../lib/figures/prediction-figure';
import { trainingFigure } from '../../lib/figures/training-figure';
import { type Language, setLanguage } from '../../lib/language';

afterEach(() => setLanguage('pl'));

/** Every figure whose words are the library's own. */
function figures(): Figure[] {
  const features = [
    [5.1, 3.5],
    [-0.3, 0.2],
  ];
  const prediction = predictionFigure({
    x: [0],
    y: [0],
    predictions: [
      [0, 1],
      [1, 0],
    ],
    noiseSigma: 0.25,
  });
  return [
    irisFigure(features, [0, 1], [0, 2]),
    prediction,
    trainingFigure(1000, [{ step: 0, loss: 0.5 }], prediction),
    trainingFigure(1000, [{ step: 0, loss: 0.5 }]),
  ];
}

/** All that a reader sees of a figure: its names, titles, hints and its text, without the numbers that are drawn. */
function wordsOf({ data, layout, alt }: Figure): string[] {
  const found: string[] = [alt];
  const visit = (value: unknown, key: string): void => {
    if (typeof value === 'string' && ['name', 'text', 'hovertemplate'].includes(key)) found.push(value);
    else if (Array.isArray(value)) for (const item of value) visit(item, key);
    else if (value !== null && typeof value === 'object')
      for (const [inner, item] of Object.entries(value)) visit(item, inner);
  };
  visit([data, layout], '');
  return found;
}

const words = (language: Language): string => {
  setLanguage(language);
  return figures().flatMap(wordsOf).join('\n');
};

describe('the figures', () => {
  test('speak Polish and nothing else in a Polish notebook', () => {
    const polish = words('pl');
    expect(polish).not.toMatch(
      /\b(sd|posterior(?!i\b)\w*|samples?|draws?|predykcja|band|mean|noise|noisy|step|loss|of|from)\b/i,
    );
    expect(polish).not.toMatch(/\d\.\d/); // no decimal point
  });

  test('speak English and nothing else in an English notebook', () => {
    const english = words('en');
    expect(english).not.toMatch(/[ąćęłńóśźż]|\bodch\b|\bpasmo\b/i);
    expect(english).not.toMatch(/\d,\d(?!\d\d)/); // no decimal comma
  });

  test('call sampled functions by one phrase', () => {
    const phrases = (language: Language) => words(language).match(/.*(funkcj|function|sample|draw|prób).*/gi);
    for (const phrase of phrases('pl') ?? []) expect(phrase).toMatch(/wylosowan(e|ych)|funkcji wylosowanych/);
    for (const phrase of phrases('en') ?? []) expect(phrase).toMatch(/sampled functions|functions sampled/);
    expect(phrases('pl')?.length).toBe(6); // two functions and a text, in two figures
    expect(phrases('en')?.length).toBe(6);
  });

  test.each([
    ['pl', ',\u00a0', false],
    ['en', '.,', true],
  ] as const)('write ticks as %s does', (language, separators, thousands) => {
    setLanguage(language);
    for (const { layout } of figures()) {
      expect(layout.separators).toBe(separators);
      expect(layout.template?.layout?.xaxis).toMatchObject({
        separatethousands: thousands,
        exponentformat: 'power',
      });
    }
  });
});

describe("plotly's buttons", () => {
  const config = () => {
    const figure = chart({
      title: 't',
      xTitle: 'x',
      yTitle: 'y',
      traces: [line({ x: [0], y: [0] })],
      alt: '',
    });
    return (figureBundle(figure)[plotlyMime] as { config: Record<string, unknown> }).config;
  };

  test('appear on hover, and stand in the right margin of every figure', () => {
    expect(config()).toMatchObject({ displayModeBar: 'hover', displaylogo: false });
    for (const { layout } of figures()) {
      expect(layout.modebar).toEqual({ orientation: 'v' });
      expect(layout.margin?.r).toBeGreaterThanOrEqual(30);
      expect(layout.yaxis2?.side).not.toBe('right'); // where its labels would lie under them
    }
  });

  test("have their hints in the notebook's language", () => {
    expect(config()).toMatchObject({ locale: 'pl', locales: { pl: { dictionary: { Pan: 'Przesuń' } } } });
    setLanguage('en');
    expect(config()).not.toHaveProperty('locale');
  });
});
