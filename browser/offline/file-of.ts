/**
 * Says which file of the site an address asks for. What stands behind `?` and `#` names none: JupyterLab writes there
 * which notebook it opens, and how old a file is.
 *
 * @param base the site's own address, with a slash at its end
 * @returns its path in the site's folder, undefined for an address outside the site
 */
export function fileOf(address: string, base: string): string | undefined {
  const { origin, pathname } = new URL(address);
  const site = new URL(base);
  if (origin !== site.origin || !pathname.startsWith(site.pathname)) return undefined;
  const path = decodeURIComponent(pathname.slice(site.pathname.length));
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}
