import { expect, test } from 'vitest';
import { colour, translucent } from '../../lib/figures/theme';

type Triple = [number, number, number];

/** sRGB to linear light (IEC 61966-2-1). */
const linear = (hex: string): Triple =>
  [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as Triple;
const dot = (row: Triple, rgb: Triple) =>
  row.reduce((sum, value, at) => sum + value * (rgb[at] as number), 0);
const times = (matrix: Triple[], rgb: Triple) =>
  matrix.map((row) => Math.min(1, Math.max(0, dot(row, rgb)))) as Triple;
const luminance = (rgb: Triple) => dot([0.2126, 0.7152, 0.0722], rgb);

/** WCAG 2 contrast ratio. */
function contrast(a: string, b: string): number {
  const [low, high] = [luminance(linear(a)), luminance(linear(b))].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** CIE L*a*b* under D65. */
function lab(rgb: Triple): Triple {
  const [x, y, z] = [
    dot([0.4124, 0.3576, 0.1805], rgb) / 0.9505,
    luminance(rgb),
    dot([0.0193, 0.1192, 0.9505], rgb) / 1.089,
  ].map((t) => (t > 216 / 24389 ? Math.cbrt(t) : (t * 24389) / 27 / 116 + 16 / 116)) as Triple;
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** Machado, Oliveira and Fernandes (2009), severity 1, in linear light. */
const visions: Record<string, Triple[]> = {
  common: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const together = {
  species: [colour.purple, colour.orange, colour.green],
  prediction: [colour.blue, colour.sky, colour.vermillion, colour.grey],
};

test.each(
  Object.keys(visions).flatMap((vision) => Object.keys(together).map((figure) => [figure, vision] as const)),
)('colours of %s are told apart under %s', (figure, vision) => {
  const seen = together[figure as keyof typeof together].map((hex) =>
    lab(times(visions[vision] as Triple[], linear(hex))),
  );
  // A CIE76 difference of 2.3 is just noticeable; ten times as much is seen at a glance.
  for (const [at, a] of seen.entries())
    for (const b of seen.slice(at + 1))
      expect(Math.hypot(...a.map((value, i) => value - (b[i] as number)))).toBeGreaterThan(20);
});

test.each(Object.entries(colour))('colour %s stands out from a white and from a dark page', (_, hex) => {
  expect(contrast(hex, '#ffffff')).toBeGreaterThan(2);
  expect(contrast(hex, '#111111')).toBeGreaterThan(3);
});

test('translucent() keeps the colour and refuses what is none', () => {
  expect(translucent('#D55E00', 0.5)).toBe('rgba(213, 94, 0, 0.5)');
  expect(() => translucent('red', 0.5)).toThrow(
    new RangeError('Cannot read the colour: it must be #RRGGBB, got red'),
  );
});
