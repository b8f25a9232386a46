/**
 * What Node itself asks of its `process` object while an answer runs. All of it is harmless in any hands: the streams,
 * the signals, the loaders of modules and native code, the identities and the debugger are not in it.
 */
const kept: readonly string[] = [
  ...['version', 'versions', 'arch', 'platform', 'release', 'config', 'features', 'argv0', 'title', 'pid'],
  ...['_events', '_eventsCount', '_maxListeners', 'domain', 'emitWarning', '_rawDebug'],
  ...['_exiting', 'exitCode', 'exit', 'reallyExit', '_fatalException', 'hasUncaughtExceptionCaptureCallback'],
  ...['nextTick', '_tickCallback', 'hrtime', 'uptime', 'cpuUsage', 'memoryUsage', 'sourceMapsEnabled'],
];

/** Taken before a submission's `process` stands under that name. */
const real: object = process;

/**
 * Takes from Node's own `process` object all that reaches out of the process.
 *
 * A submission sees another object under that name, but the language has ways to the real one: a method of
 * EventEmitter's, or a getter on Object's prototype, is called with it as `this`. Whoever finds one holds nothing.
 */
export function disarmProcess(): void {
  for (const key of Reflect.ownKeys(real)) {
    if (typeof key === 'string' && !kept.includes(key)) Reflect.deleteProperty(real, key);
  }
  Object.assign(real, { env: {}, argv: [], execArgv: [] });
}
