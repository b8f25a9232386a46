/** A path with `/` between its parts, as the compiler writes it on Windows too. */
export function withSlashes(path: string): string {
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
}
