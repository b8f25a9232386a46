/**
 * The globals that a submission sees in place of Node's: nothing that prints, signals, connects or loads code.
 *
 * Where no layer of the system's stands around the process, this keeps honest mistakes and simple attacks off. It is
 * no barrier: the language has too many ways around one, and the parent believes nothing that comes from here.
 */
export function hideNode(): void {
  const { argv0, arch, platform, version, versions, exit, hrtime, memoryUsage, cpuUsage, nextTick, uptime } =
    process;
  const submissionProcess = {
    ...{ argv0, arch, platform, version, versions, exit, hrtime, memoryUsage, cpuUsage, nextTick, uptime },
    ...{ argv: [], execArgv: [], env: {}, title: 'submission', pid: 1, cwd: () => '/', emitWarning: nothing },
    ...{ stdout: { write: () => true }, stderr: { write: () => true }, exitCode: undefined },
    ...{ on: nothing, once: nothing, off: nothing, emit: () => false },
  };
  replace('process', submissionProcess);
  replace('console', quietConsole());
  for (const name of [
    'fetch',
    // Any of these would load the client behind fetch, and leave it where everyone can take it.
    'Request',
    'Response',
    'Headers',
    'FormData',
    'MessageEvent',
    'CloseEvent',
    'WebSocket',
    'EventSource',
    'XMLHttpRequest',
    'navigator',
    'localStorage',
    'sessionStorage',
  ]) {
    Reflect.deleteProperty(globalThis, name);
  }
  const wasm: object = Reflect.get(globalThis, 'WebAssembly');
  for (const name of ['compileStreaming', 'instantiateStreaming']) Reflect.deleteProperty(wasm, name);
}

/** Prints nothing: what a submission prints is no part of its answer. */
function quietConsole(): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(console)
      .filter((name) => !name.startsWith('_'))
      .map((name) => [name, nothing]),
  );
}

function nothing(): void {}

function replace(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
}
