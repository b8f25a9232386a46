import type { Spread } from './statistics';

/** One figure of what the site costs who opens it, and what it may be at most. */
export interface SiteFigure {
  title: string;
  unit: 'MB' | 'x';
  /** None where the figure only goes with another one. */
  limit?: number;
  stretch?: number;
}

/** All figures of the site with their limits: the one place to change them. */
export const siteFigures = {
  firstVisit: {
    title: 'sent at a first visit with the whole solved lecture run, compressed by gzip',
    unit: 'MB',
    limit: 4.5,
    stretch: 3.5,
  },
  secondVisit: {
    title: 'sent when the same browser opens and runs the lecture again',
    unit: 'MB',
    limit: 0.2,
  },
  runAll: {
    title: 'the whole solved lecture in the tab / by npm run execute, kernel start to last cell',
    unit: 'x',
    limit: 1.2,
    stretch: 1,
  },
  sineSteps: { title: '1,000 steps of the sine net in the tab / in the Node kernel', unit: 'x', limit: 1.1 },
  memory: {
    title: "memory of the page's processes a minute after the lecture: PSS",
    unit: 'MB',
    limit: 500,
  },
  memoryAtEnd: { title: 'the same as the last cell ends', unit: 'MB' },
} satisfies Record<string, SiteFigure>;

/** What one run of the bench has measured of the site. */
export interface SiteCosts {
  figures: Record<keyof typeof siteFigures, number>;
  /** Seconds of the whole lecture, and milliseconds of 1,000 steps. */
  times: Record<'lecture' | 'steps', { tab: Spread; node: Spread }>;
  /** What a first visit sends most of: paths below the site with their MB. */
  biggest: { path: string; mb: number }[];
  /** The browser by its own name. */
  browser: string;
}

/** Each figure with its title, its value and whether that is within the limits. */
export function siteRows({ figures }: Pick<SiteCosts, 'figures'>): [string, string, string][] {
  return Object.entries(siteFigures).map(([name, figure]: [string, SiteFigure]) => {
    const value = figures[name as keyof typeof siteFigures];
    const one = (what: string, most: number) =>
      `${what} ${most} ${figure.unit}: ${value <= most ? 'reached' : 'missed'}`;
    const verdict = [
      ...(figure.limit === undefined ? [] : [one('at most', figure.limit)]),
      ...(figure.stretch === undefined ? [] : [one('stretch', figure.stretch)]),
    ].join(', ');
    return [figure.title, `${value.toPrecision(3)} ${figure.unit}`, verdict];
  });
}
