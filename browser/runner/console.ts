import { formatWithOptions } from 'node-inspect-extracted';
import { outputCell } from '../../execution/cell';
import { offerDisplay } from '../../execution/display-hook';
import { log } from '../../execution/platform';
import { table } from './console-table';

function write(name: 'stdout' | 'stderr', text: string): void {
  const cell = outputCell();
  if (cell === undefined) log(text);
  else cell.write(name, `${text}\n`);
}

/** Sends what is printed, and what the library shows, to the cell that it comes from, as Node's kernel does. */
export function connectConsole(): void {
  let indent = '';
  const counts = new Map<string, number>();
  const times = new Map<string, number>();
  const print =
    (name: 'stdout' | 'stderr') =>
    (...values: unknown[]): void => {
      const text = formatWithOptions({}, ...values);
      write(name, text.replace(/^/gm, indent));
    };
  const [out, error] = [print('stdout'), print('stderr')];
  const elapsed = (label: string): string => {
    const ms = performance.now() - (times.get(label) ?? performance.now());
    return `${label}: ${ms < 1000 ? `${ms.toFixed(3)}ms` : `${(ms / 1000).toFixed(3)}s`}`;
  };
  const group = (...values: unknown[]): void => {
    if (values.length > 0) out(...values);
    indent += '  ';
  };
  Object.assign(console, {
    log: out,
    info: out,
    debug: out,
    dir: (value: unknown) => out(value),
    dirxml: out,
    error,
    warn: error,
    trace: (...values: unknown[]) => error(`Trace: ${formatWithOptions({}, ...values)}`),
    assert: (holds: unknown, ...values: unknown[]) => {
      if (!holds)
        error(
          values.length > 0 ? `Assertion failed: ${formatWithOptions({}, ...values)}` : 'Assertion failed',
        );
    },
    table: (data: unknown, columns?: readonly string[]) => {
      const text = table(data, columns);
      if (text === undefined) out(data);
      else out(text);
    },
    group,
    groupCollapsed: group,
    groupEnd: () => {
      indent = indent.slice(2);
    },
    count: (label = 'default') => {
      counts.set(label, (counts.get(label) ?? 0) + 1);
      out(`${label}: ${counts.get(label)}`);
    },
    countReset: (label = 'default') => void counts.delete(label),
    time: (label = 'default') => void times.set(label, performance.now()),
    timeLog: (label = 'default', ...values: unknown[]) => out(elapsed(label), ...values),
    timeEnd: (label = 'default') => {
      out(elapsed(label));
      times.delete(label);
    },
    clear: () => outputCell()?.clear(),
  });
  offerDisplay();
}
