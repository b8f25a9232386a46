/**
 * What most notebooks use of Node: a part of what @types/node declares, in the same words. It has to be no more than a
 * part, because the compiler reads all of @types/node only for a cell that does not compile without it.
 */
export const fewGlobals = `
interface Console {
  debug(message?: any, ...optionalParams: any[]): void;
  error(message?: any, ...optionalParams: any[]): void;
  info(message?: any, ...optionalParams: any[]): void;
  log(message?: any, ...optionalParams: any[]): void;
  table(tabularData: any, properties?: readonly string[]): void;
  warn(message?: any, ...optionalParams: any[]): void;
}
declare var console: Console;
declare namespace NodeJS {
  interface Timeout {
    close(): this;
    hasRef(): boolean;
    ref(): this;
    refresh(): this;
    unref(): this;
    [Symbol.toPrimitive](): number;
    _onTimeout(...args: any[]): void;
  }
}
declare function setTimeout<TArgs extends any[]>(
  callback: (...args: TArgs) => void,
  delay?: number,
  ...args: TArgs
): NodeJS.Timeout;
declare function setTimeout(callback: (_: void) => void, delay?: number): NodeJS.Timeout;
declare function clearTimeout(timeout: NodeJS.Timeout | string | number | undefined): void;
`;
