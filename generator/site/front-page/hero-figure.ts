import { escapeMarkup } from '../../../lib/display/escape-markup';
import { posteriorFunctions } from './posterior-functions';

/** The words of the picture. */
export interface HeroWords {
  /** What is to be seen, for who does not see it. */
  alt: string;
  /** Beside the data. */
  knows: string;
  /** Where there are none. */
  guesses: string;
}

const width = 1200;
const height = 440;
const across = 4.2; // the picture reaches from -4.2 to 4.2
const up = 2.15;

/**
 * The front page's picture, computed when the site is built: functions that agree with noisy data, their mean and bands
 * of one and two standard deviations. Its colours are the page's, light or dark.
 *
 * @returns SVG
 */
export function heroFigure({ alt, knows, guesses }: HeroWords): string {
  const { grid, data, mean, sd, samples } = posteriorFunctions(113, 9);
  const line = (values: number[]) => values.map((y, i) => place(grid[i]!, y)).join(' ');
  const band = (times: number) => {
    const upper = mean.map((y, i) => place(grid[i]!, y + times * sd[i]!));
    const lower = mean.map((y, i) => place(grid[i]!, y - times * sd[i]!));
    return `<path class="band" d="M${[...upper, ...lower.reverse()].join(' ')}Z"/>`;
  };
  return `<svg class="hero" viewBox="0 0 ${width} ${height}" preserveAspectRatio="xMidYMid slice" role="img" aria-label="${escapeMarkup(alt)}">
${band(2)}
${band(1)}
${samples.map((values) => `<path class="sample" pathLength="1" d="M${line(values)}"/>`).join('\n')}
<path class="mean" d="M${line(mean)}"/>
<g class="data">${data.map(({ x, y }) => `<circle cx="${column(x)}" cy="${row(y)}" r="5"/>`).join('')}</g>
<text x="${column(-1.6)}" y="${row(0.05)}">${escapeMarkup(knows)}</text>
<text x="${column(0)}" y="${row(1.75)}">${escapeMarkup(guesses)}</text>
</svg>`;
}

const column = (x: number) => tenths((width * (x + across)) / (2 * across));
const row = (y: number) => tenths((height * (up - y)) / (2 * up));
const place = (x: number, y: number) => `${column(x)},${row(y)}`;
const tenths = (value: number) => Math.round(value * 10) / 10;
