import { amountOf } from './claim';

const decimalsOf = (text: string): number => /\.(\d+)/.exec(text)?.[1]?.length ?? 0;

/** Whether a value prints as the text has it. */
export const prints = (value: number, text: string): boolean =>
  value.toFixed(decimalsOf(text)) === amountOf(text).toFixed(decimalsOf(text));

/** Whether a value, printed like the two ends of the text's range, lies in it. */
export const printsWithin = (value: number, [least, most]: readonly [string, string]): boolean => {
  const printed = Number(value.toFixed(decimalsOf(least)));
  return amountOf(least) <= printed && printed <= amountOf(most);
};
