import { colour } from './theme';

const looks = [
  { color: colour.blue, symbol: 'circle' },
  { color: colour.vermillion, symbol: 'square' },
  { color: colour.green, symbol: 'diamond' },
  { color: colour.purple, symbol: 'cross' },
  { color: colour.orange, symbol: 'triangle-up' },
  { color: colour.sky, symbol: 'triangle-down' },
] as const;

/** Each of several curves has a colour and a symbol of its own; more curves begin again. */
export const lookOf = (curve: number): (typeof looks)[number] =>
  looks[curve % looks.length] as (typeof looks)[number];
